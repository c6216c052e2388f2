"""A ledger for people, line by line: what each side owes, the plan, what may be done, the sums."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ashore.core.kernel import CLIENT, US, Finding, Reason, Side
from ashore.core.ledger import Ledger, Obligation
from ashore.core.ledger.compare import Comparison
from ashore.core.ledger.obligations import PlanLine, Power, StatementLine
from ashore.core.ledger.statement import totals
from ashore.words import Speech, kind_name, label, say, say_lines
from ashore.words.marks import N_, NP_

STANDING = ("late", "missed", "suspended", "open")
"""Shown where not everything is asked for, in this order."""
SHOWN_ID = 6
STATE_WIDTH = 12
OWED: dict[Side, str] = {US: N_("We owe"), CLIENT: N_("The client owes")}


def report(ledger: Ledger, speech: Speech, *, everything: bool = False) -> Iterator[str]:
    """The whole ledger."""
    for side in (US, CLIENT):
        yield from _side(ledger.obligations, side, speech, everything)
    yield from _plan(ledger.plan, speech)
    yield from _powers(ledger.powers, speech)
    yield from _statement(ledger.statement, speech)
    yield from _unused(ledger.unused, speech)


def why(reason: Reason, speech: Speech) -> Iterator[str]:
    """The whole explanation, with rules and sources."""
    for depth, text, step in say_lines(reason, speech):
        marks = "  ".join([f"[{step.rule}]"] * bool(step.rule) + list(step.sources))
        yield "  " * depth + text + (f"  {marks}" if marks else "")


def _side(owed: Iterable[Obligation], side: Side, speech: Speech, everything: bool) -> Iterator[str]:
    mine = [each for each in owed if each.owed_by == side]
    yield speech.text(OWED[side])
    shown = mine if everything else [each for state in STANDING for each in mine if each.state == state]
    for each in shown:
        yield from _obligation(each, speech)
    kept = sum(each.state == "met" for each in mine)
    if kept and not everything:
        yield "  " + speech.plural(KEPT.singular, KEPT.plural, kept).format(count=speech.number(str(kept)))
    if not mine:
        yield "  " + speech.text(NOTHING)
    yield ""


NOTHING = N_("Nothing.")
KEPT = NP_("{count} more was kept.", "{count} more were kept.", "count")


def _obligation(each: Obligation, speech: Speech) -> Iterator[str]:
    name = f"({each.id[:SHOWN_ID]})"
    yield f"  {label(f'state.{each.state}', speech):<{STATE_WIDTH}}{say(each.because, speech)} {name}"
    if each.state != "open":
        for step in each.because.because:
            yield " " * (STATE_WIDTH + 4) + say(step, speech)


def _plan(lines: Sequence[PlanLine], speech: Speech) -> Iterator[str]:
    if not lines:
        return
    yield speech.text(N_("Work plan"))
    for each in lines:
        due = speech.moment(each.due) if each.due else "–"
        moved = f" → {speech.moment(each.shifted_due)}" if each.shifted_due and each.shifted_due != each.due else ""
        yield f"  {label(f'state.{each.state}', speech):<{STATE_WIDTH}}{each.name}: {due}{moved}"
        for step in each.shift_because:
            yield " " * (STATE_WIDTH + 4) + say(step, speech)
    yield ""


def _powers(powers: Sequence[Power], speech: Speech) -> Iterator[str]:
    if not powers:
        return
    yield speech.text(N_("What may be done now"))
    for each in powers:
        yield f"  {label(f'power.{each.side}.{each.kind}', speech)}"
        yield "    " + say(each.because, speech)
    yield ""


def _statement(lines: Sequence[StatementLine], speech: Speech) -> Iterator[str]:
    if not lines:
        return
    yield speech.text(N_("Statement"))
    for line in lines:
        yield f"  {speech.money(str(line.amount)):>16}  {say(line.because, speech)}"
        for depth, text, _ in say_lines(line.because, speech):
            if depth:
                yield " " * 20 + "  " * (depth - 1) + text
    for currency, sums in totals(lines).items():
        for name, text in TOTALS.items():
            yield f"  {_money(sums[name], currency, speech):>16}  {speech.text(text)}"
    yield ""


TOTALS = {
    CLIENT: N_("The client owes in all, payments deducted"),
    US: N_("We owe in all"),
    "balance": N_("Balance in our favour"),
}


def _money(amount: Decimal, currency: str, speech: Speech) -> str:
    return speech.money(f"{amount:f} {currency}")


def _unused(found: Sequence[Finding], speech: Speech) -> Iterator[str]:
    if not found:
        return
    yield speech.text(N_("Not used"))
    for each in found:
        for depth, text, _ in say_lines(each.reason, speech):
            yield "  " * (depth + 1) + text
    yield ""


def comparison(found: Comparison, speech: Speech, *, with_log: bool) -> Iterator[str]:
    """What differs between two agreements, and what that would have meant."""
    yield speech.text(N_("Terms"))
    for term in found.terms:
        yield f"  {term.path}: {term.before or '–'} → {term.after or '–'}"
    if not found.terms:
        yield "  " + speech.text(N_("The terms are the same."))
    if not with_log:
        return
    yield ""
    yield speech.text(N_("Obligations"))
    for pair in found.obligations:
        either = pair.after or pair.before
        assert either is not None
        side, about = label(f"side.{either.owed_by}", speech), either.quote.partition("\n")[0]
        yield f"  {kind_name(either.kind, either.owed_by, speech)} ({side}): {about}"
        yield f"    {_state(pair.before, speech)} → {_state(pair.after, speech)}"
    if not found.obligations:
        yield "  " + speech.text(N_("All the same."))
    yield ""
    yield speech.text(N_("Sums"))
    for sums in found.sums:
        one = sums.after or sums.before
        assert one is not None
        before, after = (speech.money(str(each.amount)) if each else "–" for each in (sums.before, sums.after))
        yield f"  {label(f'sum.{one.kind}', speech)} {one.clause} {one.subject}: {before} → {after}"
    yield from _balances(found, speech)


def _balances(found: Comparison, speech: Speech) -> Iterator[str]:
    before, after = totals(found.before.statement), totals(found.after.statement)
    for currency in sorted(before.keys() | after.keys()):
        old, new = (each.get(currency, {}).get("balance", Decimal(0)) for each in (before, after))
        text = speech.text(N_("Balance in our favour"))
        yield f"  {text}: {_money(old, currency, speech)} → {_money(new, currency, speech)}"


def _state(each: Obligation | None, speech: Speech) -> str:
    if each is None:
        return "–"
    due = speech.moment(each.due) if each.due else "–"
    return f"{label(f'state.{each.state}', speech)}, {due}"
