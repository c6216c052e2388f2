"""The reference pages of the coach's rules, made from the rules themselves: an index, and a page each."""

from collections.abc import Iterator, Mapping
from textwrap import dedent

from ashore.core.coach import Limit, Rule, all_rules, page_of
from ashore.core.coach.bearing import OF_PHASE, OF_TYPE, Bearing
from ashore.core.coach.rule import Needs

LANGUAGES = {"en": "English", "ru": "Russian", "sk": "Slovak", "fil": "Filipino"}
NEEDS: Mapping[Needs, str] = {
    "text": "Reads drafts in any language.",
    "language": "Reads drafts in the four languages.",
    "conversation": "Reads drafts in the four languages, and only where a message of the client is known.",
}
MADE = "Made from the program itself by `python scripts/reference.py`."


def rule_pages() -> dict[str, str]:
    """Name of the file beneath ``docs/reference/rules`` -> its text."""
    return {"README.md": _index(), **{f"{rule.name}.md": _page(rule) for rule in all_rules()}}


_INDEX = f"""# Rules of the coach

{MADE} The first letter and the two figures of a code name the rule of practice it
rests on; a code never changes its meaning. `ashore rule CODE` prints a page. Only what a house requires holds a
message back, whatever its weight.

| code | name | weight | what it finds |
|---|---|---|---|
"""


def _index() -> str:
    rules = all_rules()
    return _INDEX + "".join(f"| [{r.code}]({r.name}.md) | {r.name} | {r.severity} | {_first(r)} |\n" for r in rules)


def _first(rule: Rule) -> str:
    return page_of(rule).strip().partition("\n")[0]


def _page(rule: Rule) -> str:
    first, _, rest = page_of(rule).strip().partition("\n")
    kind = f"Weight: {rule.severity}. {NEEDS[rule.needs]}"
    parts = [f"# {rule.code} {rule.name}", f"{first} {kind}", dedent(rest).strip()]
    more = {"Threshold": _limit(rule.limit), "With whom, and when": _bearings(rule)}
    parts += [f"## {title}\n{text}" for title, text in more.items() if text]
    drafts = ", ".join(f"[{name}](drafts/{code}/{rule.name}.md)" for code, name in LANGUAGES.items())
    parts.append(f"## Drafts\nGood and bad ones, which are its tests: {drafts}.")
    return "\n\n".join(parts) + "\n"


def _limit(limit: Limit | None) -> str:
    if limit is None:
        return ""
    of = "".join(f"; {LANGUAGES[code]} {number}" for code, number in limit.of.items())
    return f"Usually {limit.usual} {limit.unit}{of}. A house may set {limit.least} to {limit.most}."


def _bearings(rule: Rule) -> str:
    return "\n".join(
        f"- {where}: {_changes(table[rule.name], rule)}" for where, table in _tables() if rule.name in table
    )


def _tables() -> Iterator[tuple[str, Mapping[str, Bearing]]]:
    for kind, table in OF_TYPE.items():
        yield f"a client noted as {kind} (P2)", table
    for phase, table in OF_PHASE.items():
        yield f"the phase of {phase} in a conflict (C2)", table


def _changes(bearing: Bearing, rule: Rule) -> str:
    if bearing.off:
        return "says nothing"
    article = "an" if bearing.severity == "error" else "a"
    weight = f"weighs as {article} {bearing.severity}" if bearing.severity else ""
    limit = f"threshold {bearing.limit} {rule.limit.unit}" if bearing.limit is not None and rule.limit else ""
    return ", ".join(filter(None, (weight, limit)))
