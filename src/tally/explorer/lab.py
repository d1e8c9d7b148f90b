"""JupyterLab's settings in a project: where it opens, and how it saves notebooks."""

import sys
from pathlib import Path
from typing import Any

from tally.errors import TallyError
from tally.project import START_PAGE, find_project, tidy_notebook

FORMAT = 4  # of notebooks


def configure_lab(settings: Any) -> None:
    """
    Add what JupyterLab needs to know of the project in which it is started. Outside of a project, nothing.

    Parameters
    ----------
    settings : traitlets.config.Config
        JupyterLab's settings, which a user's own and the command line can change.
    """
    try:
        project = find_project()
    except TallyError:
        return
    settings.ServerApp.root_dir = str(project.root)
    settings.LabApp.default_url = f"/lab/tree/{project.notebooks.name}/{START_PAGE}.ipynb"
    # other projects' layouts have no part in this one
    settings.LabApp.workspaces_dir = str(Path(sys.prefix, "share", "jupyter", "lab", "workspaces"))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Return this module as an extension of Jupyter's server."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the tidying of notebooks to what the server does when it saves one."""
    server.contents_manager.register_pre_save_hook(tidy_saved)


def tidy_saved(model: dict[str, Any], **_: Any) -> None:
    """Remove from a notebook that JupyterLab saves what differs from run to run; other files stay as they are."""
    if model["type"] == "notebook" and model["content"] and model["content"].get("nbformat") == FORMAT:
        tidy_notebook(model["content"])
