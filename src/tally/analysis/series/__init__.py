"""Counts over three or more periods: steps, trend, seasons and changes of level."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
