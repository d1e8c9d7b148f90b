"""Build briefings: check, run the notebooks, publish, and know what is up to date."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
