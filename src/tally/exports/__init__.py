"""Exports: one edition of a briefing as files to send on, print, archive and cite."""


class ExportError(RuntimeError):
    """An export cannot be made here."""
