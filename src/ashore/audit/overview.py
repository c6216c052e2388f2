"""The sentences and tables above and below the lists: what was read, as of when, answer times, promises kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ashore.audit.answers import Times
from ashore.audit.naming import distinct, names_of
from ashore.audit.tally import Tally
from ashore.core.ledger import RECENT
from ashore.words import Speech
from ashore.words.marks import N_, NP_, Plural

MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Table:
    """A table of answer times: its title, column heads, and rows of ready texts."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0


def counted(form: Plural, n: int, speech: Speech) -> str:
    """A marked plural with its number, grouped by thousands."""
    return speech.plural(form.singular, form.plural, n).format(n=f"{n:,}")


def opening(tally: Tally, speech: Speech) -> str:
    """What was read, in one sentence."""
    archive = tally.inquest.archive
    whole = tally.inquest.whole
    parts = [
        counted(NP_("{n} message", "{n} messages", "n"), len(archive.taken), speech),
        counted(NP_("{n} conversation", "{n} conversations", "n"), len(tally.inquest.threads.conversations), speech),
        counted(NP_("{n} client", "{n} clients", "n"), len(whole.engagements), speech),
    ]
    if archive.taken:
        first, last = archive.taken[0].message.at, archive.taken[-1].message.at
        parts.append(f"{_day(first, speech)} – {_day(last, speech)}")
    return " · ".join(parts)


def circumstances(tally: Tally, speech: Speech) -> Iterable[str]:
    """As of when and by which hours everything was judged, and what was left aside."""
    moment, inquest = tally.inquest.moment, tally.inquest
    at = speech.moment(moment.now)
    if moment.judged_as == "last_message":
        text = N_("The archive ends long ago: judged as of its last message, {now_at} (--now chooses another time).")
        yield speech.text(text).format(now_at=at)
    else:
        yield speech.text(N_("Judged as of {now_at}.")).format(now_at=at)
    limit = inquest.agreement.answer_within
    terms = N_("Terms: {title}; an answer within {limit}, hours in {zone}.")
    title = inquest.agreement.title or inquest.agreement.source
    yield speech.text(terms).format(
        title=title, limit=_within(limit.amount, limit.unit, speech), zone=tally.inquest.zone.key
    )
    aside = len(inquest.whole.others)
    if aside:
        form = NP_(
            "{n} conversation is internal or passes us by (list mail not addressed to us) and was left aside.",
            "{n} conversations are internal or pass us by (list mail not addressed to us) and were left aside.",
            "n",
        )
        yield counted(form, aside, speech)
    if inquest.archive.copies:
        form = NP_("{n} further copy was counted once.", "{n} further copies were counted once.", "n")
        yield counted(form, inquest.archive.copies, speech)
    if inquest.archive.conflicting:
        form = NP_(
            "{n} Message-ID is carried by different messages; all of them were kept.",
            "{n} Message-IDs are carried by different messages; all of them were kept.",
            "n",
        )
        yield counted(form, len(inquest.archive.conflicting), speech)


def headline(tally: Tally, speech: Speech) -> str:
    """The whole report in one sentence for who has no time."""
    late = sum(line.obligation.state == "late" for line in tally.we_owe)
    fresh = sum(line.obligation.created_at >= tally.now - RECENT for line in tally.we_owe)
    owed = counted(NP_("We owe {n} thing", "We owe {n} things", "n"), len(tally.we_owe), speech)
    if tally.we_owe:
        owed += " " + speech.text(N_("({late} late, {fresh} from the last 30 days)")).format(late=late, fresh=fresh)
    parts = [
        owed,
        counted(NP_("they owe us {n}", "they owe us {n}", "n"), len(tally.they_owe), speech),
        counted(
            NP_("{n} question of theirs is unanswered", "{n} questions of theirs are unanswered", "n"),
            len(tally.unanswered),
            speech,
        ),
    ]
    return ", ".join(parts) + "."


def answers_sentence(tally: Tally, speech: Speech) -> str:
    """Answer times against the agreement, in one sentence."""
    times = tally.answers
    if not times.n:
        return speech.text(N_("No answer of ours is in this archive."))
    _, middle, _ = times.quartiles()
    # xgettext:no-python-format
    text = N_("Of {owed} answers owed, {share} % came in time; half within {median}, nine of ten within {p90}.")
    told = speech.text(text).format(
        owed=f"{times.owed:,}",
        share=round(100 * (times.share_in_time or 0)),
        median=speech.working(middle),
        p90=speech.working(times.ninetieth()),
    )
    if middle < 1:
        told += " " + speech.text(N_("Answers outside working hours count as 0 minutes."))
    return told


def promises_sentence(tally: Tally, speech: Speech) -> Iterable[str]:
    """Promises of both sides: kept, broken, open, undated."""
    ours = N_("We promised: {kept} kept, {broken} broken, {open} open; {undated} without a date.")
    theirs = N_("They promised: {kept} kept, {broken} broken, {open} open; {undated} without a date.")
    for text, side in ((ours, tally.promises["us"]), (theirs, tally.promises["client"])):
        yield speech.text(text).format(kept=side.kept, broken=side.broken, open=side.open, undated=side.undated)


def tables(tally: Tally, speech: Speech, most: int | None = MOST_ROWS) -> tuple[Table, ...]:
    """Answer times by client, person and month; the busiest first, months in order."""
    names = names_of(tally.inquest.archive.taken)
    months = dict(sorted(tally.by_month.items()))
    return (
        _table(speech.text(N_("By client")), _busiest(tally.by_client, names, most), len(tally.by_client), speech),
        _table(speech.text(N_("By person")), _busiest(tally.by_person, names, most), len(tally.by_person), speech),
        _table(speech.text(N_("By month")), _latest(months, most), len(months), speech),
    )


def _latest(months: Mapping[str, Times], most: int | None) -> dict[str, Times]:
    return dict(list(months.items())[-(most or len(months) or 1) :])


def _busiest(groups: Mapping[str, Times], names: Mapping[str, str], most: int | None) -> dict[str, Times]:
    ranked = sorted(groups.items(), key=lambda pair: (-pair[1].owed, pair[0]))[: most or len(groups)]
    labels = distinct((key for key, _ in ranked), names)
    return {labels[key]: times for key, times in ranked}


def _table(title: str, rows: Mapping[str, Times], whole: int, speech: Speech) -> Table:
    heads = tuple(
        speech.text(text)
        for text in (N_("answers"), N_("in time"), N_("median"), N_("9 of 10 within"), N_("still waiting"))
    )
    return Table(title, heads, tuple((name, *_cells(times, speech)) for name, times in rows.items()), whole - len(rows))


def _cells(times: Times, speech: Speech) -> tuple[str, ...]:
    share = "–" if times.share_in_time is None else f"{round(100 * times.share_in_time)} %"
    if not times.n:
        return ("0", share, "–", "–", str(times.waiting))
    _, middle, _ = times.quartiles()
    return (f"{times.n:,}", share, speech.working(middle), speech.working(times.ninetieth()), f"{times.waiting:,}")


def _within(amount: int, unit: str, speech: Speech) -> str:
    if unit == "working_minutes":
        return speech.text(N_("{time} of working time")).format(time=speech.working(amount))
    form = (
        NP_("{n} working day", "{n} working days", "n") if unit == "working_days" else NP_("{n} day", "{n} days", "n")
    )
    return counted(form, amount, speech)


def _day(at: datetime, speech: Speech) -> str:
    return speech.day(at.astimezone(speech.zone).date())
