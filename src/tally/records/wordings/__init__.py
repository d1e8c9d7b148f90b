"""How wordings are compared: the table of rules, hedges, and what a repetition changed."""
