"""The reference of all terms as a page of Markdown, from the same definitions that read them (English)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from ashore.core.agreement.clauses import Quantity
from ashore.core.agreement.schema import ROOT, Here, Key, Table
from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.within import Within
from ashore.core.kernel import Money

ASKED = datetime(2026, 3, 13, 17, 40, tzinfo=UTC)
BASE = Decimal(80_000)
CURRENCY = "EUR"
INTRODUCTION = """\
An agreement is a TOML file. It is read as a whole: every fault is told with its line, and a name that is not known with
the nearest one that is. What a file leaves out stands as in the standard agreement (at the end of this page), or is not
agreed. Lengths of time are worked out below by the standard hours, asked on Friday 13 March 2026 at 17:40; shares are
of 80 000.00 EUR.

An amendment names a term by its path: `response.answer_within`, `fees.sum`, and in lists by the entry's `id`, or its
number where it has none: `stages.design.within`, `channels.2.binding`.
"""


def pages(standard: Agreement, text: str) -> str:
    """The page. ``standard``: whose hours examples are worked by; ``text``: its file, shown at the end."""
    parts = ["# The agreement file\n\nMade from the schema by `python scripts/reference.py`.\n\n" + INTRODUCTION]
    keys = [part for part in ROOT.parts if isinstance(part, Key)]
    parts.append("## The file itself\n\n" + _keys(keys, "", standard))
    for part in ROOT.parts:
        if isinstance(part, Table):
            parts.extend(_table(part, part.name, standard))
    parts.append("## The standard agreement\n\n```toml\n" + text + "```\n")
    return "\n".join(parts)


def _table(table: Table, path: str, standard: Agreement) -> Iterator[str]:
    heading = f"[[{path}]]" if table.many else f"[{path}]"
    parts = list(table.parts)
    sides = [part for part in parts if isinstance(part, Table) and part.name in ("us", "client")]
    if len(sides) == 2 and len(parts) == 2:
        heading, (table, _) = f"[{path}.us]` and `[{path}.client]", (sides[0], sides[1])
    rule = f" ({table.rule})" if table.rule else ""
    keys = [part for part in table.parts if isinstance(part, Key)]
    told = f"## `{heading}`\n\n{table.about}{rule}\n"
    if table.dates is not None:
        example = DATED[table.dates.name]
        told += f"\nDays stand as keys, their value is: {table.dates.name}, e.g. `2026-12-24 = {example}`.\n"
    if table.entry is not None:
        told += f"\nA table for each, e.g. `[{path}.anna]`, with these terms:\n"
        keys = [part for part in table.entry.parts if isinstance(part, Key)]
    yield told + ("\n" + _keys(keys, path, standard) if keys else "")
    for part in table.parts:
        if isinstance(part, Table):
            yield from _table(part, f"{path}.{part.name}", standard)


DATED = {"name of the day": '"Christmas Eve"', "hours of a day": '"09:00-12:00"'}


def _keys(keys: list[Key], path: str, standard: Agreement) -> str:
    rows = ["| term | what it says | kind | if left out | rule | example |", "|---|---|---|---|---|---|"]
    for key in keys:
        default = "**required**" if key.required else key.default or "not agreed"
        example = f"`{key.name} = {key.example}`".replace("|", "\\|")
        worked = _worked(key, path, standard)
        rows.append(
            f"| `{key.name}` | {key.about} | {_kind(key)} | {default} | {key.rule} "
            f"| {example}{': ' + worked if worked else ''} |"
        )
    return "\n".join(rows) + "\n"


def _kind(key: Key) -> str:
    """The kind of value; of choices, the words that may be written."""
    shape = key.kind.schema
    items = shape.get("items")
    words = shape.get("enum") or (items.get("enum") if isinstance(items, dict) else None)
    named = ", ".join(f"`{word}`" for word in words) if isinstance(words, list) else ""
    return f"one of {named}" if "enum" in shape else f"list of {named}" if named else key.kind.name


def _worked(key: Key, path: str, standard: Agreement) -> str:
    """What the example comes to, for kinds that can be reckoned."""
    value: object = key.example.strip('"')
    found = key.kind.read(value, Here(f"{path}.{key.name}", CURRENCY, "UTC"))
    if isinstance(found, Within):
        due = standard.due_after("us", ASKED, found)[0]
        return f"until {due:%A} {due.day} {due:%B %Y, %H:%M}"
    if isinstance(found, Quantity):
        return _share(found.amount) if found.is_share else ""
    return _share(found) if isinstance(found, Decimal) and key.example.endswith('%"') else ""


def _share(share: Decimal) -> str:
    return str(Money(BASE * share, CURRENCY).rounded())
