"""Where the project's folders are, what a briefing is made from, and what a build leaves."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
