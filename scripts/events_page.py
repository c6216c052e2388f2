"""The reference page of events, made from their definitions, each with an example that is read before it is shown."""

import inspect
import json

from ashore.core.ledger.event_types import TYPES, Member, members
from ashore.core.ledger.jsonl import read_events

HEAD = """# Events

Made from the program itself by `python scripts/reference.py`.

A log is a text file, UTF-8, one JSON object a line, append-only. The order of its lines does not matter: `at` and
`id` decide. Times are ISO 8601 with their offset; sums and shares are texts (`"1500.00"`, `"0.3"`), so that no digit is
lost.

Every event has a `type`, an `id` of its own, `at`, and `by` (whose event it is: `us` or `client`). `actor` is the
person, `source` the message or file that shows it. The same event twice counts once. Where an id stands for different
events both lines are named, and the first by its text counts.
"""
FORMS = {
    "text": "text",
    "whole": "whole number",
    "yes": "`true` or `false`",
    "decimal": "number as text",
    "instant": "time with offset",
    "day": "date",
    "month": "month, `2026-03`",
    "texts": "list of texts",
    "list": "list",
    "pairs": "object: path to value",
    "object": "object",
}
BASE = {"at": "2026-03-16T10:00:00+01:00", "by": "us", "actor": "Jana"}
EXAMPLES: dict[str, dict[str, object]] = {
    "message": {
        "by": "client",
        "actor": "eva@museum.example",
        "conversation": "launch",
        "subject": "Launch",
        "text": "When do we launch? Please send the draft by Friday.",
    },
    "call_held": {"conversation": "launch", "topic": "The week ahead", "minutes": 20},
    "call_planned": {
        "by": "us",
        "scheduled": "2026-03-16T10:00:00+01:00",
        "topic": "the launch",
        "minutes": 30,
        "channel": "phone",
        "people": ["Anna", "Petra"],
    },
    "call_missed": {"by": "client", "scheduled": "2026-03-16T10:00:00+01:00", "why": "nobody joined"},
    "call_minuted": {"call": "call-1"},
    "information_asked": {"information": "texts"},
    "information_given": {"by": "client", "information": "texts", "source": "mail/17.eml"},
    "stage_delivered": {"stage": "design"},
    "stage_approved": {"by": "client", "stage": "design"},
    "stage_rejected": {"by": "client", "stage": "design", "why": "last year's prices"},
    "edit_asked": {"by": "client", "share": "0.2", "what": "Warmer pictures"},
    "edit_estimated": {"edit": "edit-1", "promised": "2026-03-18"},
    "edit_delivered": {"edit": "edit-1"},
    "report_sent": {"report": "weekly", "period": "2026-03-13"},
    "payment_received": {"by": "client", "amount": "4000.00", "currency": "EUR", "payment": "advance"},
    "invoice_sent": {"payment": "month", "amount": "3600.00"},
    "sale": {"by": "client", "count": 14, "amount": "19500.00", "month": "2026-03"},
    "level_measured": {"of": "service-level", "level": "99.7", "month": "2026-03"},
    "hours_worked": {"hours": "7.5", "what": "Tests"},
    "suspension": {"of": "us", "why": "no access to the hosting"},
    "resumption": {"why": "access has come"},
    "breach_notice": {"clause": "fees.payments", "why": "the balance is not paid"},
    "force_majeure": {"from": "2026-03-16T08:00:00+01:00", "until": "2026-03-17T08:00:00+01:00", "why": "power cut"},
    "waiver": {"by": "client", "obligation": "stage:design", "why": "agreed by telephone"},
    "amendment": {"changes": {"stages.design.within": "12 working days"}, "why": "two more pages"},
    "extra": {"minutes": 45, "what": "A version for the shop window"},
    "termination": {"by": "client", "why": "no budget"},
    "no_answer_needed": {"message": "m-17", "why": "a mere note"},
}
MESSAGE = """
A message says either what it `said` (as `ashore` reads it) or its `text`, which is read then; with `text`,
`attachments` is how many came along. Where `starts` is left out, the oldest message of a conversation opens it.
"""
WAIVER = """
`obligation` is an id that `ashore ledger` shows, or `kind:name`, such as `stage:design`.
"""


def events_page() -> str:
    """Every kind of event: what it says, its members, an example."""
    return HEAD + "".join(_kind(name) for name in TYPES)


def _kind(name: str) -> str:
    more = {"message": MESSAGE, "waiver": WAIVER}.get(name, "")
    rows = [_row(each) for each in members(name).values() if each.key not in ("id", "at", "by", "actor", "source")]
    table = "\n| member | holds | without it |\n| --- | --- | --- |\n" + "".join(rows) if rows else ""
    told = " ".join((inspect.getdoc(TYPES[name]) or "").replace("``", "`").split())
    return f"\n## {name}\n\n{told}\n{more}{table}\n```json\n{_example(name)}\n```\n"


def _row(each: Member) -> str:
    form = " / ".join(f"`{choice}`" for choice in each.shape.choices) or FORMS[each.shape.kind]
    otherwise = "it is needed" if each.needed else _otherwise(each.default)
    return f"| `{each.key}` | {form} | {otherwise} |\n"


def _otherwise(default: object) -> str:
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if isinstance(default, int) or (isinstance(default, str) and default) else "–"


def _example(name: str) -> str:
    line = json.dumps({"type": name, "id": f"{name.replace('_', '-')}-1"} | BASE | EXAMPLES[name], ensure_ascii=False)
    _, found = read_events([line.encode()], name)
    if found:
        raise ValueError(f"the example of {name} is no event: {found}")
    return line
