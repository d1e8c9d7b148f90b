"""The two counts of a question."""

from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple, Generic[T]):
    """
    The two counts that a question compares: the earlier and the later figure, or their ids.

    Functions take this object, not two arguments, so that a series of counts can be added later.
    """

    earlier: T
    later: T
