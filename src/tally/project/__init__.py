"""Where the project's folders are, what a briefing is made from, and what a build leaves."""
