"""What must hold for every log: order, prefixes, time, and a slow oracle for the reply's clock."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashore.core.agreement import default
from ashore.core.ledger import (
    Ask,
    CallEvent,
    Event,
    MessageEvent,
    NoAnswerNeededEvent,
    Obligation,
    Pledge,
    Said,
    SuspensionEvent,
    WaiverEvent,
    derive,
    next_change,
)
from ashore.core.ledger.claim import obligation_id
from ashore.core.ledger.growing import Growing

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
WORDS = ("logo", "draft", "price", "launch", "hosting", "text")
KINDS = ("reply", "acknowledge", "question", "sign_of_life", "promise", "information", "call_summary", "last_word")
topics = st.frozensets(st.sampled_from(WORDS), max_size=3)
after = st.one_of(st.none(), st.integers(0, 9 * 24 * 60))


@st.composite
def sayings(draw: st.DrawFn, at: datetime) -> Said:
    """What a message may say, coherent or not."""

    def due() -> datetime | None:
        minutes = draw(after)
        return None if minutes is None else at + timedelta(minutes=minutes)

    asks = tuple(
        Ask(
            "what?",
            draw(topics),
            draw(st.booleans()),
            due(),
            draw(st.booleans()),
            draw(st.sampled_from(["", "time", "polar", "send", "look"])),
            draw(st.booleans()),
            tuple(draw(st.lists(topics, max_size=2))),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    pledges = tuple(
        Pledge("will", draw(topics), due(), draw(st.booleans()), True, draw(st.booleans()), draw(st.booleans()))
        for _ in range(draw(st.integers(0, 2)))
    )
    return Said(
        asks=asks,
        pledges=pledges,
        reports=tuple(draw(st.lists(topics, max_size=1))),
        topics=draw(topics),
        words=draw(st.integers(0, 60)),
        statements=draw(st.integers(0, 3)),
        polar=draw(st.integers(0, 1)),
        complaint=draw(st.booleans()),
        acknowledges=draw(st.booleans()),
        closing=draw(st.booleans()) and not asks,
        attachments=draw(st.integers(0, 1)),
        thanks=draw(st.booleans()),
        thanked=draw(topics),
        troubles=draw(topics),
        blames=draw(st.booleans()),
        under_quotes=tuple(draw(st.lists(st.tuples(topics, topics), max_size=1))),
    )


@st.composite
def logs(draw: st.DrawFn) -> tuple[Event, ...]:
    """A log of up to fourteen events; waivers name obligations that may exist."""
    events: list[Event] = []
    at = START
    for number in range(draw(st.integers(1, 14))):
        at += timedelta(minutes=draw(st.sampled_from([0, 5, 61, 300, 1500, 6000, 25_000])))
        events.append(draw(_events(f"e{number:02}", at, number)))
    return tuple(events)


@st.composite
def _events(draw: st.DrawFn, key: str, at: datetime, number: int) -> Event:
    earlier = f"e{draw(st.integers(0, max(0, number - 1))):02}"
    match draw(st.sampled_from(["m", "m", "m", "m", "m", "m", "call", "waiver", "unneeded", "suspension"])):
        case "call":
            return CallEvent(key, at, draw(st.sampled_from("ab")), "me", "talk", 15, draw(topics))
        case "waiver":
            return WaiverEvent(key, at, obligation_id(draw(st.sampled_from(KINDS)), earlier), "me", "why not")
        case "unneeded":
            return NoAnswerNeededEvent(key, at, earlier, "me")
        case "suspension":
            minutes = draw(after)
            until = None if minutes is None else at + timedelta(minutes=minutes)
            return SuspensionEvent(key, at, draw(st.sampled_from(["us", "client"])), "me", "agreed", until)
    return MessageEvent(
        key,
        at,
        draw(st.sampled_from("ab")),
        draw(st.sampled_from(["us", "client"])),
        "someone@x.test",
        kind=draw(st.sampled_from(["message"] * 8 + ["auto_reply", "bounce"])),
        said=draw(sayings(at)),
        starts=draw(st.booleans()),
        for_us=draw(st.sampled_from([True, True, True, False])),
        outsider=draw(st.sampled_from([False, False, False, False, True])),
        listed=draw(st.sampled_from([False, False, False, True])),
        unseen=draw(st.sampled_from([False, False, True])),
    )


moments = st.integers(0, 120 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


def ended(obligations: Sequence[Obligation]) -> dict[str, Obligation]:
    return {each.id: each for each in obligations if each.ended_at is not None}


@given(logs(), st.randoms(), moments)
def test_the_order_of_arrival_does_not_matter(events: tuple[Event, ...], random, now: datetime) -> None:
    shuffled = [*events, *events[:3]]
    random.shuffle(shuffled)
    assert derive(default(), shuffled, now) == derive(default(), events, now)


@given(logs(), moments)
def test_events_after_now_are_not_known_yet(events: tuple[Event, ...], now: datetime) -> None:
    known = [event for event in events if event.at <= now]
    assert derive(default(), known, now) == derive(default(), events, now)


@settings(max_examples=300)
@given(logs(), moments, moments)
def test_the_past_stays_as_it_was(events: tuple[Event, ...], one: datetime, two: datetime) -> None:
    earlier, later = sorted((one, two))
    before, afterwards = derive(default(), events, earlier), derive(default(), events, later)
    now_ended = ended(afterwards.obligations)
    for key, was in ended(before.obligations).items():
        assert now_ended.get(key) == was


@given(logs(), moments)
def test_an_engagement_taken_event_by_event_ends_as_in_one_go(events: tuple[Event, ...], now: datetime) -> None:
    kept: dict[str, Obligation] = {}
    for count in range(1, len(events) + 1):
        step = derive(default(), events[:count], max(event.at for event in events[:count]))
        kept = ended(step.obligations)
    whole = derive(default(), events, max(now, events[-1].at))
    assert kept.items() <= ended(whole.obligations).items()


ORDER = {"suspended": 0, "open": 0, "late": 1, "missed": 2, "met": 2, "waived": 2}


@given(logs(), moments)
def test_without_new_events_states_only_ripen(events: tuple[Event, ...], now: datetime) -> None:
    known = [event for event in events if event.at <= now]
    first = derive(default(), known, now)
    then = next_change(first.obligations, now)
    later = derive(default(), known, (then or now) + timedelta(minutes=1))
    assert [each.id for each in first.obligations] == [each.id for each in later.obligations]
    for one, two in zip(first.obligations, later.obligations, strict=True):
        assert ORDER[one.state] <= ORDER[two.state]
        assert (one.due, one.created_at, one.anchor, one.quote) == (two.due, two.created_at, two.anchor, two.quote)


@given(logs(), moments)
def test_nothing_changes_before_the_next_change(events: tuple[Event, ...], now: datetime) -> None:
    known = [event for event in events if event.at <= now]
    first = derive(default(), known, now)
    then = next_change(first.obligations, now) or now + timedelta(days=400)
    later = derive(default(), known, then - timedelta(seconds=1))
    assert [each.state for each in first.obligations] == [each.state for each in later.obligations]


@given(logs(), moments)
def test_every_obligation_is_well_formed(events: tuple[Event, ...], now: datetime) -> None:
    owed = derive(default(), events, now).obligations
    assert len({each.id for each in owed}) == len(owed)
    assert [each.created_at for each in owed] == sorted(each.created_at for each in owed)
    for each in owed:
        assert (each.ended_at is not None) == (each.state in ("met", "missed", "waived"))
        assert (each.state == "waived") <= (each.met_at is None)
        if each.state == "met" and each.due:
            assert each.met_at is not None and each.met_at <= each.due
        if each.state == "late":
            assert each.due is not None and each.due < now
        if each.kind == "question":
            assert each.due is None or each.due > each.created_at
        assert all(at is None or at.tzinfo is UTC for at in (each.created_at, each.due, each.met_at, each.ended_at))


@given(logs(), moments)
def test_the_oldest_unanswered_message_is_the_one_a_patient_reader_finds(
    events: tuple[Event, ...], now: datetime
) -> None:
    events = tuple(e for e in events if not isinstance(e, WaiverEvent | NoAnswerNeededEvent))
    standing = [o.anchor for o in derive(default(), events, now).obligations if o.kind == "reply" and not o.ended_at]
    assert sorted(standing) == sorted(filter(None, (_oldest(events, where, now) for where in "ab")))


def _oldest(events: tuple[Event, ...], where: str, now: datetime) -> str | None:
    """By hand: go back to our last real answer; the first message after it that wants one."""
    talk = [e for e in events if isinstance(e, MessageEvent) and e.conversation == where and e.at <= now]
    talk = sorted((e for e in talk if e.kind == "message" and not e.outsider), key=lambda e: (e.at, e.id))
    for message in talk:
        before = [m for m in talk if (m.at, m.id) < (message.at, message.id)]
        if message.side == "client" and _wants(message, before) and not _gives(message, before):
            since = [e for e in talk if (e.at, e.id) > (message.at, message.id) and e.side == "us"]
            if not any(_answers(e, [m for m in talk if (m.at, m.id) < (e.at, e.id)]) for e in since):
                return message.id
    return None


def _wants(message: MessageEvent, before: list[MessageEvent]) -> bool:
    said = message.said
    ours = {stem for each in before if each.side == "us" for stem in each.said.topics}
    complains = said.complaint and (message.starts or said.blames or bool(ours & said.troubles)) and not message.listed
    wanted = bool(said.asks) or complains or message.starts
    return message.for_us and wanted and (complains or not said.closing)


def _gives(message: MessageEvent, before: list[MessageEvent]) -> bool:
    """By hand: answers what we have just asked, in the form of a request, while nothing of theirs waits."""
    said, ours = message.said, before[-1] if before else None
    if ours is None or ours.side != "us" or said.complaint or message.starts or not said.asks:
        return False
    asked = [ask.topics or ours.said.topics for ask in ours.said.asks if ask.question]
    told = all(not ask.question and any(ask.topics & topics for topics in asked) for ask in said.asks)
    return told and not _waits(before)


def _waits(before: list[MessageEvent]) -> bool:
    waiting = False
    for position, each in enumerate(before):
        if each.side == "client":
            waiting = waiting or (_wants(each, before[:position]) and not _gives(each, before[:position]))
        elif _answers(each, before[:position]):
            waiting = False
    return waiting


def _answers(message: MessageEvent, before: list[MessageEvent]) -> bool:
    said = message.said
    announced = any(pledge.answer for pledge in said.pledges)
    more = (
        said.reports or said.attachments or said.polar or said.under_quotes or any(not p.answer for p in said.pledges)
    )
    more = more or any(not ask.request for ask in said.asks)
    if (said.acknowledges or announced) and not more and said.words <= (70 if announced else 40):
        return False
    courtesy = said.closing and not (said.polar or said.attachments or said.under_quotes)
    if not courtesy:
        return True
    waiting: list[MessageEvent] = []
    for position, each in enumerate(before):
        if (
            each.side == "client"
            and _wants(each, before[:position])
            and not (not waiting and _gives(each, before[:position]))
        ):
            waiting.append(each)
        elif each.side == "us" and _answers(each, before[:position]):
            waiting = []
    return not any(each.said.asks or each.said.complaint for each in waiting)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(logs(), st.booleans(), st.randoms())
def test_a_growing_log_gives_at_each_step_what_a_whole_one_gives(events: tuple[Event, ...], late: bool, random) -> None:
    """One by one, in order or with late comers; and what was told before is not told otherwise afterwards."""
    arriving = list(events)
    if late:
        random.shuffle(arriving)
    growing, steps = Growing(default()), []
    for count, event in enumerate(arriving, 1):
        growing.add(event)
        now = max(each.at for each in arriving[:count]) + timedelta(minutes=random.choice([0, 90, 9_000]))
        steps.append((growing.ledger(now), derive(default(), arriving[:count], now)))
    for told, whole in steps:
        assert told == whole
