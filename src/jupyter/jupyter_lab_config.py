"""Configure JupyterLab for the project in which it is started."""

from tally.explorer import configure_lab

configure_lab(get_config())  # type: ignore[name-defined]  # noqa: F821  # Jupyter provides it
