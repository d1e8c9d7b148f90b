"""The claims about two counts with their verdicts, and the numbers behind them with their evidence."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
