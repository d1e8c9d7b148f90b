"""Postpone the import of modules that a library imports but seldom uses, until they are used."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class LazyName:
    """A function, class or module that is imported when it is called or an attribute of it is read."""

    def __init__(self, module: str, name: str) -> None:
        self._path = module, name

    def _load(self) -> Any:
        """Import the object that this name refers to."""
        path, name = self._path
        module = import_module(path)
        return getattr(module, name) if hasattr(module, name) else import_module(f"{path}.{name}")

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Return what the object returns when it is called."""
        return self._load()(*arguments, **keywords)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the object."""
        return getattr(self._load(), name)


class LazyModule(ModuleType):
    """Replaces a module while others are imported: each name that they import from it is a `LazyName`."""

    def __getattr__(self, name: str) -> LazyName:
        """Return a name of the module, without knowing what it is."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LazyName(self.__name__, name)


@contextmanager
def lazily_imported(names: Sequence[str]) -> Iterator[None]:
    """
    Replace modules while others are imported, so that those load them only when they use them.

    Parameters
    ----------
    names : sequence of str
        Full names of the modules. Those that are imported already are not replaced. An import after this context loads
        the real module.
    """
    substitutes = {name: LazyModule(name) for name in names if name not in sys.modules}
    sys.modules.update(substitutes)
    parents = [(sys.modules.get(name.rpartition(".")[0]), name.rpartition(".")[2], name) for name in substitutes]
    for parent, leaf, name in parents:
        if parent is not None:
            vars(parent)[leaf] = substitutes[name]
    try:
        yield
    finally:
        for parent, leaf, name in parents:
            del sys.modules[name]
            if parent is not None:
                del vars(parent)[leaf]
