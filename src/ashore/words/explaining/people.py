"""Clauses about people in plain words."""

from collections.abc import Iterator

from ashore.words.explaining.teller import Explained, Teller
from ashore.words.marks import N_

WORKS_FOR = N_("{us} works for {client}.")
SPEAKS = N_("For {party}, {person} speaks; what others say is confirmed by {person} first.")
DEPUTIES = N_("In {person}'s place: {deputies}.")
BINDING = N_("Binding, and evidence: {names}.")
NOT_BINDING = N_("For convenience, not binding: {names}.")
MEANS = N_("{word} means: {means}.")
MEASURED = N_("Measured by: {by}.")
COUNTS_AS_SUCCESS = N_("{side} counts as success: {text}.")
IN_HAND = N_("{factor}: in the hands of {side}.")
NOBODY = N_("{factor}: in nobody's hands, a stated risk.")
HANDS = {"us": N_("the contractor"), "client": N_("the client")}
TARGET = N_("{name}: {target} {unit}.")
TARGET_BY = N_("{name}: {target} {unit} by {day}.")
COUNTED_BY = N_("Counted: {indicator}.")
REFUND = N_("Where it is missed, {share} of the fee are paid back.")
REFUND_SUM = N_("Missed → {sum} are paid back")


def parties(tell: Teller) -> Iterator[Explained]:
    """Who agrees, and who speaks for each side."""
    us, client = tell.agreement.clauses.parties
    if not (us.name or client.name):
        return
    lines = [tell.say(WORKS_FOR, us=us.name or tell.side("us"), client=client.name or tell.side("client"))]
    for party in (us, client):
        if party.contact:
            lines.append(tell.say(SPEAKS, party=party.name, person=party.contact))
        if party.contact and party.deputies:
            lines.append(tell.say(DEPUTIES, person=party.contact, deputies=", ".join(party.deputies)))
    yield tell.told("parties", lines)


def channels(tell: Teller) -> Iterator[Explained]:
    """Which ways of contact bind."""
    found = tell.agreement.clauses.channels
    lines = []
    for sentence, binding in ((BINDING, True), (NOT_BINDING, False)):
        names = ", ".join(channel.name for channel in found if channel.binding is binding)
        if names:
            lines.append(tell.say(sentence, names=names))
    if lines:
        yield tell.told("channels", lines)


def meanings(tell: Teller) -> Iterator[Explained]:
    """Definitions, expectations, influence."""
    clauses = tell.agreement.clauses
    for each in clauses.definitions:
        lines = [tell.say(MEANS, word=tell.reader.quoted(each.word), means=each.means.rstrip("."))]
        lines += [tell.say(MEASURED, by=each.measured_by.rstrip("."))] if each.measured_by else []
        yield tell.told(each.clause, lines, name=each.word)
    for expected in clauses.expectations:
        text = expected.text.rstrip(".")
        yield tell.told(expected.clause, [tell.say(COUNTS_AS_SUCCESS, side=tell.side(expected.side), text=text)])
    for factor in clauses.influence:
        sentence = NOBODY if factor.side == "nobody" else IN_HAND
        hands = tell.reader.text(HANDS.get(factor.side, ""))
        lines = [tell.say(sentence, factor=factor.factor, side=hands)]
        lines += [f"{factor.note[:1].upper()}{factor.note[1:].rstrip('.')}."] if factor.note else []
        yield tell.told(factor.clause, lines)


def goals(tell: Teller) -> Iterator[Explained]:
    """Goals, and what is paid back where one is missed."""
    fees = tell.agreement.clauses.fees
    for goal in tell.agreement.clauses.goals:
        target = tell.number(goal.target) if goal.target is not None else "–"
        sentence = TARGET_BY if goal.by else TARGET
        day = tell.day(goal.by) if goal.by else ""
        lines = [tell.say(sentence, name=goal.name, target=target, unit=goal.unit, day=day)]
        lines += [tell.say(COUNTED_BY, indicator=goal.indicator)] if goal.indicator else []
        example = ""
        if goal.refund is not None:
            lines.append(tell.say(REFUND, share=tell.share(goal.refund)))
            if fees is not None and fees.sum is not None:
                example = tell.say(REFUND_SUM, sum=tell.money(fees.sum * goal.refund))
        yield tell.told(goal.clause, lines, example)
