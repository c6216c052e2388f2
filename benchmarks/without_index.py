"""``ashore`` without its search index, to see what keeping it costs: python benchmarks/without_index.py import ..."""

from ashore.cli import main
from ashore.conf import boot

start = boot.start


def start_without(folder: str | None = None) -> object:
    """The usual start; afterwards no lexemes are made and none are kept."""
    place = start(folder)
    from ashore.store import search
    from ashore.usecases.importing import items

    items._lexemes = lambda *_: ""
    search.add = lambda _: None
    return place


boot.start = start_without

if __name__ == "__main__":
    main()
