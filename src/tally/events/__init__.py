"""Count events in files that others published: loaded into one form, kept in a cache, and counted as ranges."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
