"""The forms of values that a pack may hold: each reads a node of the tree, and knows its JSON Schema."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, NamedTuple, get_args

from ashore.core.coach.packs.model import SCHEMA_VERSION, Counted, PackFault, Place, RuleKind, Sample
from ashore.core.coach.packs.nodes import Items, Node, Scalar, Table
from ashore.core.coach.packs.phrasing import wrong_with, wrong_word
from ashore.core.kernel import Reason, Severity
from ashore.core.language import LANGUAGES

Schema = Mapping[str, Any]
MOST_PHRASES, MOST_SAMPLES, LONGEST_TEXT, LONGEST_SAMPLE = 500, 50, 500, 5_000
HIGHEST, MOST_LINES = 100_000, 20
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that move a terminal's cursor or turn the direction of what follows; YAML lets them in behind a backslash."""
_WHOLE = re.compile(r"[0-9]{1,8}")
_TRUE, _FALSE = ("true", "yes"), ("false", "no")


@dataclass(slots=True)
class Reading:
    """A pack while it is read: what is wrong so far; languages and lists, which its rules refer to."""

    source: str
    faults: list[PackFault] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def say(self, place: Place, path: str, code: str, **params: str | int) -> None:
        """Note what is wrong."""
        self.add(place, path, Reason(code, params=params))

    def add(self, place: Place, path: str, reason: Reason) -> None:
        """Note what is wrong, as a reason."""
        self.faults.append(PackFault(self.source, place, path, reason))


@dataclass(frozen=True, slots=True)
class Form:
    """A form of value. ``read`` gives what it stands for, or None where it noted why it is none."""

    name: str
    read: Callable[[Node, str, Reading], Any]
    schema: Schema


class Line(NamedTuple):
    """A single text with its place."""

    text: str
    place: Place


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word that is nearest, empty where none is near."""
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.5)), "")


def _line(node: Node, path: str, reading: Reading, most: int = LONGEST_TEXT) -> Line | None:
    if not isinstance(node, Scalar):
        reading.say(node.place, path, "pack.not_text")
    elif node.empty or not node.text.strip():
        reading.say(node.place, path, "pack.text_empty")
    elif len(node.text) > most:
        reading.say(node.place, path, "pack.text_long", most=most)
    elif sign := _CONTROL.search(node.text):
        reading.say(node.place, path, "pack.letter", letter=f"U+{ord(sign[0]):04X}")
    else:
        return Line(node.text.strip(), node.place)
    return None


def _text(node: Node, path: str, reading: Reading) -> str | None:
    line = _line(node, path, reading)
    return line.text if line else None


def _each(node: Node, path: str, reading: Reading, most: int) -> list[tuple[Node, str]] | None:
    """The entries of a list with their paths; a single value is a list of one."""
    if isinstance(node, Table):
        reading.say(node.place, path, "pack.not_list")
        return None
    items = node.items if isinstance(node, Items) else [node]
    if not items:
        reading.say(node.place, path, "pack.list_empty")
        return None
    if len(items) > most:
        reading.say(node.place, path, "pack.list_long", most=most)
        return None
    return [(item, f"{path}.{number}") for number, item in enumerate(items, 1)]


def name_form(most: int) -> Form:
    """A name of small letters, figures and hyphens, at most so long."""

    def read(node: Node, path: str, reading: Reading) -> str | None:
        line = _line(node, path, reading)
        if line and (not _NAME.fullmatch(line.text) or len(line.text) > most):
            better = "-".join(re.findall(r"[a-z0-9]+", line.text.lower()))[:most].strip("-")
            reading.say(line.place, path, "pack.name", text=line.text[:80], most=most, better=better or "plain-words")
            return None
        return line.text if line else None

    return Form("name", read, {"type": "string", "pattern": f"^{_NAME.pattern}$", "maxLength": most})


def choice(name: str, *values: str) -> Form:
    """One of some words."""

    def read(node: Node, path: str, reading: Reading) -> str | None:
        line = _line(node, path, reading)
        if line is None or line.text in values:
            return line.text if line else None
        near = nearest(line.text, values)
        known = ", ".join(values)
        reading.say(line.place, path, "pack.choice", text=line.text[:80], known=known, nearest=near or values[0])
        return None

    return Form(name, read, {"enum": list(values)})


def _version(node: Node, path: str, reading: Reading) -> int | None:
    if isinstance(node, Scalar) and node.text == str(SCHEMA_VERSION):
        return SCHEMA_VERSION
    text = node.text[:40] if isinstance(node, Scalar) else "..."
    reading.say(node.place, path, "pack.version", text=text, known=SCHEMA_VERSION)
    return None


def _flag(node: Node, path: str, reading: Reading) -> bool | None:
    if isinstance(node, Scalar) and node.text.lower() in (*_TRUE, *_FALSE):
        return node.text.lower() in _TRUE
    reading.say(node.place, path, "pack.flag")
    return None


def _whole(least: int, most: int) -> Form:
    """A whole number between two."""

    def read(node: Node, path: str, reading: Reading) -> int | None:
        if isinstance(node, Scalar) and _WHOLE.fullmatch(node.text) and least <= int(node.text) <= most:
            return int(node.text)
        reading.say(node.place, path, "pack.whole", least=least, most=most)
        return None

    return Form("whole number", read, {"type": "integer", "minimum": least, "maximum": most})


def _languages(node: Node, path: str, reading: Reading) -> tuple[str, ...] | None:
    found = []
    for each, here in _each(node, path, reading, len(LANGUAGES)) or ():
        word = _LANGUAGE.read(each, here, reading)
        if word in found:
            reading.say(each.place, here, "pack.twice", text=word)
        elif word:
            found.append(word)
    return tuple(found) or None


def by_language(one: Form, *, all_needed: bool = False, open_to_all: bool = False) -> Form:
    """A value for each language of the pack: a table by language, or the value itself where the pack has only one.

    ``open_to_all``: one value may serve all languages (its key is ""), or each of them for numbers; ``all_needed``: a
    table leaves none of the pack's languages out.
    """

    def read(node: Node, path: str, reading: Reading) -> dict[str, Any] | None:
        if not _by_language(node):
            if len(reading.languages) != 1 and not open_to_all:
                reading.say(node.place, path, "pack.language_needed", known=", ".join(reading.languages))
                return None
            value = one.read(node, path, reading)
            return None if value is None else {"" if open_to_all else reading.languages[0]: value}
        assert isinstance(node, Table)
        found = {}
        for key, each in node.pairs:
            if key.text not in reading.languages:
                reading.say(key.place, f"{path}.{key.text}", "pack.language_other", text=key.text)
            elif (value := one.read(each, f"{path}.{key.text}", reading)) is not None:
                found[key.text] = value
        named = {key.text for key, _ in node.pairs}
        if missing := [each for each in reading.languages if all_needed and each not in named]:
            reading.say(node.place, path, "pack.language_missing", language=missing[0])
        return found or None

    table = {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, one.schema),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return Form(f"{one.name}, or one a language", read, {"anyOf": [one.schema, table]})


def _by_language(node: Node) -> bool:
    """Whether a table's keys are languages: all of them have the length of one, the first is one or nearly so."""
    return isinstance(node, Table) and bool(node.pairs) and all(key.text in LANGUAGES for key, _ in node.pairs[:1])


def _phrases(node: Node, path: str, reading: Reading) -> tuple[str, ...] | None:
    found = []
    language = path.rpartition(".")[2]
    language = language if language in LANGUAGES else (reading.languages or ("en",))[0]
    for each, here in _each(node, path, reading, MOST_PHRASES) or ():
        line = _line(each, here, reading)
        if line and (wrong := wrong_with(line.text, language, reading.lists)):
            reading.add(line.place, here, wrong)
        elif line:
            found.append(line.text)
    return tuple(found) or None


def _replace(node: Node, path: str, reading: Reading) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not isinstance(node, Table):
        reading.say(node.place, path, "pack.not_replace")
        return None
    if len(node.pairs) > MOST_PHRASES:
        reading.say(node.place, path, "pack.list_long", most=MOST_PHRASES)
        return None
    language = path.rpartition(".")[2]
    language = language if language in LANGUAGES else (reading.languages or ("en",))[0]
    found = []
    for key, each in node.pairs:
        here = f"{path}.{key.text[:40]}"
        if key.empty:
            reading.say(key.place, path, "pack.text_empty")
        elif wrong := wrong_with(key.text, language, reading.lists):
            reading.add(key.place, here, wrong)
        elif better := _texts(each, here, reading):
            found.append((key.text, better))
    return tuple(found) or None


def _texts(node: Node, path: str, reading: Reading) -> tuple[str, ...] | None:
    lines = [_line(each, here, reading) for each, here in _each(node, path, reading, MOST_SAMPLES) or ()]
    return tuple(line.text for line in lines if line) or None


def _samples(node: Node, path: str, reading: Reading) -> tuple[Line, ...] | None:
    found = _each(node, path, reading, MOST_SAMPLES) or ()
    lines = [_line(each, here, reading, LONGEST_SAMPLE) for each, here in found]
    return tuple(line for line in lines if line) or None


def _tests(node: Node, path: str, reading: Reading) -> tuple[Sample, ...] | None:
    if not isinstance(node, Table):
        reading.say(node.place, path, "pack.not_tests")
        return None
    found = []
    for key, each in node.pairs:
        here = f"{path}.{key.text}"
        if key.text not in ("hits", "clean"):
            near = nearest(key.text, ("hits", "clean")) or "hits"
            reading.say(key.place, here, "pack.unknown_key", key=key.text[:80], nearest=near)
            continue
        for language, lines in (_SAMPLES.read(each, here, reading) or {}).items():
            stem = here if len(reading.languages) == 1 else f"{here}.{language}"
            found += [
                Sample(line.text, language, key.text == "hits", line.place, f"{stem}.{number}")
                for number, line in enumerate(lines, 1)
            ]
    for name in ("hits", "clean"):
        if node.get(name) is None:
            reading.say(node.place, path, "pack.tests_missing", key=name)
    return tuple(found) or None


def _lists(node: Node, path: str, reading: Reading) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(node, Table):
        reading.say(node.place, path, "pack.not_table")
        return None
    found = {}
    for key, each in node.pairs:
        here = f"{path}.{key.text[:40]}"
        name = LIST_NAME.read(key, here, reading)
        words = []
        for item, place in _each(each, here, reading, MOST_PHRASES) or ():
            line = _line(item, place, reading)
            word = line.text.lower().replace(" ", "_") if line else ""
            if line and (wrong := wrong_word(word, line.text)):
                reading.add(line.place, place, wrong)
            elif line:
                words.append(word)
        if name and words:
            found[name] = tuple(words)
    return found


_STRING: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
_LIST_OF: Callable[[Schema, int], Schema] = lambda item, most: {  # noqa: E731
    "anyOf": [item, {"type": "array", "items": item, "minItems": 1, "maxItems": most}]
}
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}

_LANGUAGE = choice("language", *LANGUAGES)
LIST_NAME = name_form(40)
TEXT = Form("text", _text, _STRING)
VERSION = Form("version", _version, {"const": SCHEMA_VERSION})
FLAG = Form("true or false", _flag, {"type": "boolean"})
LINES = _whole(1, MOST_LINES)
LANGUAGE_LIST = Form("language, or a list", _languages, _LIST_OF(_LANGUAGE.schema, len(LANGUAGES)))
SEVERITY = choice("severity", *get_args(Severity))
RULE_KIND = choice("kind of rule", *get_args(RuleKind))
COUNTED = choice("what is counted", *get_args(Counted))
PHRASES = Form("list of phrases", _phrases, _LIST_OF(_SCALAR, MOST_PHRASES))
REPLACE = Form(
    "table: phrase to text",
    _replace,
    {"type": "object", "additionalProperties": _LIST_OF(_SCALAR, MOST_SAMPLES), "minProperties": 1},
)
SAMPLES = Form("list of texts", _samples, _LIST_OF(_SCALAR, MOST_SAMPLES))
TEXT_EACH = by_language(TEXT, open_to_all=True)
PHRASES_EACH = by_language(PHRASES)
REPLACE_EACH = by_language(REPLACE)
WHOLE_EACH = by_language(_whole(0, HIGHEST), open_to_all=True)
_SAMPLES = by_language(SAMPLES)
TESTS = Form(
    "hits and clean texts",
    _tests,
    {
        "type": "object",
        "properties": {"hits": _SAMPLES.schema, "clean": _SAMPLES.schema},
        "required": ["hits", "clean"],
        "additionalProperties": False,
    },
)
LISTS = Form(
    "table: name to words", _lists, {"type": "object", "additionalProperties": _LIST_OF(_SCALAR, MOST_PHRASES)}
)
