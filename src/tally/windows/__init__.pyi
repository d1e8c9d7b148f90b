from .edtf import read_day, read_window, window_doubt
from .forms import LATEST
from .window import MONTHS, Edge, Window, WindowError, long_day

__all__ = [
    "LATEST",
    "MONTHS",
    "Edge",
    "Window",
    "WindowError",
    "long_day",
    "read_day",
    "read_window",
    "window_doubt",
]
