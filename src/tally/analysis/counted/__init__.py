"""What events counted from one file support beyond their totals: dispersion, the year to date, growth."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
