"""Build briefings on several machines, which share nothing but a Dask scheduler."""

import lazy_loader

from tally.build import skip_slow_checkers

skip_slow_checkers()  # before a worker imports nbformat
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
