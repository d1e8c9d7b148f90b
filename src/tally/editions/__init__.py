"""Editions: the record of what each build of a briefing said, so that the next can say what has changed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
