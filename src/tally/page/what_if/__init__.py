"""The readers' own assumptions: what a page's script needs to say what would follow from them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
