"""The derived ledger in words: what each side owed, the plan, the sums, each line with its reasons."""

from collections.abc import Iterator
from datetime import datetime

from ashore.core.kernel import Reason
from ashore.core.ledger import Ledger
from ashore.words import Speech, kind_name, label, say, say_lines


def ledger_words(ledger: Ledger, reader: Speech, now: datetime) -> Iterator[str]:
    """Lines of text: obligations in the order of their creation, then plan, powers, statement and habits."""
    yield say(Reason("evidence.ledger.as_of", params={"now_at": now}), reader)
    yield from _heading("evidence.ledger.obligations", reader)
    for each in ledger.obligations:
        about = ", ".join((kind_name(each.kind, each.owed_by, reader), label(f"side.{each.owed_by}", reader)))
        yield f"{each.id}  {about}: {label(f'state.{each.state}', reader)}"
        yield from _reasons(each.because, reader)
    yield from _heading("evidence.ledger.plan", reader)
    for line in ledger.plan:
        due = " -> ".join(reader.moment(at) if at else "–" for at in (line.due, line.shifted_due))
        owner = label(f"side.{line.owed_by}", reader)
        yield f"{line.stage}  {line.name} ({owner}): {due}, {label(f'state.{line.state}', reader)}"
        for reason in (*line.shift_because, *((line.because,) if line.because else ())):
            yield from _reasons(reason, reader)
    yield from _heading("evidence.ledger.powers", reader)
    for power in ledger.powers:
        yield from _reasons(power.because, reader)
    yield from _heading("evidence.ledger.statement", reader)
    for sum_ in ledger.statement:
        yield f"{sum_.amount}  {label(f'side.{sum_.owed_by}', reader)}  {sum_.clause}  {sum_.subject}".rstrip()
        yield from _reasons(sum_.because, reader)
    yield from _heading("evidence.ledger.habits", reader)
    for habit in ledger.habits:
        yield from _reasons(habit.reason, reader)


def _heading(code: str, reader: Speech) -> Iterator[str]:
    yield ""
    yield say(Reason(code), reader)
    yield ""


def _reasons(reason: Reason, reader: Speech) -> Iterator[str]:
    for depth, sentence, _ in say_lines(reason, reader):
        yield "  " * (depth + 1) + sentence
