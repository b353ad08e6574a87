"""Reproducible yearly evaluation of a neighbourhood programme with family coaches."""

__version__ = "0.1.0"
