"""Reasons into sentences. Each area has its module of sentences; a code without one is a defect that a test finds."""

import importlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

from ashore.core.agreement.within import Within, parse_within
from ashore.core.kernel import US, Reason, Value
from ashore.words.kinds import KINDS, kind_name
from ashore.words.labels import LABELS
from ashore.words.marks import Plural, Sentence
from ashore.words.speech import Speech, speech

AREAS = (
    "worktime",
    "agreement",
    "mail",
    "correspondence",
    "channels",
    "language",
    "ledger",
    "ledger_work",
    "ledger_sums",
    "ledger_events",
    "audit",
    "coach",
    "coach_letter",
    "coach_answers",
    "coach_bearing",
    "coach_manner",
    "coach_plain",
    "coach_house",
    "packs",
    "coach_titles",
    "dkim",
    "contacts",
    "outbox",
    "evidence",
    "accounts",
    "reporting",
    "capacity",
    "handing",
)


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, Sentence]:
    """All sentences by reason code."""
    found: dict[str, Sentence] = {}
    for area in AREAS:
        found.update(importlib.import_module(f"ashore.words.{area}").SENTENCES)
    return found


def label(name: str, speech: Speech) -> str:
    """The word for a state or a side: ``label("state.late", speech)``."""
    return speech.text(LABELS[name])


def say(reason: Reason, language: str | Speech = "en", zone: str = "UTC") -> str:
    """One step of an explanation as one sentence; what lies beneath it is not said (see ``say_lines``).

    Parameters named ``*_at`` are written as instants on the reader's clock, ``*_date`` as days, ``*_minutes`` as
    durations, ``*_working_minutes`` as working time, ``*_side``, ``*_kind`` and ``*_state`` by their labels; texts
    named ``*_sum`` (``9600.00 EUR``), ``*_share`` (``0.1`` for 10 %) and ``*_number`` as the reader's language writes
    numbers.
    """
    reader = _reader(language, zone)
    sentence = sentences().get(reason.code)
    if sentence is None:
        return reason.code
    return _pattern(sentence, reason.params, reader).format_map(_Words(reason.params, reader))


def say_lines(reason: Reason, language: str | Speech = "en", zone: str = "UTC") -> Iterator[tuple[int, str, Reason]]:
    """The whole explanation: depth, sentence and step, in telling order."""
    reader = _reader(language, zone)
    stack = [(0, reason)]
    while stack:
        depth, step = stack.pop()
        yield depth, say(step, reader), step
        stack.extend((depth + 1, below) for below in reversed(step.because))


def _reader(language: str | Speech, zone: str) -> Speech:
    if isinstance(language, Speech):
        return language
    return speech(language, zone)


def _pattern(sentence: Sentence, params: Mapping[str, Value], reader: Speech) -> str:
    if isinstance(sentence, Plural):
        n = params.get(sentence.by)
        return reader.plural(sentence.singular, sentence.plural, n if isinstance(n, int) else 0)
    return reader.text(sentence)


class _Words(dict[str, str]):
    """Parameters as words of the reader; a missing one shows as a dash rather than breaking the page."""

    def __init__(self, params: Mapping[str, Value], reader: Speech) -> None:
        super().__init__({name: _word(name, value, reader) for name, value in params.items()})

    def __missing__(self, name: str) -> str:
        return "–"


_NUMBERS = {"sum": Speech.money, "share": Speech.share, "number": Speech.number}


def _word(name: str, value: Value, reader: Speech) -> str:
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return reader.moment(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, date):
        return reader.day(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and name.endswith("minutes"):
        return reader.working(value) if name.endswith("working_minutes") else reader.duration(value)
    if (name == "kind" or name.endswith("_kind")) and value in KINDS:
        return kind_name(str(value), US, reader)
    if isinstance(value, str) and (form := name.rpartition("_")[2]) in _NUMBERS:
        return _NUMBERS[form](reader, value)
    if name in ("length", "step") and isinstance(value, str):
        within = parse_within(value)
        return reader.length(within) if isinstance(within, Within) else value
    for kind in ("side", "kind", "state"):
        if name == kind or name.endswith("_" + kind):
            key = f"{kind}.{value}"
            return reader.text(LABELS[key]) if key in LABELS else str(value)
    return str(value)
