"""Build briefings on several machines, which share nothing but a Dask scheduler."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
