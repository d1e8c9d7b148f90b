"""The error of exports."""

from tally.errors import TallyError


class ExportError(TallyError, RuntimeError):
    """An export cannot be made here."""
