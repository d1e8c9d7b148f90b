"""Letters, digits and words: typography, numbers in texts, and the words for what is counted."""
