"""How solid a change is: weaker assumptions, reporting alone, and the grounds for confidence."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
