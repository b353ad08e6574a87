"""``python -m buurtrendement``: the same command where there is no ``make``."""

from buurtrendement.cli import main

if __name__ == "__main__":
    main()
