"""The records of a case: read, checked, and selected for a brief."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
