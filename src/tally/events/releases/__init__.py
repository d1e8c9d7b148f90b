"""Compare two releases of one data set: which rows were added, dropped and changed, by year."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
