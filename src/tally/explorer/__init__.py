"""The start page in JupyterLab: choose two counts, and see what may be said of them."""

from tally.explorer.controls import Explorer

__all__ = ["Explorer"]
