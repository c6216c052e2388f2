"""Word lists, one entry a line, "#" for remarks."""

from importlib.resources import files


def word_list(name: str) -> frozenset[str]:
    """The entries of ``name`` in this package."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return frozenset(entry for line in text.splitlines() if (entry := line.partition("#")[0].strip()))
