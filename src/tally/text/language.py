"""The language of pages, charts and exports: the one place that chooses it."""

import sys
from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

LANGUAGE = "english"  # a module beside this one, and a folder among the templates
TEMPLATES = "templates"  # the folder of the languages' folders, within the package


def language_module() -> ModuleType:
    """Return the module that has the words of the chosen language."""
    name = f"{__package__}.{LANGUAGE}"
    return sys.modules.get(name) or import_module(name)


def template_folder() -> str:
    """Return the folder of the chosen language's templates, within the package."""
    return f"{TEMPLATES}/{LANGUAGE}"


class _Words:
    """The words of the chosen language, looked up when they are used."""

    def __getattr__(self, name: str) -> object:
        return getattr(language_module(), name)


if TYPE_CHECKING:
    from tally.text import english

    words = english
else:
    words = _Words()


class WordedEnum(StrEnum):
    """An enumeration that names the table of the language's module with the words for its members."""

    _table: ClassVar[str]

    def __init_subclass__(cls, *, table: str) -> None:
        super().__init_subclass__()
        cls._table = table

    @property
    def words(self) -> str:
        """The member in words."""
        return str(getattr(words, self._table)[self])
