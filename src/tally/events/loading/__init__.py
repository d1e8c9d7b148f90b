"""Load a file of events of any known kind into one form, one row for each event, or refuse it line by line."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
