"""Exports: one edition of a briefing as files to send on, print, archive and cite."""

from tally.errors import TallyError


class ExportError(TallyError, RuntimeError):
    """An export cannot be made here."""
