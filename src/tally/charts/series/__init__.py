"""Charts over many periods, days, years and places: columns, steps, lines, calendar and map."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
