from .edtf import read_day, read_window, window_doubt
from .forms import LATEST
from .window import Edge, Window, WindowError, long_day, short_day

__all__ = [
    "LATEST",
    "Edge",
    "Window",
    "WindowError",
    "long_day",
    "read_day",
    "read_window",
    "short_day",
    "window_doubt",
]
