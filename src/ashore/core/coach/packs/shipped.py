"""The packs that come with Ashore: each works once it is named, or switched on."""

from functools import cache
from pathlib import Path

from ashore.core.coach.packs.model import Pack
from ashore.core.coach.packs.reading import read_pack

_DATA = Path(__file__).parent / "data"


def shipped_names() -> tuple[str, ...]:
    """The names of these packs, in order."""
    return tuple(sorted(file.stem for file in _DATA.glob("*.yaml")))


def shipped_text(name: str) -> str:
    """The text of one. Raises KeyError for another name."""
    if name not in shipped_names():
        raise KeyError(name)
    return (_DATA / f"{name}.yaml").read_text("utf-8")


@cache
def shipped_pack(name: str) -> Pack:
    """One of these packs, read. Raises KeyError for another name."""
    pack = read_pack(shipped_text(name), f"{name}.yaml")
    assert isinstance(pack, Pack), "a test reads all of them"
    return pack
