"""The root of everything that Tally refuses, which one handler turns into a sentence."""


class TallyError(Exception):
    """Something cannot be done as it was asked. The message says to the user what was found and what to do."""
