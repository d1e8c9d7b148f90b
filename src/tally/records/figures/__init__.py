"""Reported counts: one figure, the table of them, and their rows in figures.csv."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
