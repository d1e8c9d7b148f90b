"""Fetch a document, keep it as it came, and tell a page that blocks readers from it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
