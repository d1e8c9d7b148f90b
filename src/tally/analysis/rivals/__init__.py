"""Whether other counts of the same thing agree: pairs for the same question, and parts that exceed their whole."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
