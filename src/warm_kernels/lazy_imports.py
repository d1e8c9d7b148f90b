"""Leave modules that a library imports, and a batch hardly ever uses, until they are used."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class Name:
    """A function, class or module that is imported when it is called or looked into."""

    def __init__(self, module: str, name: str) -> None:
        self._named = module, name

    def _real(self) -> Any:
        """Import what this stands for."""
        module, name = self._named
        found = import_module(module)
        return getattr(found, name) if hasattr(found, name) else import_module(f"{module}.{name}")

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call what this stands for."""
        return self._real()(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        """Look into what this stands for."""
        return getattr(self._real(), name)


class Later(ModuleType):
    """Stands for a module while others are imported: what they take from it by name is a `Name`."""

    def __getattr__(self, name: str) -> Name:
        """Give a name out of the module, whatever it is."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Name(self.__name__, name)


@contextmanager
def lazily_imported(names: Sequence[str]) -> Iterator[None]:
    """Have modules imported within, by others, only once they are used; who imports them afterwards gets them."""
    standing = {name: Later(name) for name in names if name not in sys.modules}
    sys.modules.update(standing)
    parents = [(sys.modules.get(name.rpartition(".")[0]), name.rpartition(".")[2], name) for name in standing]
    for parent, leaf, name in parents:
        if parent is not None:
            vars(parent)[leaf] = standing[name]
    try:
        yield
    finally:
        for parent, leaf, name in parents:
            del sys.modules[name]
            if parent is not None:
                del vars(parent)[leaf]
