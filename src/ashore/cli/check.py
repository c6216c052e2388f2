"""``ashore check``: a draft read in its conversation; the work is in ``checking``, imported only when it is done."""

from dataclasses import dataclass

import click

from ashore.cli.audit import LANGUAGES

CLIENT_TYPES = ("goal-driven", "know-all", "anxious", "impulsive", "constructive")
PHASES = ("position", "explosion", "acceptance", "plan", "action")
FORMATS = ("text", "json", "github", "sarif")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line, as it was written."""

    draft: str
    conversation: str | None = None
    agreement_file: str | None = None
    me: tuple[str, ...] = ()
    form: str = "text"
    now_text: str | None = None
    lang: str = "en"
    language: str | None = None
    required: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    client_type: str | None = None
    phase: str | None = None
    familiar: bool = False
    known: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    spelling: bool = False


@click.command("check")
@click.argument("draft", metavar="[DRAFT]", required=False)
@click.option(
    "--conversation",
    metavar="MBOX-OR-EML",
    help="What came before: an mbox, a Maildir, a folder of .eml, or one .eml with its quotations.",
)
@click.option("--agreement", "agreement_file", metavar="FILE", help="The terms (TOML): hours and the agreed contact.")
@click.option("--me", multiple=True, metavar="ADDR", help="Who is us, by address or domain; else as the draft's From.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are written.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--now", "now_text", metavar="ISO", help="When it is about to be sent (ISO 8601 with offset).")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Language of the findings.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the draft, where you know it.")
@click.option("--require", "required", multiple=True, metavar="CODE", help="A rule that holds the message back.")
@click.option(
    "--ignore", "ignored", multiple=True, metavar="CODE", help="A rule, or one finding by its mark, not to show."
)
@click.option("--client-type", type=click.Choice(CLIENT_TYPES), help="How this client is to be talked to.")
@click.option(
    "--phase", type=click.Choice(PHASES), help="Where a conflict stands; an angry message unanswered is explosion."
)
@click.option("--familiar", is_flag=True, help="You and this client are on first-name terms.")
@click.option("--known", multiple=True, metavar="TERM", help="A word of the trade that this client knows.")
@click.option(
    "--packs",
    multiple=True,
    metavar="DIR-OR-FILE",
    help="Rules of your house (YAML), or a pack of ours by its name; tested before they are used.",
)
@click.option("--spelling", is_flag=True, help="Look words up in the Hunspell dictionaries of this machine.")
@click.option("--limit", "limits", multiple=True, metavar="CODE=N", help="A rule's threshold, as its page names it.")
def check(
    draft: str | None,
    conversation: str | None,
    agreement_file: str | None,
    me: tuple[str, ...],
    form: str,
    as_json: bool,
    now_text: str | None,
    lang: str,
    language: str | None,
    required: tuple[str, ...],
    ignored: tuple[str, ...],
    client_type: str | None,
    phase: str | None,
    familiar: bool,
    known: tuple[str, ...],
    packs: tuple[str, ...],
    spelling: bool,
    limits: tuple[str, ...],
) -> int:
    """Check a reply in its conversation before it goes out.

    DRAFT is plain text or a message (.eml); - reads it from stdin. Spans count code points of its text. Nothing is
    changed and nothing leaves this machine. Without DRAFT, --packs are tested by their own texts.

    \b
    Examples:
      ashore check reply.txt --conversation thread.mbox --me mila@studio.example
      ashore check reply.eml --format sarif > findings.sarif
      ashore check --packs house-rules/

    Exit code: 0 nothing to say, 1 findings, 2 wrong use or nothing could be read.
    """
    form = "json" if as_json else form
    if draft is None:
        if not packs:
            raise click.UsageError("Name a draft (- reads it from stdin), or packs to test.")
        from ashore.cli.pack_testing import try_packs

        return try_packs(packs, form, lang)
    from ashore.cli.checking import carry_out

    return carry_out(
        Wish(
            draft,
            conversation,
            agreement_file,
            me,
            form,
            now_text,
            lang,
            language,
            required,
            ignored,
            client_type,
            phase,
            familiar,
            known,
            limits,
            packs,
            spelling,
        )
    )
