"""A preload for the tests: three steps, of which the second is slow to import and the third warms something."""

import os
import sys

from warm_kernels import Preload, Step


def _warm() -> None:
    sys.warmed = os.environ.get("WARMING", "")


PRELOAD = Preload(
    steps=(Step(("numpy.random", "pandas")), Step(("matplotlib.pyplot", "seaborn")), Step(("jinja2",), warm=(_warm,))),
    unused=("debugpy", "ipywidgets"),
    lazy=(
        "numpy.f2py",
        "numpy.testing",
        "scipy.cluster",
        "scipy.linalg.interpolative",
        "scipy.optimize._shgo",
        "scipy.stats",
    ),
)
NOT_ONE = ()
