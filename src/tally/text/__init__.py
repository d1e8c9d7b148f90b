"""Letters, digits and words: typography, numbers in texts, and the words for what is counted."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
