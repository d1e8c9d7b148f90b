"""Judge claims with multiples and percentages: the bare counts, daily rates, same days, and what chance allows."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
