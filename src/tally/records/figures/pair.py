"""The two counts of a question."""

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple, Generic[T]):
    """
    The two counts that a question compares: the earlier and the later figure, or their ids.

    What works on a question takes this one object, so that a series of counts can stand beside it later.
    """

    earlier: T
    later: T
