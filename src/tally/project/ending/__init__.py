"""End tidily: signals that stop a command, and the folders and files that a process may leave."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
