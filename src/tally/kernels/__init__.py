"""Warm kernels: each notebook runs in a fresh fork of a process that has its imports behind it."""
