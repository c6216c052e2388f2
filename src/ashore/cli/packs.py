"""Packs of house rules from files: read, tested, and what is wrong with them told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from ashore.core.coach.packs.model import House, Pack, PackFault, Place
from ashore.core.coach.packs.reading import decoded, read_pack
from ashore.core.coach.packs.shipped import shipped_names, shipped_text
from ashore.core.coach.packs.testing import count_of, tried
from ashore.core.kernel import Reason
from ashore.words.saying import say

_LARGEST = 1_000_000
_ENDINGS = (".yaml", ".yml")


@dataclass
class Loaded:
    """Packs that could be read, in the order of their files, and all that is wrong."""

    packs: list[Pack] = field(default_factory=list)
    faults: list[PackFault] = field(default_factory=list)

    @property
    def tests(self) -> int:
        """How many texts they are tested by."""
        return sum(map(count_of, self.packs))

    @property
    def rules(self) -> int:
        """How many rules they have."""
        return sum(len(pack.rules) for pack in self.packs)


def load(named: Sequence[str]) -> Loaded:
    """The packs of files, folders and shipped names, tested. Raises click.UsageError where there is nothing to read."""
    loaded = Loaded()
    for source, text in _texts(named):
        if isinstance(text, PackFault):
            loaded.faults.append(text)
            continue
        found = read_pack(text, source)
        if not isinstance(found, Pack):
            loaded.faults += found
            continue
        if other := next((pack for pack in loaded.packs if pack.name == found.name), None):
            reason = Reason("pack.name_taken", params={"name": found.name, "other": other.source})
            loaded.faults.append(PackFault(source, Place(1, 1), "name", reason))
        loaded.packs.append(found)
        loaded.faults += tried(found)
    return loaded


def house_of(named: Sequence[str], lang: str) -> House:
    """The packs as a house. Raises click.UsageError after what is wrong with them went to stderr."""
    if not named:
        return House()
    loaded = load(named)
    if loaded.faults:
        for line in told(loaded.faults, lang):
            click.echo(line, err=True)
        raise click.UsageError("The packs have faults, so nothing was checked.")
    return House(tuple(loaded.packs), lang)


def told(faults: Iterable[PackFault], lang: str) -> list[str]:
    """Faults as lines: ``file:line:column path: words``."""
    lines = (f"{each.where} {each.path + ': ' if each.path else ''}{say(each.reason, lang)}" for each in faults)
    return ["".join(sign if sign.isprintable() else " " for sign in line) for line in lines]


def _texts(named: Sequence[str]) -> Iterable[tuple[str, str | PackFault]]:
    for name in named:
        path = Path(name)
        if path.is_dir():
            files = sorted(each for each in path.iterdir() if each.suffix in _ENDINGS and each.is_file())
            if not files:
                raise click.BadParameter(f"{name}: no .yaml file is in this folder", param_hint="--packs")
            for file in files:
                yield str(file), _text(file)
        elif path.is_file():
            yield name, _text(path)
        elif name in shipped_names():
            yield f"{name}.yaml", shipped_text(name)
        else:
            known = ", ".join(shipped_names())
            raise click.BadParameter(f"{name}: there is no such file; packs of our own: {known}", param_hint="--packs")


def _text(file: Path) -> str | PackFault:
    with file.open("rb") as opened:
        raw = opened.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        return PackFault(str(file), Place(1, 1), "", Reason("pack.too_long", params={"most": _LARGEST}))
    return decoded(raw, str(file))
