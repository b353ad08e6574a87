"""``python -m buurtrendement.werker``: a process that ``reeks`` starts where it cannot fork."""

from buurtrendement import reeks

if __name__ == "__main__":
    reeks.als_bijproces()
