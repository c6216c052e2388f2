"""Which questions of a client a draft leaves without an answer: the coach on the gold pairs, beside word overlap.

    python benchmarks/quality_answers.py [--part build|report] [--misses]

Judged for each question of the gold: found unanswered where a finding's evidence meets its place. *clean flagged* is
the share of drafts that answer everything and still get a finding; *order* is whether the draft answers in the order
asked (precision, recall, F1 of "out of order", over drafts with two answers or more).
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from ashore.core.coach import Draft, Remark, Turn, check
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT
from ashore.core.language import LANGUAGES, Language
from gold import Count, Part, Row, asked, rows
from plain_rules import answers

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
UNANSWERED, OUT_OF_ORDER = "unanswered-question", "answers-out-of-order"


def findings(row: Row, language: Language) -> Sequence[Remark]:
    """What the coach says of a pair."""
    turn = Turn("client", AT, CLIENT, Address("Client", "client@example.com"), row["client"])
    draft = Draft(row["draft"], AT + timedelta(hours=1), language=language)
    return check(draft, [turn]).findings


def left_out(row: Row, remarks: Sequence[Remark]) -> list[bool]:
    """For each question of the gold, whether a finding says that it has no answer."""
    spans = [each.span for remark in remarks if remark.name == UNANSWERED for each in remark.evidence]
    told, start = [], 0
    for question in row["questions"]:
        start = max(row["client"].find(question["text"], start), 0)
        end = start + len(question["text"])
        told.append(any(span.start < end and start < span.end for span in spans))
        start = end
    return told


def judge(language: Language, part: Part, misses: bool) -> tuple[Count, Count, Count, list[int]]:
    """Ours and word overlap by question; ours of order; clean drafts flagged by us, by overlap, and their number."""
    ours, plain, order = Count(), Count(), Count()
    clean = [0, 0, 0]
    for row in rows(language, "pairs", part):
        remarks = findings(row, language)
        told = left_out(row, remarks)
        overlap = [not answers(question["text"], row["draft"]) for question in row["questions"]]
        wanted = [not question["answered"] for question in row["questions"]]
        right = not [pair for pair in zip(wanted, told, strict=True) if not ours.add(*pair)]
        for pair in zip(wanted, overlap, strict=True):
            plain.add(*pair)
        if not any(wanted):
            false = sum(remark.name == UNANSWERED for remark in remarks)
            clean = [clean[0] + bool(false), clean[1] + any(overlap), clean[2] + 1]
            right = right and not false
        if wanted.count(False) > 1:
            right &= order.add(not row["order_ok"], any(remark.name == OUT_OF_ORDER for remark in remarks))
        if misses and not right:
            print(f"  {language} {row['client']!r} -> {row['draft']!r}: gold {wanted} {row['order_ok']}, told {told}")
    return ours, plain, order, clean


def main(arguments: list[str]) -> None:
    """Print the table."""
    part, misses = asked(arguments)
    judged = {language: judge(language, part, misses) for language in LANGUAGES}
    print(f"Unanswered questions, {part}: precision, recall, F1, number")
    print(f"{'':5}{'ours':>20}{'word overlap':>20}{'clean flagged':>16}{'by overlap':>12}{'order':>20}")
    for language, (ours, plain, order, (flagged, overlap, clean)) in judged.items():
        cells = [f"{count!s:>16}{count.there:>4}" for count in (ours, plain, order)]
        share = f"{flagged / clean:.3f} of {clean}"
        print(f"{language:5}{cells[0]}{cells[1]}{share:>16}{overlap / clean:>12.3f}{cells[2]}")
    print("Published: none known to us.")


if __name__ == "__main__":
    main(sys.argv[1:])
