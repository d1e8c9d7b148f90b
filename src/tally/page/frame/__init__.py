"""What surrounds the text of a page: its style, its contents, and the links to its parts."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
