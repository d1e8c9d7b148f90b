"""Judge claims with multiples and percentages, and claims about a series: bare counts, daily rates, same days."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
