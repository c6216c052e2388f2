"""What ``ashore evidence export`` does: files opened, options understood, the pack written, what is missing told."""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import click

from ashore.cli.instants import with_offset
from ashore.cli.output_file import written_whole
from ashore.cli.progress import Progress
from ashore.core.agreement import Agreement, load
from ashore.core.kernel import Finding, Reason, Value
from ashore.evidence import layout
from ashore.evidence.building import Built, PackInput, PackTooLarge, build
from ashore.evidence.said import read_said
from ashore.evidence.stamping import Stamp, ask
from ashore.mail import Source, Unreadable, read
from ashore.mail.dkim_keys import KeyRecord, read_keys
from ashore.mail.neutral import one_line
from ashore.words import Speech, say, speech

STDIN = "-"
LARGEST_AGREEMENT = 1_000_000
LARGEST_KEYS = 16 * 1024 * 1024
SHOWN = 20
LONGEST_LINE = 1_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line, as it was written."""

    agreement: str
    events: str
    output: str
    mail: tuple[str, ...] = ()
    chats: tuple[str, ...] = ()
    now_text: str | None = None
    language: str = "en"
    dns_keys: str | None = None
    only_referenced: bool = False
    stamp_url: str | None = None
    stamp_required: bool = False
    as_json: bool = False


class NotStamped(click.ClickException):
    """A time stamp was required and there is none."""

    exit_code = 2


def export_pack(wish: Wish) -> int:
    """Writes the pack whole or not at all; the exit code."""
    if wish.agreement == STDIN and wish.events == STDIN:
        raise click.UsageError("stdin can be the agreement or the log, not both; name a file for one of them.")
    if wish.stamp_required and not wish.stamp_url:
        raise click.UsageError("--stamp-required needs --stamp URL.")
    now = with_offset(wish.now_text) if wish.now_text else datetime.now(UTC).replace(microsecond=0)
    agreement = read_bytes(wish.agreement, LARGEST_AGREEMENT, "AGREEMENT")
    reader = speech(wish.language, _terms(agreement, wish.agreement).calendar("us").zone)
    keys = _keys(wish.dns_keys)
    _check_place(wish)
    with ExitStack() as stack:
        events = stack.enter_context(_log(wish.events))
        out = stack.enter_context(written_whole(Path(wish.output)))
        line = stack.enter_context(Progress("Packing", 0, "messages"))
        pack = PackInput(
            agreement=agreement,
            events=events,
            mail=chain(_all(read, wish.mail), _all(read_said, wish.chats)),
            now=now,
            keys=keys,
            reader=reader,
            only_referenced=wish.only_referenced,
            stamp=partial(ask, wish.stamp_url) if wish.stamp_url else None,
            step=lambda count: line.at(0, count),
        )
        try:
            built = build(pack, out)
        except PackTooLarge as large:
            raise click.UsageError(f"{large}; name less with --mail, or add --only-referenced.") from None
        _refuse(wish, built)
    return _tell_built(wish, built, reader)


def _all(
    reader: Callable[[str], Iterable[Source | Unreadable]], paths: tuple[str, ...]
) -> Iterator[Source | Unreadable]:
    return chain.from_iterable(reader(path) for path in paths)


def _refuse(wish: Wish, built: Built) -> None:
    """What is no pack that anybody wants is not left on the disk."""
    events = built.facts["events"]
    assert isinstance(events, dict)
    if not events["read"]:
        for each in built.findings[:SHOWN]:
            click.echo(shown(_told(each, wish, "en")), err=True)
        raise click.UsageError(f"{wish.events} holds no event that can be read; is it really a log (JSON lines)?")
    if wish.stamp_required and isinstance(built.stamp, Reason):
        raise NotStamped(f"{shown(say(built.stamp))} No pack was written, since --stamp-required was given.")


def _tell_built(wish: Wish, built: Built, reader: Speech) -> int:
    remarks = [*(_told(each, wish, reader) for each in built.findings), *_missing(built, reader)]
    stamp: dict[str, object] | None = None
    if isinstance(built.stamp, Stamp):
        stamp = {"at": built.stamp.at.isoformat(), "signer": built.stamp.signer}
    elif isinstance(built.stamp, Reason):
        remarks.append(f"{say(built.stamp, reader)} {say(Reason('evidence.export.not_stamped'), reader)}")
    for remark in remarks[:SHOWN]:
        click.echo(shown(remark), err=True)
    if len(remarks) > SHOWN:
        click.echo(say(Reason("evidence.export.more", params={"count": len(remarks) - SHOWN}), reader), err=True)
    if wish.as_json:
        data = {"version": 1, "pack": wish.output, "root": built.root, "stamp": stamp, "facts": built.facts}
        click.echo(json.dumps(data | {"remarks": remarks}, ensure_ascii=False, indent=2))
    else:
        messages = built.facts["messages"]
        assert isinstance(messages, dict)
        written: dict[str, Value] = {"file": wish.output, "count": messages["count"]}
        click.echo(say(Reason("evidence.export.written", params=written), reader), err=True)
        click.echo(built.root)
    return 1 if remarks else 0


def _missing(built: Built, reader: Speech) -> Iterator[str]:
    messages, events = built.facts["messages"], built.facts["events"]
    assert isinstance(messages, dict) and isinstance(events, dict)
    lost = messages["referenced_and_missing"]
    for each in lost:
        yield say(Reason("evidence.missing.referenced", params={"name": each["source"]}), reader)
    for each in messages["unreadable"]:
        why = {"name": each["found_in"], "why": each["reason"]["words"]}
        yield say(Reason("evidence.missing.unreadable", params=why), reader)
    for each in events["not_used"][len(built.findings) :]:
        yield say(Reason("evidence.missing.not_used", params={"name": each["where"], "why": each["words"]}), reader)


def shown(text: str) -> str:
    """What strangers wrote (names in a pack, an answer of a server) commands no terminal."""
    return one_line(text, LONGEST_LINE)


def _told(finding: Finding, wish: Wish, language: str | Speech) -> str:
    """A finding with the log's own name in place of that in the pack."""
    where = finding.where.replace(layout.EVENTS, wish.events, 1)
    return f"{where}: {say(finding.reason, language)}"


def _terms(data: bytes, name: str) -> Agreement:
    try:
        found = load(data.decode("utf-8"), "<stdin>" if name == STDIN else name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise click.UsageError(f"{name}:{line}: this is not UTF-8 text; save the agreement as UTF-8.") from None
    if isinstance(found, Agreement):
        return found
    raise click.UsageError("\n".join(f"{each.where}: {say(each.reason)}" for each in found))


def _keys(file: str | None) -> dict[str, KeyRecord]:
    if file is None:
        return {}
    data = read_bytes(file, LARGEST_KEYS, "--dns-keys")
    try:
        keys, wrong = read_keys(data.decode("utf-8"), file)
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not UTF-8 text, so it holds no keys.") from None
    if wrong:
        raise click.UsageError("\n".join(f"{each.where}: {say(each.reason)}" for each in wrong[:SHOWN]))
    return keys


def read_bytes(file: str, limit: int, what: str) -> bytes:
    """A small file, or stdin, whole; a usage error for one beyond ``limit`` bytes, which ``what`` cannot be."""
    if file == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        with Path(file).open("rb") as opened:
            data = opened.read(limit + 1)
    if len(data) > limit:
        raise click.UsageError(f"{what}: {file} is larger than {limit // 1_000_000} MB; is it the right file?")
    return data


@contextmanager
def _log(file: str) -> Iterator[BinaryIO]:
    """The log as a seekable file; what comes on stdin is laid in a scratch file."""
    if file != STDIN:
        with Path(file).open("rb") as opened:
            _check_size(os.fstat(opened.fileno()).st_size, file)
            yield opened
        return
    with tempfile.TemporaryFile() as scratch:
        while part := sys.stdin.buffer.read(1 << 20):
            scratch.write(part)
            _check_size(scratch.tell(), file)
        yield scratch


def _check_size(size: int, file: str) -> None:
    if size > layout.LARGEST_TEXT:
        limit = layout.LARGEST_TEXT // (1024 * 1024)
        raise click.UsageError(f"{file} is larger than {limit} MiB; hand over the log of one engagement at a time.")


def _check_place(wish: Wish) -> None:
    """Say before the work where the pack cannot be written, or would be written over what it is made of."""
    file, place = wish.output, Path(wish.output)
    if place.is_dir():
        raise click.BadParameter(f"{file} is a folder; name a file in it", param_hint="--output")
    if not place.parent.is_dir():
        raise click.BadParameter(f"there is no folder {place.parent}; make it first", param_hint="--output")
    whole = place.resolve()
    for source in filter(None, (wish.agreement, wish.events, wish.dns_keys, *wish.mail, *wish.chats)):
        given = Path(source).resolve()
        if source != STDIN and (given == whole or (given.is_dir() and whole.is_relative_to(given))):
            raise click.BadParameter(
                f"{file} would be written over or into {source}, which the pack is made of; write it elsewhere",
                param_hint="--output",
            )
