"""Add sources, figures, wordings, dated events and briefs, each checked before anything is written."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
