"""``python -m ashore``: the same as the command."""

from ashore.cli import main

if __name__ == "__main__":
    main()
