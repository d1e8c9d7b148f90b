"""Read the project's tables strictly, and change them carefully."""
