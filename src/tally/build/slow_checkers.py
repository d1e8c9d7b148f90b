"""Omit checkers of text formats that are slow to import and that nothing here needs."""

import sys

SLOW_CHECKERS = ("rfc3987_syntax", "rfc3986_validator", "isoduration")


def skip_slow_checkers() -> None:
    """Omit their imports, which saves a second; call it before nbformat is imported."""
    for name in SLOW_CHECKERS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None keeps it from being imported
