"""Fetch a document, store it as it was received, and recognise a page that blocks readers instead."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
