"""``ashore audit``: the command with its options; the work is in ``auditing``, imported only when it is done."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

LANGUAGES = ("en", "ru", "sk", "fil")


class AuditCommand(click.Command):
    """Lets ``--me`` take several values: words after it that are no files on disk belong to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write each further value of ``--me`` as an option of its own, then parse as usual."""
        return super().parse_args(ctx, list(_spelled_out(args)))


@click.command("audit", cls=AuditCommand)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--me",
    multiple=True,
    metavar="ADDR-OR-DOMAIN...",
    help="Who is us: anna@studio.example, or studio.example for everyone there.",
)
@click.option(
    "--agreement",
    "agreement_file",
    metavar="FILE",
    help="The terms to judge by (TOML); without it the standard terms. - reads stdin.",
)
@click.option(
    "--zone", metavar="ZONE", help="Where our clock hangs (Europe/Bratislava), if the agreement does not say."
)
@click.option(
    "--trusted-server",
    metavar="NAME",
    help="Our mail server as it names itself in Authentication-Results (several: A,B): mail in our name that it does "
    "not confirm is taken for nobody's.",
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
    trusted_server: str | None,
) -> int:
    """Read mail and say whom we owe, who owes us, and what was promised.

    PATH is an mbox, a Maildir, a folder of .eml files, one message, or a zip of these; - reads a message or an mbox
    from stdin. Messages that stand in several of them count once. Nothing is changed and nothing leaves this machine.

    \b
    Examples:
      ashore audit ~/mail/archive.mbox --me anna@studio.example
      ashore audit inbox.mbox sent.mbox --me studio.example --agreement terms.toml --html report.html

    Exit code: 0 all is well, 1 something is owed, late or unread, 2 wrong use or nothing could be read.
    """
    if not paths:
        raise click.UsageError("name at least one mailbox to read, such as mail.mbox; see ashore audit --help")
    from ashore.cli.asked import Wish
    from ashore.cli.auditing import carry_out

    return carry_out(
        Wish(paths, me, agreement_file, zone, as_json, html_file, now_text, lang, why_id, all_lines, trusted_server)
    )


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
