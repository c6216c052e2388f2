"""What a team adds to lists and conversations."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as pages show it: a word with one of eight hues beside it. ``uses``: how many conversations bear it, where
    that was asked for."""

    id: int
    name: str
    hue: int
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which conversations a list is about. ``who``: mine, nobody, or the number of one of us; ``tag``, ``field`` with
    ``value``, or with any where that is empty; ``show``: open, settled, snoozed, older. Empty: all that is not put
    off."""

    who: str = ""
    tag: int = 0
    show: str = ""
    field: int = 0
    value: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it is not the whole list."""
        return bool(self.who or self.tag or self.show or self.field)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the house's own, with what stands in it where it was asked for of one conversation or client."""

    id: int
    of: str
    name: str
    kind: str
    choices: tuple[str, ...] = ()
    value: str = ""

    @property
    def day(self) -> date | None:
        """The value of a date as one."""
        return date.fromisoformat(self.value) if self.kind == "date" and self.value else None


@dataclass(frozen=True, slots=True)
class TeamView:
    """How a conversation stands in the team. ``owner``: to whom it was given, 0 for nobody; ``followers`` by number;
    ``people``: who works here; ``known``: all tags; ``falls_due``: a clock that runs out before it is back."""

    owner: int = 0
    owner_name: str = ""
    followers: tuple[int, ...] = ()
    follower_names: tuple[str, ...] = ()
    snoozed_until: datetime | None = None
    falls_due: datetime | None = None
    tags: tuple[TagRow, ...] = ()
    fields: tuple[FieldRow, ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    known: tuple[TagRow, ...] = ()


NO_TEAM = TeamView()
