"""Where the project's folders are, what a briefing is made from, what a build leaves, and how files are changed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
