"""``ashore evidence``: the commands with their options; the work is in modules imported only when it is done."""

import click

LANGUAGES = ("en", "ru", "sk", "fil")


@click.group()
def evidence() -> None:
    """Hand over who said what and when, provably unaltered; or check what was handed over.

    \b
    Examples:
      ashore evidence export agreement.toml events.jsonl --mail mail.mbox -o pack.zip
      ashore evidence verify pack.zip
    """


@evidence.command()
@click.argument("agreement", metavar="AGREEMENT")
@click.argument("events", metavar="EVENTS.jsonl")
@click.option(
    "--mail",
    "mail",
    multiple=True,
    metavar="PATH",
    help="mbox, Maildir, folder, zip or .eml with the messages; may be given several times.",
)
@click.option(
    "--chats",
    "chats",
    multiple=True,
    metavar="PATH",
    help="Folder or zip of ashore export with what came by messengers and on paper; may be given several times.",
)
@click.option("-o", "--output", "output", required=True, metavar="PACK.zip", help="Where the pack is written.")
@click.option("--now", "now_text", metavar="ISO", help="Derive as of this time (ISO 8601 with offset).")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the words in it.")
@click.option(
    "--dns-keys",
    "dns_keys",
    metavar="FILE",
    help="DKIM keys as they were stored: what dig prints, or JSON with name, txt, seen_at.",
)
@click.option(
    "--only-referenced", is_flag=True, help="Leave out messages that no event refers to; they are listed by hash."
)
@click.option("--stamp", "stamp_url", metavar="URL", help="Have the root stamped by this server (RFC 3161).")
@click.option("--stamp-required", is_flag=True, help="Write no pack where there is no time stamp.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def export(
    agreement: str,
    events: str,
    mail: tuple[str, ...],
    chats: tuple[str, ...],
    output: str,
    now_text: str | None,
    language: str,
    dns_keys: str | None,
    only_referenced: bool,
    stamp_url: str | None,
    stamp_required: bool,
    as_json: bool,
) -> int:
    """Write a pack: originals, log, terms, what is owed by them, and hashes that bind all of it.

    Note the root that is printed, or send it by another way: it is what shows later that the pack is the same.
    Exit 0; 1 where something is missing, unread or not stamped (the pack is written and names it); 2 on wrong use.

    \b
    Examples:
      ashore evidence export agreement.toml events.jsonl --mail mail.mbox -o pack.zip
      ashore evidence export agreement.toml events.jsonl --mail a/ --mail b.eml --dns-keys keys.txt -o pack.zip
    """
    from ashore.cli.packing import Wish, export_pack

    wish = Wish(
        agreement=agreement,
        events=events,
        mail=mail,
        chats=chats,
        output=output,
        now_text=now_text,
        language=language,
        dns_keys=dns_keys,
        only_referenced=only_referenced,
        stamp_url=stamp_url,
        stamp_required=stamp_required,
        as_json=as_json,
    )
    return export_pack(wish)


@evidence.command()
@click.argument("pack", metavar="PACK.zip")
@click.option("--trust", metavar="FILE", help="Root certificate (PEM) of the stamping server, to check the time stamp.")
@click.option("--root", metavar="HEX", default="", help="The root as you were given it, to compare.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of what is said.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(pack: str, trust: str | None, root: str, language: str, as_json: bool) -> int:
    """Check a pack offline: every hash, the chain, the root, what is derived, the signatures, the time stamp.

    Exit 0: nothing was altered; 1: something was, and it is named; 2: this is no pack, or cannot be read.

    \b
    Examples:
      ashore evidence verify pack.zip
      ashore evidence verify pack.zip --trust tsa-root.pem --root 9f86d081884c7d65...
    """
    from ashore.cli.pack_checking import verify_pack

    return verify_pack(pack, trust, root, language, as_json)
