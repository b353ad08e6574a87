"""Reproducible yearly evaluation of a neighbourhood programme with family coaches."""

import os

__version__ = "0.1.0"

# Numpy looks at this when it is loaded. Pages of two megabytes for the columns of a big year have to be put together by
# the system first, which took a second of the four that ten million contacts take; ordinary pages are there at once.
os.environ.setdefault("NUMPY_MADVISE_HUGEPAGE", "0")
