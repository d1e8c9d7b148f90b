"""What a reader of a web page sees of it, and what the page says about itself."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
