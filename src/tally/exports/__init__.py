"""Exports: one edition of a briefing as files to send on, print, archive and cite."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
