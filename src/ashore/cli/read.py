"""``ashore read``: what a text says, as facts."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import click

from ashore.cli.facts import FEELINGS, facts_data
from ashore.cli.places import place
from ashore.core.kernel import Span
from ashore.core.language import LANGUAGES, WRITER, Facts, Language, Learned, Promise
from ashore.core.language import read as read_facts

VERSION = 1


@dataclass(frozen=True, slots=True)
class BadLine(Exception):
    """A line of the input that holds no text to read. ``why``: what is wrong with it, and what to write instead."""

    why: str


@click.command("read")
@click.argument("text_file", required=False, default="-", metavar="[TEXT-FILE]")
@click.option("--jsonl", is_flag=True, help='One {"id", "text"} a line in, one result a line out, as it comes.')
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object to stdout.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The text's language, where you know it.")
@click.option("--at", "at_text", metavar="ISO", help="When it was written: needed for dates such as 'by Friday'.")
def read(text_file: str, jsonl: bool, as_json: bool, language: str | None, at_text: str | None) -> int:
    """Questions, requests, promises, prices, next steps and tone of a text in English, Russian, Slovak or Filipino.

    Spans count code points of the text. Without a file, or with -, stdin is read.

    \b
    Examples:
      ashore read letter.txt --json --at 2026-03-13T17:40+01:00
      ashore read --jsonl < messages.jsonl > facts.jsonl
    """
    try:
        at = instant(at_text) if at_text else None
    except BadLine as bad:
        raise click.BadParameter(bad.why, param_hint="--at") from None
    known = _language(language)
    if jsonl:
        return _read_lines(text_file, known, at)
    text = _whole(text_file)
    facts = read_facts(text, known, at)
    if as_json:
        _write({"version": VERSION, **facts_data(facts, text)})
    else:
        for line in _lines(facts, text):
            click.echo(line)
    return 0


def instant(text: str) -> datetime:
    """An instant with its offset. Raises BadLine with advice."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadLine(f"{text!r} is no time; write 2026-03-13T17:40+01:00") from None
    if at.tzinfo is None:
        raise BadLine(f"{text} has no offset; write {text}+00:00 for UTC")
    return at


def _whole(file: str) -> str:
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        name = "stdin" if file == "-" else file
        raise click.UsageError(f"{name} is not UTF-8 text (byte {bad.start})") from None


def _read_lines(file: str, language: Language | None, at: datetime | None) -> int:
    """One result a line, written as soon as it is known; bad lines are told by their number and passed by."""
    bad_lines = 0
    with _open(file) as source:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            try:
                _write(_result(line, language, at), flush=True)
            except BadLine as bad:
                bad_lines += 1
                click.echo(f"ashore read: line {number}: {bad.why}", err=True)
    return 2 if bad_lines else 0


def _open(file: str) -> IO[bytes]:
    return sys.stdin.buffer if file == "-" else Path(file).open("rb")


def _result(line: bytes, language: Language | None, at: datetime | None) -> dict[str, object]:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadLine("not UTF-8 text") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise BadLine('no text in it; write {"id": ..., "text": "..."}')
    own_at = entry.get("at")
    if own_at is not None and not isinstance(own_at, str):
        raise BadLine('"at" is no text; write "2026-03-13T17:40+01:00"')
    text = entry["text"]
    facts = read_facts(text, _language(entry.get("language")) or language, instant(own_at) if own_at else at)
    return {"id": entry.get("id"), **facts_data(facts, text)}


def _language(name: object) -> Language | None:
    if name is None:
        return None
    found = next((known for known in LANGUAGES if known == name), None)
    if found is None:
        raise BadLine(f"{name!r} is no language that is known here ({', '.join(LANGUAGES)})")
    return found


def _write(value: dict[str, object], *, flush: bool = False) -> None:
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    sys.stdout.write(text + "\n")
    if flush:
        sys.stdout.flush()


def _lines(facts: Facts, text: str) -> Iterator[str]:
    """For people: each thing found with its place, in the order of the text."""
    named = [
        *((each.span, "question", "") for each in facts.questions),
        *((each.span, "request", _by(each.due.at) if each.due else "") for each in facts.requests),
        *((each.span, "promise", _owned(each)) for each in (*facts.promises, *facts.expected)),
        *((price.span, "price", f" {price.amount} {price.currency}".rstrip()) for price in facts.prices),
        *((span, what, "") for what, spans in _sentences(facts) for span in spans),
    ]
    language = f"{facts.language} (mixed)" if facts.mixed else facts.language
    learned = {(each.span, each.kind): each for each in facts.learned}
    yield f"language {language}, mood {facts.mood:+.2f}, anger {facts.anger:.2f}, rude {facts.rude:.2f}"
    for span, what, more in sorted(named):
        by = _by_words(learned.get((span, what)), text)
        yield f"{_place(span, text)} {what}{more}{by}: {' '.join(span.of(text).split())}"
    for name in FEELINGS:
        feeling = getattr(facts.tone, name)
        if feeling.words:
            words = ", ".join(f"{_place(span, text)} {' '.join(span.of(text).split())}" for span in feeling.words)
            yield f"{name} {feeling.value:.2f}: {words}"


def _by_words(each: Learned | None, text: str) -> str:
    """By which words the model found it, where no rule did."""
    if each is None:
        return ""
    return f" ({each.sure:.2f} by {', '.join(' '.join(span.of(text).split()) for span in each.words)})"


def _sentences(facts: Facts) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield "refusal", facts.refusals
    yield "agreement", facts.agreements
    yield "thanks", facts.thanks
    yield "apology", facts.apologies
    yield "complaint", facts.complaints
    yield "included", facts.inclusions
    yield "done", facts.reported
    requested = {each.span for each in facts.requests}
    yield "next step", tuple(span for span in facts.actions if span not in requested)


def _place(span: Span, text: str) -> str:
    return "{}:{}".format(*place(text, span.start))


def _owned(each: Promise) -> str:
    owner = "" if each.owner == WRITER else f" of {each.owner}"
    return owner + (_by(each.due.at) if each.due else "")


def _by(at: datetime) -> str:
    return f" by {at:%Y-%m-%d %H:%M %z}"
