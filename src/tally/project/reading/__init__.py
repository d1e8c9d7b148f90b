"""Read what users and other programs wrote, within limits: files of any kind, and JSON."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
