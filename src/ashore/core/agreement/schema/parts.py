"""What a schema is made of: keys with a kind of value, and tables of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ashore.core.kernel import Reason


class Here(NamedTuple):
    """Where a value stands. ``clause``: its path in dots; ``currency``: of the agreement, or empty; ``zone``: ours."""

    clause: str
    currency: str
    zone: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value. ``read``: the value as tomllib gives it into what the terms hold, or the reason (with advice)
    why it is none; ``schema``: its JSON Schema; ``name``: for people."""

    name: str
    read: Callable[[Any, Here], object | Reason]
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Key:
    """A term. ``about``: what it says; ``example``: a value as written in a file; ``default``: what holds where it is
    left out, for people; ``rule``: the FIELD.md code it rests on; ``field``: its name in the dataclass, if another;
    ``missing``: the finding where a required one is left out."""

    name: str
    kind: Kind
    about: str
    example: str
    rule: str = ""
    default: str = ""
    required: bool = False
    field: str = ""
    missing: str = "agreement.key_missing"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of terms; ``many``: of ``[[name]]``, one for each entry. ``make`` builds the dataclass from the fields;
    None leaves them as a mapping; ``clause``: it is told where it stands. ``dates``: beside the parts that are named,
    days may be keys, of this kind; ``entry``: any name may be, each a table of this shape."""

    name: str
    parts: tuple["Key | Table", ...]
    about: str
    rule: str = ""
    make: Callable[..., object] | None = None
    many: bool = False
    dates: Kind | None = None
    entry: "Table | None" = None
    clause: bool = True

    def part(self, name: str) -> "Key | Table | None":
        """The key or table of this name, if the schema has one."""
        return next((part for part in self.parts if part.name == name), None)
