"""``ashore message FILE``: one message as Ashore understands it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ashore.core.correspondence.message import Address
    from ashore.core.kernel import Reason
    from ashore.mail import ParsedMessage, Source, Unreadable


@click.command(
    epilog="""\b
Examples:
  ashore message letter.eml
  ashore message --json - < letter.eml"""
)
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
def message(file: str, as_json: bool) -> None:
    """Show one message as it is understood: people, dates, new text, attachments, facts.

    FILE is a message (.eml), or the first of an mbox or folder; "-" reads standard input.
    Exit 0; 2 where no message could be read.
    """
    source = _source(file)
    from ashore.mail import parse

    parsed = parse(source.raw, arrived_at=source.arrived_at)
    data = as_data(parsed, source.note)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    notes = [source.note] if source.note else []
    click.echo(_for_people(data, [_why(reason) for reason in (*notes, *parsed.defects)]))


def _source(file: str) -> "Source":
    """The first message of a file or of standard input; ends the program with 2 where there is none."""
    from ashore.cli.mail_input import standard_input
    from ashore.mail import Source

    refusal = None
    for found in standard_input() if file == "-" else _named(file):
        if isinstance(found, Source):
            return found
        refusal = refusal or found
    if refusal is None:
        return _refuse(file, "it holds no message")
    return _refuse(refusal.where, _why(refusal.reason))


def _named(file: str) -> "Iterator[Source | Unreadable]":
    from ashore.mail import read

    return read(Path(file))


def _why(reason: "Reason") -> str:
    from ashore.words import say

    return say(reason)


def _refuse(where: str, why: str) -> NoReturn:
    click.echo(f"ashore: {where}: {why}", err=True)
    sys.exit(2)


def as_data(parsed: "ParsedMessage", note: "Reason | None" = None) -> dict[str, object]:
    """The JSON form of DESIGN.md, section 4, version 1; additions: Reply-To, dates, kind with reason, defects."""
    from ashore.mail import sanitise

    new_text = _new_text(parsed)
    language, facts = _facts(new_text, parsed)
    own_parts = frozenset(a.content_id for a in parsed.attachments if a.content_id)
    sent = parsed.sent_local
    return {
        "version": 1,
        "message_id": parsed.message_id,
        "in_reply_to": list(parsed.in_reply_to),
        "references": list(parsed.references),
        "from": _person(parsed.from_),
        "to": [_person(a) for a in parsed.to],
        "cc": [_person(a) for a in parsed.cc],
        "reply_to": [_person(a) for a in parsed.reply_to],
        "author": _person(parsed.author),
        "date": sent.isoformat() if sent else None,
        "received_at": parsed.received_at.isoformat() if parsed.received_at else None,
        "subject": parsed.subject,
        "text": parsed.text,
        "new_text": new_text,
        "html": "\n<hr>\n".join(sanitise(part, own_parts=own_parts) for part in parsed.html_parts),
        "attachments": [
            {"name": a.name, "type": a.type, "size": a.size, "sha256": a.sha256} for a in parsed.attachments
        ],
        "language": language,
        "list_id": parsed.list_id,
        "auto_reply": parsed.kind == "auto_reply",
        "bounce": parsed.kind == "bounce",
        "bounced": list(parsed.bounced),
        "kind_reason": parsed.kind_reason.as_data() if parsed.kind_reason else None,
        "signed": parsed.is_signed,
        "encrypted": parsed.is_encrypted,
        "defects": [defect.as_data() for defect in (*((note,) if note else ()), *parsed.defects)],
        "facts": facts,
    }


def _person(address: "Address") -> dict[str, str]:
    from ashore.mail.addresses import readable_domain

    data = {"name": address.name, "email": address.email}
    if "xn--" in address.domain:
        data["readable_domain"] = readable_domain(address.domain)
    return data


def _new_text(parsed: "ParsedMessage") -> str:
    from ashore.core.correspondence import newtext

    return newtext.split(parsed.text).new_text


def _facts(text: str, parsed: "ParsedMessage") -> tuple[str, dict[str, object]]:
    from ashore.cli.facts import facts_data
    from ashore.core import language

    facts = language.read(text, at=parsed.sent_local)
    return facts.language, facts_data(facts, text)


def _for_people(data: dict[str, Any], notes: list[str]) -> str:
    lines = [
        f"From:    {_shown(data['from'])}",
        f"To:      {', '.join(_shown(a) for a in data['to'])}",
    ]
    if data["cc"]:
        lines.append(f"Cc:      {', '.join(_shown(a) for a in data['cc'])}")
    lines += [f"Date:    {data['date'] or 'not known'}", f"Subject: {data['subject']}"]
    if data["auto_reply"] or data["bounce"]:
        what = "a bounce" if data["bounce"] else "an automatic reply"
        lines.append(f"Kind:    {what}{' for ' + ', '.join(data['bounced']) if data['bounced'] else ''}")
    lines += ["", data["new_text"].strip() or "(no new text)", ""]
    lines += [f"Attached: {a['name']} ({a['type']}, {a['size']} bytes)" for a in data["attachments"]]
    for kind in ("questions", "requests", "promises"):
        lines += [f"{kind[:-1].capitalize()}: {item['text']}" for item in data["facts"].get(kind, [])]
    lines += [f"Note: {sentence}" for sentence in notes]
    return "\n".join(lines).rstrip()


def _shown(address: dict[str, str]) -> str:
    if not address["email"]:
        return address["name"] or "unknown sender"
    beside = f" ({address['readable_domain']})" if "readable_domain" in address else ""
    return f"{address['name']} <{address['email']}>{beside}" if address["name"] else address["email"] + beside
