"""Run notebooks in forks of a process that has imported their modules already: a papermill engine and a provisioner."""

from warm_kernels.preload import Preload, Step
from warm_kernels.start import SERVER, close_lifelines, forks, kernel_server

__all__ = ["SERVER", "Preload", "Step", "close_lifelines", "forks", "kernel_server"]
