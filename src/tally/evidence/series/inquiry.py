"""The attributes of a brief on a series that an answer to it needs."""

from collections.abc import Callable
from typing import Any, Protocol

from tally.evidence import Asked


class SeriesInquiry(Asked, Protocol):
    """The attributes of a brief on a series."""

    @property
    def series(self) -> list[str]:
        """The ids of the figures; empty if the series is counted from a file."""

    @property
    def dataset(self) -> str:
        """The data set from which it is counted."""

    @property
    def step(self) -> str:
        """The length of its periods."""

    @property
    def by(self) -> str:
        """The level of the places by which it is counted; empty for none."""

    @property
    def boundaries(self) -> str:
        """The name of the file of boundaries."""

    @property
    def whole(self) -> str:
        """The id of the count over all periods."""

    def asked(self, current: Callable[[str], str]) -> dict[str, Any]:
        """Return the parameters on which what is computed depends."""
