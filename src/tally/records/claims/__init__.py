"""Parse claims with multiples and percentages, such as “more than doubled”, by a table of rules."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
