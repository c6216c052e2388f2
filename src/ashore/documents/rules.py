"""The annex of rules: channels, hours, response, contact, calls, edits, reports, how time is counted (A8, A9, A13)."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import chain

from ashore.core.agreement.clauses import Channel, Meetings, ReportRule
from ashore.core.kernel import CLIENT, US
from ashore.core.worktime import Calendar, Windows
from ashore.documents.drafting import Drafting
from ashore.documents.model import Block, Clause, Column, Section, Table

Sections = tuple[Section, ...]
ONE_DAY = timedelta(days=1)


def rules(draft: Drafting) -> Sections:
    """All sections of the annex; those about which nothing was agreed are left out."""
    return tuple(
        chain(
            draft.section("rules.channels", _channels(draft)),
            draft.section("rules.hours", _hours(draft)),
            draft.section("rules.response", _response(draft)),
            draft.section("rules.contact", _contact(draft)),
            draft.section("rules.calls", _calls(draft)),
            draft.section("rules.edits", _edits(draft)),
            draft.section("rules.reports", _reports(draft)),
            draft.section("rules.counting", _counting(draft)),
        )
    )


def _channels(draft: Drafting) -> Iterator[Block | None]:
    agreed = draft.clauses.channels
    if not agreed:
        return
    yield draft.clause("channels.evidence", "channels")
    heads = (("channels.name", 3), ("channels.address", 4), ("channels.kind", 3), ("channels.binding", 2))
    yield draft.table(heads, (_channel(draft, each) for each in agreed))


def _channel(draft: Drafting, channel: Channel) -> tuple[str, ...]:
    say = draft.tongue.say
    kind = say("channels.voice" if channel.voice else "channels.text")
    if channel.preferred:
        kind += f", {say('channels.preferred')}"
    return channel.name, channel.address, kind, say("yes" if channel.binding else "no")


def _hours(draft: Drafting) -> Iterator[Block | None]:
    us, client, say = draft.agreement.us, draft.agreement.client, draft.tongue.say
    columns = (
        Column(say("hours.day"), 2),
        Column(say("hours.side", side=draft.side(US), zone=us.zone), 3),
        Column(say("hours.side", side=draft.side(CLIENT), zone=client.zone), 3),
    )
    days = zip(draft.tongue.weekdays, us.week, client.week, strict=True)
    yield draft.clause("hours.intro", "hours.us")
    yield Table(columns, tuple((day, _windows(draft, ours), _windows(draft, theirs)) for day, ours, theirs in days))
    heads = (("hours.date", 3), ("hours.what", 4), ("hours.whose", 3))
    special = draft.table(heads, _special_days(draft))
    if special:
        yield draft.clause("hours.days_off", "holidays.us")
        yield special


def _windows(draft: Drafting, windows: Windows) -> str:
    shown = (f"{_wall(each.opens)}\u2013{_wall(each.closes)}" for each in windows)
    return ", ".join(shown) or draft.tongue.say("hours.closed")


def _wall(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def _special_days(draft: Drafting) -> Iterator[tuple[str, ...]]:
    """Days off and days of other hours; days in a row that are alike stand together."""
    alike: list[tuple[date, date, str, str]] = []
    for day, what, whose in _each_day(draft):
        for n, (first, last, *rest) in enumerate(alike):
            if last == day - ONE_DAY and rest == [what, whose]:
                alike[n] = (first, day, what, whose)
                break
        else:
            alike.append((day, day, what, whose))
    for first, last, what, whose in alike:
        yield draft.tongue.days(first, last), what, whose


def _each_day(draft: Drafting) -> Iterator[tuple[date, str, str]]:
    both = draft.tongue.say("hours.both")
    ours, theirs = _special(draft, draft.agreement.us), _special(draft, draft.agreement.client)
    for day in sorted(ours.keys() | theirs.keys()):
        if ours.get(day) == theirs.get(day):
            yield day, ours[day], both
            continue
        for side, found in ((US, ours), (CLIENT, theirs)):
            if day in found:
                yield day, found[day], draft.tongue.side(side).title


def _special(draft: Drafting, calendar: Calendar) -> dict[date, str]:
    say = draft.tongue.say
    found = {day: say("hours.off", name=name) if name else say("hours.shut") for day, name in calendar.holidays}
    for day, windows in calendar.special:
        found[day] = _windows(draft, windows) if windows else say("hours.shut")
    return found


def _response(draft: Drafting) -> Iterator[Block | None]:
    agreement = draft.agreement
    yield draft.length("response.acknowledge", agreement.acknowledge_within, "response.acknowledge_within")
    yield draft.length("response.answer", agreement.answer_within, "response.answer_within")
    yield draft.length("response.information", agreement.information_within, "response.information_within")
    heads = (
        ("response.whose", 3),
        ("response.channel", 3),
        ("response.priority", 3),
        ("response.receipt", 3),
        ("response.reply", 3),
    )
    table = draft.table(heads, _rules(draft))
    if table:
        yield draft.clause("response.rules", "response.rules")
        yield table


def _rules(draft: Drafting) -> Iterator[tuple[str, ...]]:
    agreed, tongue = draft.clauses.response, draft.tongue
    anything = tongue.say("response.any")
    any_channel = anything if any(rule.channel for rule in agreed) else ""
    any_priority = anything if any(rule.priority for rule in agreed) else ""
    for rule in agreed:
        times = (rule.acknowledge_within, rule.answer_within)
        shown = (tongue.say("when.within", time=tongue.length(each)) if each else "" for each in times)
        yield draft.side(rule.side).title, rule.channel or any_channel, rule.priority or any_priority, *shown


def _contact(draft: Drafting) -> Iterator[Clause | None]:
    yield draft.length("contact.every", draft.agreement.contact_every, "contact.every")
    yield draft.length("last_word.within", draft.agreement.last_word, "last_word.within")


def _calls(draft: Drafting) -> Iterator[Clause | None]:
    agreed = draft.clauses.meetings
    if agreed:
        if agreed.weekdays:
            yield _rhythm(draft, agreed)
        if agreed.begins:
            yield draft.clause("calls.begins", "calls.begins", date=draft.tongue.day(agreed.begins))
        yield draft.length("calls.notice", agreed.notice)
        if agreed.topic_needed:
            yield draft.clause("calls.topic", "calls.topic_needed")
    yield draft.length("calls.summary", draft.agreement.call_summary_within, "calls.summary_within")


def _rhythm(draft: Drafting, agreed: Meetings) -> Clause:
    tongue = draft.tongue
    key = "calls.weekly" if agreed.every_weeks == 1 else "calls.every"
    return draft.clause(
        key if agreed.at else f"{key}_any",
        "calls.schedule",
        weeks=tongue.counted(agreed.every_weeks, "weeks").each,
        days=tongue.listed(tongue.on_weekdays[day] for day in agreed.weekdays),
        at=tongue.clock(agreed.at) if agreed.at else "",
        zone=agreed.zone or draft.agreement.us.zone,
    )


def _edits(draft: Drafting) -> Iterator[Clause | None]:
    agreed = draft.clauses.edits
    if agreed is None:
        return
    yield draft.clause("edits.count", "edits.count", rounds=draft.tongue.counted(agreed.count, "rounds"))
    if agreed.share is not None:
        percent = draft.tongue.percent(agreed.share)
        yield draft.clause(f"edits.share_{agreed.share_of}", "edits.share", percent=percent)
    yield draft.length("edits.estimate", agreed.estimate_within)
    yield draft.length("edits.deliver", agreed.deliver_within)
    if agreed.extra_price is not None:
        yield draft.clause("edits.extra", "edits.extra_price", money=draft.money(agreed.extra_price))


def _reports(draft: Drafting) -> Iterator[Block | None]:
    heads = (
        ("reports.name", 4),
        ("reports.rhythm", 4),
        ("reports.at", 2),
        ("reports.format", 3),
        ("reports.begins", 3),
    )
    reports = draft.clauses.reports
    yield draft.table(heads, (_report(draft, each) for each in reports), terms=(each.clause for each in reports))


def _report(draft: Drafting, report: ReportRule) -> tuple[str, ...]:
    tongue = draft.tongue
    day = tongue.on_weekdays[report.day % 7] if report.every == "week" else ""
    rhythm = tongue.say(f"reports.{report.every}", day=day, n=report.day)
    at = tongue.clock(report.at) if report.at else ""
    return report.name, rhythm, at, report.format, tongue.day(report.begins) if report.begins else ""


def _counting(draft: Drafting) -> Iterator[Clause | None]:
    agreed, say = draft.clauses.counting, draft.tongue.say
    yield draft.clause(f"counting.{draft.agreement.counting_by}", "counting.by")
    if agreed.first_day:
        yield draft.clause(f"counting.{agreed.first_day}", "counting.first_day")
    if isinstance(agreed.cutoff, time):
        yield draft.clause("counting.cutoff", "counting.cutoff", at=draft.tongue.clock(agreed.cutoff))
    elif agreed.cutoff:
        yield draft.clause("counting.no_cutoff", "counting.cutoff")
    if agreed.fraction:
        yield draft.clause(f"counting.{agreed.fraction}", "counting.fraction")
    if agreed.first_late_day:
        yield draft.clause(f"counting.{agreed.first_late_day}", "counting.first_late_day")
    if agreed.percent_of:
        yield draft.clause("counting.percent_of", "counting.percent_of", base=say(f"base.{agreed.percent_of}"))
    if agreed.caps_order:
        order = ", ".join(say(f"cap.{level}") for level in agreed.caps_order)
        yield draft.clause("counting.caps", "counting.caps_order", caps=order)
