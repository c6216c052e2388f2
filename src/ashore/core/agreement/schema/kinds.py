"""The kinds of values that a term may have, but for sums and shares (``numbers``) and times (``times``)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from ashore.core.agreement.schema.parts import Here, Kind
from ashore.core.kernel import Reason, Side

SCHEMA_VERSION = 1
_ID = re.compile(r"\w[\w-]{0,63}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_ADDRESS = re.compile(r"(?:[^@\s<>]+@)?[^@\s<>.]+(?:\.[^@\s<>.]+)+")
_MOST = 1_000_000
_QUOTED = 80
_DEEPEST = 6


def shown(value: Any) -> str:
    """A value as a message quotes it: short, and never a whole table."""
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "..."


def not_text(value: Any) -> Reason:
    """The finding about a value that should be a text."""
    return Reason("agreement.not_text", params={"found": shown(value)})


def _text(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
    return value.strip() if isinstance(value, str) else not_text(value)


def _texts(value: Any, here: Here) -> tuple[str, ...] | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, str):
        return (value.strip(),)
    if not isinstance(value, list):
        return Reason("agreement.not_texts", params={"found": shown(value)})
    wrong = next((each for each in value if not isinstance(each, str)), None)
    return tuple(each.strip() for each in value) if wrong is None else not_text(wrong)


def _flag(value: Any, here: Here) -> bool | Reason:  # noqa: ARG001 - the form of all readers
    return value if isinstance(value, bool) else Reason("agreement.not_flag", params={"found": shown(value)})


def _whole(value: Any, here: Here) -> int | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST:
        return Reason("agreement.not_whole", params={"found": shown(value)})
    return value


def _id(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return Reason("agreement.id_unreadable", params={"text": shown(value)})


def _currency(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, str) and _CURRENCY.fullmatch(value.strip().upper()):
        return value.strip().upper()
    return Reason("agreement.currency_unreadable", params={"text": shown(value)})


def _address(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
    if isinstance(value, str) and _ADDRESS.fullmatch(value.strip()):
        return value.strip().lower()
    return Reason("agreement.address_unreadable", params={"text": shown(value)})


def _addresses(value: Any, here: Here) -> tuple[str, ...] | Reason:
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        address = _address(each, here)
        if isinstance(address, Reason):
            return address
        found.append(address)
    return tuple(found)


def _holiday(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
    return value.strip() if isinstance(value, str) else Reason("agreement.holiday_unnamed")


def _version(value: Any, here: Here) -> int | Reason:  # noqa: ARG001 - the form of all readers
    if type(value) is int and value == SCHEMA_VERSION:
        return value
    return Reason("agreement.version_unknown", params={"version": shown(value), "known": SCHEMA_VERSION})


def _changes(value: Any, here: Here) -> tuple[tuple[str, object], ...] | Reason:  # noqa: ARG001
    """Paths in dots with the values of the file; tables within are paths written the other way."""
    if not isinstance(value, dict) or not value:
        return Reason("agreement.changes_missing")
    return tuple(flat(value))


def flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, object]]:
    """Nested tables as paths in dots, each with its value."""
    for key, value in table.items():
        path = f"{before}.{key}" if before else key
        if isinstance(value, dict) and path.count(".") < _DEEPEST:
            yield from flat(value, path)
        else:
            yield path, value


def choice(name: str, *values: str) -> Kind:
    """One of some words: in a file with spaces (``day after``), in the terms with underscores (``day_after``)."""
    words = tuple(value.replace("_", " ").replace("one off", "one-off").replace("kpi", "KPI") for value in values)

    def read(value: Any, here: Here) -> str | Reason:  # noqa: ARG001 - the form of all readers
        if not isinstance(value, str):
            return not_text(value)
        found = "_".join(value.lower().replace("-", " ").replace("_", " ").split())
        if found in values:
            return found
        return Reason("agreement.choice_unknown", params={"text": shown(value), "known": " / ".join(words)})

    return Kind(name, read, {"enum": list(words)})


def choices(name: str, *values: str) -> Kind:
    """Some of some words, each once, in an order that matters."""
    one = choice(name, *values)

    def read(value: Any, here: Here) -> tuple[str, ...] | Reason:
        found: list[str] = []
        for each in value if isinstance(value, list) else [value]:
            word = one.read(each, here)
            if not isinstance(word, str):
                return word if isinstance(word, Reason) else not_text(each)
            if word in found:
                return Reason("agreement.choice_twice", params={"text": shown(each)})
            found.append(word)
        return tuple(found)

    return Kind(name, read, {"type": "array", "items": one.schema, "uniqueItems": True})


TEXT = Kind("text", _text, {"type": "string"})
TEXTS = Kind("list of texts", _texts, {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
FLAG = Kind("true or false", _flag, {"type": "boolean"})
WHOLE = Kind("whole number", _whole, {"type": "integer", "minimum": 0, "maximum": _MOST})
ID = Kind("short name, used in other terms", _id, {"type": "string", "pattern": r"^[^\W][^\s.]{0,63}$"})
IDS = Kind("list of short names", _texts, TEXTS.schema)
CURRENCY = Kind("currency (ISO 4217)", _currency, {"type": "string", "pattern": "^[A-Za-z]{3}$"})
ADDRESS = Kind("e-mail address", _address, {"type": "string"})
ADDRESSES = Kind("list of e-mail addresses and domains", _addresses, TEXTS.schema)
LANGUAGE = choice("language", "en", "ru", "sk", "fil")
LANGUAGES = choices("languages", "en", "ru", "sk", "fil")
SIDE = choice("side", *get_args(Side))
HOLIDAY_NAME = Kind("name of the day", _holiday, {"type": "string"})
VERSION = Kind("version of the schema", _version, {"const": SCHEMA_VERSION})
CHANGES = Kind("paths and values", _changes, {"type": "object", "minProperties": 1})
