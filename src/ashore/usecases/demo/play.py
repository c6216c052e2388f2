"""The demo mailbox is written as plays: readable text files that are told relative to today.

::

    client: Kaviareň Zrno
    language: sk
    style: gmail
    person eva: Eva Horváthová <eva@zrno.example>

    ## Nová webová stránka
    > eva -> marta | -11w Mon 09:12
    Dobrý deň, ...

    > marta -> eva | -11w Mon 10:05 | cc jan | quote inline
    ...
    @ call marta eva | -3w Tue 11:00 | 25 min | o čom
    @ stage_delivered us | -7w Wed 16:10 | stage=navrh

A message hangs under the one before it in its scene unless it says ``re N`` (1-based) or ``new``. Options: ``cc KEYS``,
``quote full|none|inline`` (inline: the writer's own "> " lines), ``attach NAME``, ``html``, ``subject TEXT``, ``auto``,
``bounce ADDRESS``, ``norefs`` (a client whose program drops the references). The studio's people: ``studio.play``.

What happened to the work stands anywhere after the head, with what it is about as ``KEY=VALUE; KEY=VALUE``; a client
that has an agreement of its own has it beside the play (``zrno.toml``). There a line ``#: WHEN`` begins a version: it
was put in at that time and holds all the text before the next such line; days are written ``{-10w Thu}``.
"""

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import NamedTuple


class PlayError(Exception):
    """A play that cannot be read; names file and line."""


class Person(NamedTuple):
    """Somebody who writes: their key in the plays, name, address, and whether they are of the studio."""

    key: str
    name: str
    email: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One message as told: who to whom, when (a time expression), options, body, and where it stands."""

    sender: Person
    to: tuple[Person, ...]
    when: str
    options: dict[str, str]
    body: str
    place: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was held: by whom of ours, with whom, when, for how long, about what."""

    ours: Person
    theirs: Person
    when: str
    minutes: int
    topic: str
    place: str


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened to the work: its kind, whose deed, when, and what it is about."""

    kind: str
    by: str
    when: str
    about: dict[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a client's agreement as it was put in at a time."""

    when: str
    text: str


@dataclass(slots=True)
class Scene:
    """One conversation: its subject and its messages in the order of telling."""

    subject: str
    lines: list[Line] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


@dataclass(slots=True)
class Play:
    """One client's three months."""

    client: str = ""
    language: str = "en"
    style: str = "gmail"
    people: dict[str, Person] = field(default_factory=dict)
    scenes: list[Scene] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)


_HEAD = re.compile(r"(client|language|style):\s*(.+)")
_PERSON = re.compile(r"(person|ours) (\w+):\s*(.+)")
_MESSAGE = re.compile(r"> (\w+) -> ([\w, ]+?) \| (.+)")
_DEED = re.compile(r"@ (\w+) (us|client) \| ([^|]+)(?: \| (.+))?")
_VERSION = re.compile(r"^#: (.+)$", re.MULTILINE)
_CALL = re.compile(r"@ call (\w+) (\w+) \| (.+?) \| (\d+) min \| (.+)")


def read_play(path: Path, studio: dict[str, Person] | None = None) -> Play:
    """A play from its file; ``studio``: the people of ours by key. Raises PlayError with file and line."""
    play = Play(people=dict(studio or {}))
    body: list[str] = []
    pending: tuple[re.Match[str], str] | None = None

    def finish() -> None:
        if pending:
            play.scenes[-1].lines.append(_line(play, pending[0], "\n".join(body).strip("\n"), pending[1]))

    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        if text.startswith("## "):
            finish()
            pending = None
            play.scenes.append(Scene(text[3:].strip()))
        elif match := _MESSAGE.fullmatch(text):
            finish()
            if not play.scenes:
                raise PlayError(f"{place}: a message before the first '## subject'")
            pending, body = (match, place), []
        elif match := _CALL.fullmatch(text):
            finish()
            pending = None
            play.scenes[-1].calls.append(_call(play, match, place))
        elif match := _DEED.fullmatch(text):
            finish()
            pending = None
            play.deeds.append(_deed(match, place))
        elif pending:
            body.append(text)
        elif text.strip() and not text.startswith("#"):
            _head(play, text, place)
    finish()
    beside = path.with_suffix(".toml")
    play.versions = _versions(beside.read_text("utf-8")) if beside.exists() else []
    return play


def _versions(text: str) -> list[Version]:
    marks = list(_VERSION.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [Version(mark[1], _VERSION.sub("", text[:end]).lstrip()) for mark, end in zip(marks, ends, strict=True)]


def _deed(match: re.Match[str], place: str) -> Deed:
    about = dict(part.strip().split("=", 1) for part in (match[4] or "").split(";") if "=" in part)
    return Deed(match[1], match[2], match[3].strip(), about, place)


def _head(play: Play, text: str, place: str) -> None:
    if match := _PERSON.fullmatch(text):
        name, email = parseaddr(match[3])
        play.people[match[2]] = Person(match[2], name, email, match[1] == "ours")
    elif match := _HEAD.fullmatch(text):
        setattr(play, match[1], match[2].strip())
    else:
        raise PlayError(f"{place}: not understood: {text!r}; a body begins with '> who -> whom | when'")


def _who(play: Play, key: str, place: str) -> Person:
    if key not in play.people:
        raise PlayError(f"{place}: nobody is called {key!r}; known: {', '.join(sorted(play.people))}")
    return play.people[key]


def _line(play: Play, match: re.Match[str], body: str, place: str) -> Line:
    when, *rest = (part.strip() for part in match[3].split(" | "))
    options = {word: value.strip() for word, _, value in (option.partition(" ") for option in rest)}
    unknown = set(options) - {
        "cc", "quote", "attach", "html", "subject", "auto", "bounce", "norefs", "re", "new",
    }  # fmt: skip
    if unknown:
        raise PlayError(f"{place}: unknown option {', '.join(sorted(unknown))}")
    to = tuple(_who(play, key.strip(), place) for key in match[2].split(","))
    return Line(_who(play, match[1], place), to, when, options, body, place)


def _call(play: Play, match: re.Match[str], place: str) -> Call:
    ours, theirs = _who(play, match[1], place), _who(play, match[2], place)
    return Call(ours, theirs, match[3], int(match[4]), match[5], place)
