"""The work of ``ashore audit``: a mail archive read, and the truth about it told."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from ashore.audit import data, terminal
from ashore.audit.archive import Archive, archive
from ashore.audit.examine import Inquest, moment_of, open_inquest
from ashore.audit.people import Us, candidates, us
from ashore.audit.slices import Order, Portion, portions
from ashore.audit.tally import Tally
from ashore.cli.progress import Progress
from ashore.core.agreement import Agreement, default, load
from ashore.core.ledger import Said
from ashore.intake import Shelf, Taken, Trust, Unread, marked, size_of, skim, unpack_said
from ashore.words import Speech, say, speech

STDIN = "-"
FIRST_YEAR, LAST_YEAR = 1970, 2200


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line, as it was written."""

    paths: Sequence[str]
    me: Sequence[str] = ()
    agreement_file: str | None = None
    zone: str | None = None
    as_json: bool = False
    html_file: str | None = None
    now_text: str | None = None
    lang: str = "en"
    why_id: str | None = None
    all_lines: bool = False
    trusted_server: str | None = None


def carry_out(wish: Wish) -> int:
    """Read, judge, tell; the exit code. Raises click's usage errors for what a user can get wrong.

    Hardly anything here refers to itself in a circle: looking for such garbage at every turn costs a tenth of the time.
    """
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        return _carried_out(wish)
    finally:
        gc.set_threshold(*threshold)


def _carried_out(wish: Wish) -> int:
    if STDIN in wish.paths and wish.agreement_file == STDIN:
        raise click.UsageError("stdin can be the mail or the agreement, not both; name a file for one of them")
    given = _instant(wish.now_text) if wish.now_text else None
    terms = _agreement(wish.agreement_file, wish.zone)
    ours = _us(wish.me)
    if wish.html_file:
        _check_place(wish.html_file)
    shelf = Shelf()
    trust = _trust(wish.trusted_server, ours)
    found, unread = _read_all(wish, shelf, trust)
    if not found.taken:
        return _nothing(unread)
    if isinstance(ours, str):
        raise click.UsageError(_who(found))
    inquest = open_inquest(found, ours, terms, moment_of(found, datetime.now(UTC), given))
    _check_me(inquest)
    reader = speech(wish.lang, inquest.zone)
    result = _judge(inquest, shelf, unread, wish)
    if wish.html_file:
        _write_page(result, reader, wish.html_file)
    if wish.why_id:
        return _explain(result, reader, wish.why_id)
    if not wish.as_json:
        for line in terminal.report(result, reader, all_lines=wish.all_lines, paint=_paint()):
            click.echo(line)
    return 0 if result.is_clean else 1


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time; write 2026-03-13T17:40+01:00", param_hint="--now") from None
    if at.tzinfo is None:
        raise click.BadParameter(f"{text} has no offset; write {text}+00:00 for UTC", param_hint="--now")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise click.BadParameter(
            f"{text} is not of the years {FIRST_YEAR} to {LAST_YEAR}; write 2026-03-13T17:40+01:00", param_hint="--now"
        )
    return at


def _agreement(file: str | None, zone: str | None) -> Agreement:
    terms = default()
    if file:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise click.UsageError(f"{file} is not UTF-8 text, so it is no agreement file") from None
        except OSError as fault:
            why = fault.strerror or fault
            raise click.BadParameter(f"{file} cannot be read ({why})", param_hint="--agreement") from None
        loaded = load(text, file)
        if not isinstance(loaded, Agreement):
            raise click.UsageError("\n".join(f"{each.where}: {say(each.reason)}" for each in loaded))
        terms = loaded
    if not zone:
        return terms
    try:
        return terms.with_zone(zone)
    except (ValueError, OSError, KeyError):
        raise click.BadParameter(
            f"there is no zone {zone!r}; write one such as Europe/Bratislava", param_hint="--zone"
        ) from None


def _us(me: Sequence[str]) -> Us | str:
    """Who is us; an empty text where nobody was named."""
    names = [name for value in me for name in value.split(",") if name.strip()]
    if not names:
        return ""
    ours = us(names)
    if isinstance(ours, str):
        raise click.BadParameter(
            f"{ours!r} is neither an address nor a domain; write anna@studio.example or studio.example",
            param_hint="--me",
        )
    return ours


def _trust(server: str | None, ours: Us | str) -> Trust | None:
    """Whose word on senders counts; None where nobody was named."""
    if server is None or isinstance(ours, str):
        return None
    name = server.strip().lower()
    if not name or any(sign in name for sign in ' ;"()<>'):
        raise click.BadParameter(
            f"{server!r} is no server name; write it as it stands first in your mail's Authentication-Results, "
            "such as mx.studio.example",
            param_hint="--trusted-server",
        )
    return Trust(name, ours.__contains__)


def _check_place(file: str) -> None:
    """Say before the work, not after it, where the page cannot be written."""
    place = Path(file)
    if place.is_dir():
        raise click.BadParameter(f"{file} is a folder; name a file in it", param_hint="--html")
    if not place.parent.is_dir():
        raise click.BadParameter(f"there is no folder {place.parent}; make it first", param_hint="--html")
    if not os.access(place.parent, os.W_OK):
        raise click.BadParameter(f"the folder {place.parent} may not be written to", param_hint="--html")


def _read_all(wish: Wish, shelf: Shelf, trust: Trust | None) -> tuple[Archive, list[Unread]]:
    """Read what was named; ``-`` is a message or an mbox on stdin, laid in a file that lasts only until it is read."""
    if STDIN not in wish.paths:
        return _read(wish.paths, shelf, trust)
    with tempfile.TemporaryDirectory(prefix="ashore-") as folder:
        spool = Path(folder) / "stdin"
        with spool.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        paths = dict.fromkeys(str(spool) if path == STDIN else path for path in wish.paths)
        found, unread = _read(tuple(paths), shelf, trust)
    return found, [replace(each, source=each.source.replace(str(spool), "stdin")) for each in unread]


def _read(paths: Sequence[str], shelf: Shelf, trust: Trust | None) -> tuple[Archive, list[Unread]]:
    """Read all headers on two processes, with progress on stderr; the texts go to the shelf."""
    unread: list[Unread] = []

    def messages(step: Callable[[int, int], None]) -> Iterator[Taken]:
        for each in skim(paths, shelf, processes=2, progress=step, trust=trust):
            if isinstance(each, Taken):
                yield each
            else:
                unread.append(each)

    with Progress("Reading", size_of(paths), "messages") as line:
        found = archive(messages(line.at))
    return replace(found, taken=tuple(marked(found.taken, shelf))), unread


def _judge(inquest: Inquest, shelf: Shelf, unread: list[Unread], wish: Wish) -> Tally:
    """Read the texts of the conversations that concern us, and only those, and run the clocks over them.

    JSON is written meanwhile, conversation by conversation, so that memory does not grow with the archive.
    """
    order = Order(wish.as_json, figures_only=wish.as_json and not (wish.html_file or wish.why_id))
    result = Tally(inquest, unread, figures_only=order.figures_only)
    wanted = sum(len(matter.conversation.messages) for each in inquest.whole.engagements for matter in each.matters)
    quoted: dict[str, Said] = {}
    with Progress("Understanding", wanted, "messages") as line:
        found = _counted(portions(inquest, shelf, order), result, unread, quoted, line)
        if wish.as_json:
            _write_json(result, found)
        for _ in found:
            pass
    result.inquest = replace(inquest, whole=replace(inquest.whole, heard=quoted))
    return result


def _counted(
    found: Iterator[Portion], result: Tally, unread: list[Unread], quoted: dict[str, Said], line: Progress
) -> Iterator[str]:
    """The JSON text of the portions, each counted as it comes."""
    done = 0
    for each in found:
        if each.sums is not None:
            result.take_in(each.sums)
        unread += each.unread
        quoted.update((key, unpack_said(packed)) for key, packed in each.said.items())
        done += each.messages
        line.at(done, done)
        yield each.text


def _nothing(unread: Sequence[Unread]) -> int:
    for each in unread[:10]:
        click.echo(f"ashore audit: {each.source}: {say(each.reason)}", err=True)
    if len(unread) > 10:
        click.echo(f"ashore audit: … and {len(unread) - 10} more", err=True)
    click.echo("ashore audit: no message could be read", err=True)
    return 2


def _who(found: Archive) -> str:
    likely = candidates(each.message for each in found.taken)
    shown = ", ".join(f"{each.email} (wrote {each.wrote}, received {each.received})" for each in likely)
    if not shown:
        return "say who you are with --me: your addresses or your domain"
    return f"say who you are with --me, by address or domain. Seen most: {shown}"


def _check_me(inquest: Inquest) -> None:
    """Tell where ``--me`` matches nobody: the report would be empty and look like good news."""
    messages = (each.message for each in inquest.archive.taken)
    if not any(email in inquest.whole.us for message in messages for email in message.people()):
        raise click.UsageError(f"--me matches nobody in this archive; {_who(inquest.archive)}")


def _write_json(result: Tally, conversations: Iterator[str]) -> None:
    """One object. ``conversations``: their text, each behind a comma; when they are all written, all is counted."""
    out = sys.stdout
    opening = data.text(data.head(result.inquest))
    out.write(opening[:-1] + ', "conversations": [')
    texts = filter(None, conversations)
    out.write(next(texts, "")[1:])
    out.writelines(texts)
    out.write('\n], "unreadable": ' + data.text([data.unreadable(each) for each in result.unread]))
    out.write(', "summary": ' + data.text(data.summary(result)) + "}\n")
    out.flush()


def _write_page(result: Tally, reader: Speech, file: str) -> None:
    """Write the page whole or not at all."""
    from ashore.audit.page import page

    text = page(result, reader)
    place = Path(file)
    scratch = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        scratch.write_text(text, encoding="utf-8", errors="replace")
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)
    click.echo(f"Report written to {file}", err=True)


def _explain(result: Tally, reader: Speech, wanted: str) -> int:
    from ashore.audit.sections import sections

    known = {item.id: item for part in sections(result, reader) for item in part.items if item.id.startswith(wanted)}
    if len(known) != 1:
        what = "no line has" if not known else f"{len(known)} lines have"
        raise click.UsageError(f"{what} an id that begins with {wanted!r}; the ids stand at the left of the report")
    item = next(iter(known.values()))
    click.echo(terminal.clean(f"{item.head} · {item.subject}"))
    for line in terminal.why(item.reason, reader):
        click.echo("  " + line)
    return 0


def _paint() -> terminal.Paint:
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return terminal.plain
    styles: dict[str, Callable[[str], str]] = {
        "strong": lambda text: click.style(text, bold=True),
        "faint": lambda text: click.style(text, dim=True),
        "late": lambda text: click.style(text, fg="red"),
    }
    return lambda text, style: styles[style](text)
