"""The root of Tally's exceptions, whose messages one handler prints."""


class TallyError(Exception):
    """Something cannot be done as requested. The message tells the user what was found and what to do."""
