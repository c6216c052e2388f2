"""Mail that came back: the ledger of a growing log says the same as the whole, and a bounce counts from its moment."""

import datetime as dt
from dataclasses import replace

from ashore.core import agreement
from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.deriving import derive
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.growing import Growing
from ashore.core.ledger.heard import Ask, Said

MONDAY = dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC)
EVA, ANNA = "eva@client.example", "anna@studio.example"
ASKED = MessageEvent(
    "q",
    MONDAY,
    "t",
    CLIENT,
    EVA,
    said=Said(asks=(Ask("How much?", question=True, topics=frozenset({"price"})),)),
    starts=True,
)
ANSWER = MessageEvent(
    "a", MONDAY + dt.timedelta(minutes=20), "t", US, ANNA, said=Said(words=5, topics=frozenset({"price"}))
)
BOUNCE = MessageEvent(
    "b", MONDAY + dt.timedelta(minutes=30), "t", CLIENT, "mailer-daemon@mx", kind="bounce", returns="a",
    unreached=frozenset({EVA}),
)  # fmt: skip
NOW = MONDAY + dt.timedelta(hours=1)


def reply_of(events, now=NOW):
    return next(each for each in derive(agreement.default(), events, now).obligations if each.kind == "reply")


def test_a_bounce_opens_again_what_the_lost_letter_had_met():
    assert reply_of([ASKED, ANSWER]).state == "met"
    found = reply_of([ASKED, ANSWER, BOUNCE])
    assert found.state in ("open", "late")
    assert any(step.code == "ledger.returned" for step in found.because.walk())


def test_until_the_bounce_came_the_answer_counted():
    assert reply_of([ASKED, ANSWER, BOUNCE], BOUNCE.at - dt.timedelta(minutes=1)).state == "met"


def test_an_answer_after_the_bounce_meets_it():
    again = replace(ANSWER, id="a2", at=BOUNCE.at + dt.timedelta(minutes=5))
    found = reply_of([ASKED, ANSWER, BOUNCE, again])
    assert (found.state, found.met_by) == ("met", "a2")


def test_two_bounces_of_two_recipients_together_mean_that_nobody_got_it():
    other = "joerg@client.example"
    one = replace(BOUNCE, unreached=frozenset({other}), reached=frozenset({EVA}))
    two = replace(BOUNCE, id="b2", at=BOUNCE.at + dt.timedelta(minutes=1), reached=frozenset({other}))
    assert reply_of([ASKED, ANSWER, one]).state == "met"
    assert reply_of([ASKED, ANSWER, one, two]).state in ("open", "late")


def test_a_growing_ledger_says_the_same():
    growing = Growing(agreement.default())
    events = []
    for event in (ASKED, ANSWER, BOUNCE, replace(ANSWER, id="a2", at=BOUNCE.at + dt.timedelta(minutes=5))):
        growing.add(event)
        events.append(event)
        assert growing.ledger(event.at) == derive(agreement.default(), events, event.at)
