"""The second half of ``ashore audit``: what was read is judged, and the truth about it told."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from ashore.audit import data, terminal
from ashore.audit.ahead import read_ahead
from ashore.audit.archive import Archive
from ashore.audit.engagements import with_texts
from ashore.audit.examine import Inquest, moment_of, open_inquest
from ashore.audit.people import Us
from ashore.audit.slices import Order, Portion, portions
from ashore.audit.tally import Tally
from ashore.cli.asked import Wish, whoever
from ashore.cli.output_file import written_whole
from ashore.cli.progress import Progress
from ashore.core.agreement import Agreement
from ashore.core.ledger import Said
from ashore.intake import Shelf, Unread, marked, unpack_said
from ashore.words import Speech, speech


@dataclass(frozen=True, slots=True)
class Case:
    """What was read, by whom, and by which terms to judge; ``given``: the time to judge as of, if one was named."""

    archive: Archive
    unread: list[Unread]
    shelf: Shelf
    us: Us
    agreement: Agreement
    given: datetime | None


def tell(case: Case, wish: Wish) -> int:
    """Judge the archive and tell what was wished for; the exit code."""
    found = replace(case.archive, taken=tuple(marked(case.archive.taken, case.shelf)))
    ahead = read_ahead(found.taken, case.us, case.shelf)
    inquest = open_inquest(found, case.us, case.agreement, moment_of(found, datetime.now(UTC), case.given))
    _check_me(inquest)
    inquest = replace(inquest, whole=with_texts(inquest.whole, ahead))
    reader = speech(wish.lang, inquest.zone)
    result = _judge(inquest, case.shelf, case.unread, wish)
    if wish.html_file:
        _write_page(result, reader, wish.html_file)
    if wish.why_id:
        return _explain(result, reader, wish.why_id)
    if not wish.as_json:
        for line in terminal.report(result, reader, all_lines=wish.all_lines, paint=_paint()):
            click.echo(line)
    return 0 if result.is_clean else 1


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


def _check_me(inquest: Inquest) -> None:
    """Tell where ``--me`` matches nobody: the report would be empty and look like good news."""
    messages = (each.message for each in inquest.archive.taken)
    if not any(email in inquest.whole.us for message in messages for email in message.people()):
        raise click.UsageError(f"--me matches nobody in this archive; {whoever(inquest.archive)}")


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
    with written_whole(Path(file)) as out:
        out.write(text.encode("utf-8", "replace"))
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
