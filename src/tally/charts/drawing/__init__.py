"""Draw on a sheet: marks, words and scales in pixels, written as SVG and PNG."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
