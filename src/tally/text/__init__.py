"""Letters, digits and words: typography, numbers in texts, words for what is counted, and how objects are displayed."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
