"""The data sets of events of a case, and the tables of actors, places and counts."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
