"""Parse claims such as “more than doubled” and “the lowest since 1994”, by a table of rules."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
