"""The values of a file into the terms of both sides; what is left out stands as in another agreement."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ashore.core.agreement.clauses import Amendment, Clauses, Counting, Lateness, Meetings, Party, Rights, Term
from ashore.core.agreement.filling import Filled
from ashore.core.agreement.findings import Findings
from ashore.core.agreement.reading_hours import calendar_of, week_of
from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.within import Within

_MEETING_KEYS = ("schedule", "notice", "topic_needed")


def assemble(filled: Filled, findings: Findings, base: Agreement | None) -> Agreement | None:
    """The agreement, or None where findings say why not."""
    us = calendar_of(filled, "us", base.us if base else None, findings)
    client = calendar_of(filled, "client", us, findings)
    response = filled.get("response", {})
    acknowledge = response.get("acknowledge_within", base and base.acknowledge_within)
    answer = response.get("answer_within", base and base.answer_within)
    information = response.get("information_within", base and base.information_within)
    if not (us and client and acknowledge and answer and information):
        return None
    counting = filled.get("counting", Counting())
    return Agreement(
        us,
        client,
        acknowledge,
        answer,
        information,
        _optional(filled, "contact", "every", base.contact_every if base else None),
        _optional(filled, "calls", "summary_within", base.call_summary_within if base else None),
        _optional(filled, "last_word", "within", base.last_word if base else None),
        counting.by or (base.counting_by if base else "end_of_working_day"),
        filled.get("title", ""),
        findings.source,
        clauses=clauses_of(filled, us.zone),
        valid_from=filled.get("valid", {}).get("from"),
        amendments=_amendments(filled),
    )


def _optional(filled: Filled, table: str, key: str, otherwise: Within | None) -> Within | None:
    """None where the file says "never"."""
    found: Within | None = filled.get(table, {}).get(key, otherwise)
    return found


def clauses_of(filled: Filled, zone: str) -> Clauses:
    """All that the file says beyond its clocks."""
    parties, money, holidays = (filled.get(name, {}) for name in ("parties", "money", "holidays"))
    sources = tuple(holidays.get(side, {}).get("source", "") for side in ("us", "client"))
    return Clauses(
        language=filled.get("language", "en"),
        languages=filled.get("languages", ()),
        parties=(parties.get("us", Party()), parties.get("client", Party())),
        law=filled.get("law", {}).get("governing", ""),
        currency=money.get("currency", ""),
        rounding=money.get("rounding", "half_away_from_zero"),
        term=filled.get("term", Term()),
        counting=filled.get("counting", Counting()),
        response=filled.get("response", {}).get("rules", ()),
        meetings=_meetings(filled.get("calls", {}), zone),
        lateness=filled.get("lateness", Lateness()),
        edits=filled.get("edits"),
        fees=filled.get("fees"),
        extras=filled.get("extras"),
        rights=filled.get("rights", Rights()),
        urgent=filled.get("urgent", False),
        rota=tuple((name, week_of(hours)) for name, hours in filled.get("rota", {}).items()),
        holiday_sources=(sources[0], sources[1]),
        **{name: filled.get(name, ()) for name in _LISTS},
    )


_LISTS = (
    "channels",
    "definitions",
    "expectations",
    "influence",
    "goals",
    "stages",
    "information",
    "reports",
    "penalties",
)


def _meetings(calls: Mapping[str, Any], zone: str) -> Meetings | None:
    if not any(key in calls for key in _MEETING_KEYS):
        return None
    meetings = Meetings(
        zone=calls.get("zone", zone),
        begins=calls.get("begins"),
        notice=calls.get("notice"),
        topic_needed=calls.get("topic_needed", False),
    )
    rhythm = calls.get("schedule")
    if rhythm is None:
        return meetings
    return replace(meetings, weekdays=rhythm.weekdays, at=rhythm.at, every_weeks=rhythm.every_weeks)


def _amendments(filled: Filled) -> tuple[Amendment, ...]:
    """By time; the clause keeps the number that each has in the file."""
    made = (
        Amendment(each["valid_from"], each["changes"], each.get("why", ""), f"amendments.{number}")
        for number, each in enumerate(filled.get("amendments", ()), 1)
        if "valid_from" in each and "changes" in each
    )
    return tuple(sorted(made, key=lambda amendment: amendment.valid_from))
