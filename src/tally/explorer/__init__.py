"""The start page in JupyterLab: choose two counts or a series of them, and see what they support."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
