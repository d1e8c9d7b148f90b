"""The charts. They draw what they are given and compute nothing."""
