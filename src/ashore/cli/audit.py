"""``ashore audit``: a mail archive read, and the truth about it told."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from ashore.audit import data, terminal
from ashore.audit.archive import Archive, archive
from ashore.audit.engagements import concerned, with_texts
from ashore.audit.examine import Inquest, moment_of, open_inquest
from ashore.audit.people import Us, candidates, us
from ashore.audit.tally import Tally, tally
from ashore.cli.progress import Progress
from ashore.core.agreement import Agreement, default, load
from ashore.intake import Shelf, Taken, Unread, marked, size_of, skim, understood
from ashore.words import Speech, say, speech

LANGUAGES = ("en", "ru", "sk", "fil")


class AuditCommand(click.Command):
    """Lets ``--me`` take several values: words after it that are no files on disk belong to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write each further value of ``--me`` as an option of its own, then parse as usual."""
        return super().parse_args(ctx, list(_spelled_out(args)))


@click.command("audit", cls=AuditCommand)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--me", multiple=True, metavar="ADDR-OR-DOMAIN...", help="Who is us: addresses or whole domains.")
@click.option("--agreement", "agreement_file", metavar="FILE", help="The terms to judge by (TOML).")
@click.option(
    "--zone", metavar="ZONE", help="Where our clock hangs (Europe/Bratislava), if the agreement does not say."
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object to stdout.")
@click.option("--html", "html_file", metavar="FILE", help="Also write the report as one self-contained page.")
@click.option("--now", "now_text", metavar="ISO", help="Judge as of this time (ISO 8601 with offset).")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of the report.")
@click.option("--why", "why_id", metavar="ID", help="Open one line of the report down to its reasons.")
@click.option("--all", "all_lines", is_flag=True, help="Show all lines, not ten a section.")
def audit(
    paths: tuple[str, ...],
    me: tuple[str, ...],
    agreement_file: str | None,
    zone: str | None,
    as_json: bool,
    html_file: str | None,
    now_text: str | None,
    lang: str,
    why_id: str | None,
    all_lines: bool,
) -> int:
    """Read mail and say whom we owe, who owes us, and what was promised.

    PATH is an mbox, a Maildir, a folder of .eml files, one message, or a zip of these. Messages that stand in several
    of them count once. Nothing is changed and nothing leaves this machine.

    \b
    Examples:
      ashore audit ~/mail/archive.mbox --me anna@studio.example
      ashore audit inbox.mbox sent.mbox --me studio.example --agreement terms.toml --html report.html

    Exit code: 0 all is well, 1 something is owed, late or unread, 2 wrong use or nothing could be read.
    """
    if not paths:
        raise click.UsageError("name at least one mailbox to read, such as mail.mbox; see ashore audit --help")
    given = _instant(now_text) if now_text else None
    terms = _agreement(agreement_file, zone)
    ours = _us(me)
    shelf = Shelf()
    found, unread = _read(paths, shelf)
    if not found.taken:
        return _nothing(unread)
    if isinstance(ours, str):
        raise click.UsageError(_who(found))
    inquest = open_inquest(found, ours, terms, moment_of(found, datetime.now(UTC), given))
    inquest = _understand(inquest, shelf, unread)
    reader = speech(lang, inquest.zone)
    if as_json:
        result = Tally(inquest, unread)
        _write_json(result)
    else:
        result = tally(inquest, unread)
    _check_me(result)
    if html_file:
        _write_page(result, reader, html_file)
    if why_id:
        return _explain(result, reader, why_id)
    if not as_json:
        for line in terminal.report(result, reader, all_lines=all_lines, paint=_paint()):
            click.echo(line)
    return 0 if result.is_clean else 1


def _spelled_out(args: Sequence[str]) -> Iterator[str]:
    for n, arg in enumerate(args):
        inside = n >= 2 and not arg.startswith("-") and _belongs_to_me(args, n)
        if inside and not Path(arg).exists():
            yield "--me"
        yield arg


def _belongs_to_me(args: Sequence[str], n: int) -> bool:
    """True for a word behind the value of ``--me`` with nothing but such words between."""
    at = n - 1
    while at > 0 and not args[at].startswith("-"):
        if args[at - 1] == "--me":
            return True
        if Path(args[at]).exists():
            return False
        at -= 1
    return False


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time; write 2026-03-13T17:40+01:00", param_hint="--now") from None
    if at.tzinfo is None:
        raise click.BadParameter(f"{text} has no offset; write {text}+00:00 for UTC", param_hint="--now")
    return at


def _agreement(file: str | None, zone: str | None) -> Agreement:
    terms = default()
    if file:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise click.UsageError(f"{file} is not UTF-8 text, so it is no agreement file") from None
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


def _read(paths: Sequence[str], shelf: Shelf) -> tuple[Archive, list[Unread]]:
    """Read all headers on two processes, with progress on stderr; the texts go to the shelf."""
    unread: list[Unread] = []

    def messages(step: Callable[[int, int], None]) -> Iterator[Taken]:
        for each in skim(paths, shelf, processes=2, progress=step):
            if isinstance(each, Taken):
                yield each
            else:
                unread.append(each)

    with Progress("Reading", size_of(paths), "messages") as line:
        found = archive(messages(line.at))
    return replace(found, taken=tuple(marked(found.taken, shelf))), unread


def _understand(inquest: Inquest, shelf: Shelf, unread: list[Unread]) -> Inquest:
    """Read the texts of the conversations that concern us, and only those."""
    wanted = concerned(inquest.whole)
    read: list[Taken] = []
    with Progress("Understanding", len(wanted), "messages") as line:
        for each, fault in understood(wanted, shelf, processes=2, progress=line.at):
            read.append(each)
            if fault:
                unread.append(fault)
    return replace(inquest, whole=with_texts(inquest.whole, read))


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


def _check_me(result: Tally) -> None:
    """Tell where ``--me`` matches nobody: the report would be empty and look like good news."""
    whole = result.inquest.whole
    seen = any(email in whole.us for each in result.inquest.archive.taken for email in each.message.people())
    if not seen:
        raise click.UsageError(f"--me matches nobody in this archive; {_who(result.inquest.archive)}")


def _write_json(result: Tally) -> None:
    """One object, written conversation by conversation, so that memory does not grow with the archive."""
    inquest: Inquest = result.inquest
    out = sys.stdout
    opening = json.dumps(data.head(inquest), ensure_ascii=False)
    out.write(opening[:-1] + ', "conversations": [')
    for n, each in enumerate(data.conversations(inquest, result)):
        out.write(("," if n else "") + "\n" + _json(each))
    out.write('\n], "unreadable": ' + _json([data.unreadable(each) for each in result.unread]))
    out.write(', "summary": ' + _json(data.summary(result)) + "}\n")
    out.flush()


def _json(value: object) -> str:
    """JSON text; lone surrogates, which UTF-8 cannot hold, are replaced."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


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
