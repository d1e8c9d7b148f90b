"""What readers can take from a page: the figures as a table, the citation, and code that embeds a chart."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
