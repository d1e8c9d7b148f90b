"""Turn reported counts of incidents into annotated briefings that can be defended number by number."""

__version__ = "0.1.0"
