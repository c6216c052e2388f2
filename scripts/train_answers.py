"""Learn how much each piece of evidence weighs for an answer (``core/coach/weighing``, ``judging``), from the
pairs of the gold, the letters of ``training/answers`` and the drafts of the rule's own pages.

    PYTHONPATH=src python scripts/train_answers.py [--check | --own]

Of the gold only rows of part "build" are read. In the letters of ``training/answers`` it is written which passage
answers which question; two of three are learnt from. In the gold it is not: there a question that is answered is so by
the clause that seems likeliest so far, one that is not by none; a few rounds settle it. Weights keep the sign that
their evidence has by its meaning, so that words of single pairs cannot turn it round. The same bytes come out
each time.
``--check``: only compare with the weights that are shipped (exit 1 where they differ). ``--own``: only tell how the
coach does on the letters of ``training/answers`` that are kept from learning.
"""

import json
import math
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ashore.core.agreement import Agreement
from ashore.core.coach import Draft, Turn
from ashore.core.coach.answering import by_form, parts_of
from ashore.core.coach.case import Case
from ashore.core.coach.judging import third_look
from ashore.core.coach.showing import clauses_of, first_look
from ashore.core.coach.values import Profile
from ashore.core.coach.weighing import Looked, second_look, weighed
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT
from ashore.core.language import LANGUAGES, Language

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "language"
PAGES = ROOT / "docs" / "reference" / "rules" / "drafts"
LETTERS = ROOT / "training" / "answers"
_BLOCK = re.compile(r"^```(client|draft)[^\n]*\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
TARGET = ROOT / "src" / "ashore" / "core" / "coach" / "data" / "answers.txt"
AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
FOR = frozenset(
    [
        "value_fits",
        "value_near",
        "value_fits_here",
        "time_fits",
        "amount_fits",
        "who_fits",
        "where_fits",
        "duration_fits",
        "format_fits",
        "polar_fits",
        "yes_or_no",
        "yes_or_no_free",
        "new",
        "gives_reason",
        "here",
        "share",
        "figures",
        "mine",
        "margin",
    ]
)
"""Evidence that may only speak for an answer."""
AGAINST = frozenset(
    [
        "evades",
        "evades_near",
        "evading",
        "evades_matter",
        "evades_alone",
        "echoes",
        "asks",
        "acts_unrelated",
        "off",
        "off_unrelated",
        "rival",
        "rival_only_here",
        "continues",
        "outdone",
        "wanted_elsewhere",
        "aside",
        "fits_aside",
        "unfit_alone",
        "taken",
        "beside",
        "acts_on",
    ]
)
EITHER = frozenset(
    ["always", "value", "polar", "why", "time", "amount", "format", "who", "unrelated", "unrelated_alone"]
)
START = {
    "always": -0.5, "value_fits": 2.0, "here": 1.0, "polar_fits": 1.0, "new": 1.0, "evades": -1.0, "off": -0.5,
}  # fmt: skip
DRAWN = 1.0
"""How strongly weights are drawn to nothing."""
OF_PAGES = 8.0
"""How much a draft of a page counts."""
OF_LETTERS = 0.3
"""How much a draft of training/answers counts."""
FOLDS = 2
OWN = 2
"""Each third letter is kept to check by."""
LEFT = 2.0
"""An unanswered question counts for so many answered ones."""
ROUNDS, STEPS = 2, 80
CUT = 71
"""In hundredths: for two to four clean drafts of a hundred flagged, of pairs of part build."""

Evidence = Mapping[str, float]
Weights = dict[str, float]


class Pair(NamedTuple):
    """A pair of the gold. ``looks``: of each part what each clause shows; ``answered``: by part, None where the
    gold does not say; ``group``: parts of one question of the gold; ``said``: of each clause, which questions of the
    gold it answers, None where nobody wrote it down; ``family``: pairs of one letter are learnt from together."""

    parts: Sequence[Any]
    clauses: Sequence[Any]
    first: Sequence[Sequence[Evidence]]
    answered: Sequence[bool | None]
    group: Sequence[int]
    weight: float = 1.0
    said: Sequence[frozenset[int] | None] = ()
    clean: bool = True
    family: str = ""


def case_of(row: Mapping[str, Any], language: Language) -> Case:
    """The draft of a pair in its conversation."""
    turn = Turn("client", AT, CLIENT, Address("Client", "client@example.com"), row["client"])
    agreement: Agreement | None = None
    return Case(Draft(row["draft"], AT + timedelta(hours=1), language=language), [turn], agreement, (), Profile())


def pair_of(row: Mapping[str, Any], language: Language) -> Pair | None:
    """A pair as it is weighed; None where its shape alone tells the answers."""
    case = case_of(row, language)
    told = case.statements
    formed = by_form(case.questions, told, case.form)
    if not told or any(one.announces for one in told) or len(formed) == len(case.questions):
        return None
    parts = list(parts_of(case.questions, case.requested))
    clauses = clauses_of(told, case.heard)
    places = list(_places(row))
    clean = all(question["answered"] for question in row["questions"])
    answered: list[bool | None] = []
    group: list[int] = []
    for part in parts:
        met = (
            []
            if part.question < 0
            else [n for n, (span, _) in enumerate(places) if _meets(span, case.questioned[part.question][2])]
        )
        told_so = [places[n][1] for n in met]
        known = part.question >= 0 and part.question not in formed and (clean or told_so)
        answered.append(all(told_so) if known else None)
        group.append(met[0] if met else -1)
    said = [_said(clause.told.span.start, row.get("spans")) for clause in clauses]
    look = first_look(parts, clauses, case.language)
    return Pair(parts, clauses, look, answered, group, 1.0, said, clean, row.get("id", ""))


def _said(place: int, spans: Sequence[tuple[int, int, frozenset[int]]] | None) -> frozenset[int] | None:
    """Which questions the passage at a place answers."""
    return None if spans is None else next((told for start, end, told in spans if start <= place < end), frozenset())


def _places(row: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], bool]]:
    start = 0
    for question in row["questions"]:
        start = max(row["client"].find(question["text"], start), 0)
        end = start + len(question["text"])
        yield (start, end), question["answered"]
        start = end


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def learn(pairs: Sequence[Pair]) -> tuple[Weights, Weights, Weights]:
    """The weights of all looks. What the third learns from was weighed by others than it learnt with, so that it does
    not believe too much in the first two."""
    judged: list[tuple[Evidence, float, float]] = []
    for fold in range(FOLDS):
        first, second = _two([pair for pair in pairs if _fold(pair) != fold])
        for pair in pairs:
            if _fold(pair) == fold:
                judged += _judged(pair, first, second)
    first, second = _two(pairs)
    return first, second, _fit(judged, sorted({name for seen, _, _ in judged for name in seen}))


def _fold(pair: Pair) -> int:
    return zlib.crc32(pair.family.encode()) % FOLDS


def _two(pairs: Sequence[Pair]) -> tuple[Weights, Weights]:
    first = _rounds([(pair, pair.first) for pair in pairs], START)
    return first, _rounds([(pair, _second(pair, first)) for pair in pairs], first)


def _second(pair: Pair, first: Evidence) -> Sequence[Sequence[Evidence]]:
    strength = [[weighed(seen, first) for seen in row] for row in pair.first]
    return second_look(pair.parts, pair.clauses, pair.first, strength)


def _judged(pair: Pair, first: Evidence, second: Evidence) -> Iterator[tuple[Evidence, float, float]]:
    """What the third look sees of each part, 1 where it has no answer."""
    look = _second(pair, first)
    strength = [[weighed(seen, second) for seen in row] for row in look]
    third = third_look([Looked(*each) for each in zip(pair.parts, look, strength, strict=True)])
    for p, answered in enumerate(pair.answered):
        if answered or (answered is not None and p == _least(p, pair, strength)):
            yield third[p], float(not answered), pair.weight


def _rounds(looks: Sequence[tuple[Pair, Sequence[Sequence[Evidence]]]], start: Evidence) -> Weights:
    found = dict(start)
    for _ in range(ROUNDS):
        found = _fit(list(_examples(looks, found)), sorted(FOR | AGAINST | EITHER))
    return found


def _examples(
    looks: Iterable[tuple[Pair, Sequence[Sequence[Evidence]]]], weights: Evidence
) -> Iterator[tuple[Evidence, float, float]]:
    """Evidence, 1 for an answer, and how much it counts."""
    for pair, look in looks:
        strength = [[weighed(seen, weights) for seen in row] for row in look]
        best = [max(range(len(row)), key=row.__getitem__) for row in strength]
        for p, answered in enumerate(pair.answered):
            if answered and pair.said and pair.said[0] is not None:
                for n, told in enumerate(pair.said):
                    yield look[p][n], float(pair.group[p] in (told or ())), pair.weight
            elif answered:
                yield look[p][best[p]], 1.0, pair.weight
            elif answered is not None and p == _least(p, pair, strength):
                for seen in look[p]:
                    yield seen, 0.0, pair.weight * LEFT * max(0.25, 1 / len(look[p]))


def _least(p: int, pair: Pair, strength: Sequence[Sequence[float]]) -> int:
    """Of the parts of an unanswered question that which seems answered least: the gold does not say which."""
    same = [o for o, group in enumerate(pair.group) if group == pair.group[p] and pair.answered[o] is not None]
    return min(same, key=lambda o: max(strength[o]))


def _fit(examples: Sequence[tuple[Evidence, float, float]], names: Sequence[str]) -> Weights:
    """Logistic regression, drawn to nothing, the signs kept: accelerated steps along the gradient, each weight scaled
    by how much it is seen."""
    index = {name: k for k, name in enumerate(names)}
    rows = [([(index[name], x) for name, x in seen.items() if name in index], y, s) for seen, y, s in examples]
    scale = [DRAWN] * len(names)
    for row, _, s in rows:
        total = sum(abs(x) for _, x in row)
        for k, x in row:
            scale[k] += 0.25 * s * abs(x) * total
    now, before = [0.0] * len(names), [0.0] * len(names)
    for step in range(STEPS):
        ahead = [a + step / (step + 3) * (a - b) for a, b in zip(now, before, strict=True)]
        slope = [DRAWN * a for a in ahead]
        for row, y, s in rows:
            z = sum(ahead[k] * x for k, x in row)
            miss = s * (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - y)
            for k, x in row:
                slope[k] += miss * x
        before, now = now, [_signed(names[k], ahead[k] - slope[k] / scale[k]) for k in range(len(names))]
    return dict(zip(names, now, strict=True))


def _signed(name: str, value: float) -> float:
    return max(value, 0.0) if name in FOR else min(value, 0.0) if name in AGAINST else value


def pairs_of_gold() -> Iterator[Pair]:
    """The pairs of part "build"."""
    for language in LANGUAGES:
        for line in (GOLD / language / "pairs.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["part"] == "build" and (pair := pair_of(row, language)):
                yield pair


def letters(language: Language) -> Iterator[Mapping[str, Any]]:
    """The letters of training/answers with their drafts."""
    for number, block in enumerate((LETTERS / f"{language}.txt").read_text("utf-8").strip().split("\n\n")):
        asked, draft, *others = block.split("\n")
        told = [_labelled(piece) for piece in draft.removeprefix("> ").split(" | ")]
        drafts = [told]
        for line in others:
            taken, _, left = line.partition(">")
            labels, words = _labelled(left)
            drafts.append([(labels, words) if one == frozenset(taken) else (one, text) for one, text in told])
        for pieces in drafts:
            yield _letter(asked, pieces) | {"id": f"letter-{number}", "own": number % 3 == OWN}


def _labelled(piece: str) -> tuple[frozenset[str], str]:
    """Which questions a passage answers, and its words."""
    found = re.match(r"(\d*) ?(.*)", piece)
    return (frozenset(found[1]), found[2]) if found else (frozenset(), piece)


def _letter(asked: str, pieces: Sequence[tuple[frozenset[str], str]]) -> dict[str, Any]:
    """A row as of the gold, with the places of its passages."""
    text, spans = "", []
    for labels, words in pieces:
        if words:
            text += " " * bool(text)
            spans.append((len(text), len(text) + len(words), frozenset(int(label) - 1 for label in labels)))
            text += words
    said = frozenset[int]().union(*(labels for _, _, labels in spans))
    questions = [{"text": each, "answered": n in said} for n, each in enumerate(re.findall(r"\{([^}]*)\}", asked))]
    return {
        "client": asked.replace("{", "").replace("}", ""),
        "draft": text,
        "questions": questions,
        "spans": spans,
    }


def pairs_of_letters() -> Iterator[Pair]:
    """Two letters of three; the third is kept to check by."""
    for language in LANGUAGES:
        for row in letters(language):
            if not row["own"] and (pair := pair_of(row, language)):
                yield pair._replace(weight=OF_LETTERS)


def pairs_of_pages() -> Iterator[Pair]:
    """The drafts of the rule's pages: what is marked is not answered, in a clean draft everything is."""
    for language in LANGUAGES:
        page = (PAGES / language / "unanswered-question.md").read_text("utf-8")
        for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
            blocks = _BLOCK.findall(section)
            row = {
                "client": "\n\n".join(text for kind, text in blocks if kind == "client"),
                "draft": "".join(text for kind, text in blocks if kind == "draft"),
                "questions": [
                    {"text": text, "answered": False}
                    for line in re.findall(r"^Marks:(.*)$", section, re.MULTILINE)
                    for text in re.findall(r"`([^`]+)`", line)
                ],
            }
            if pair := pair_of(row, language):
                yield pair._replace(weight=OF_PAGES)


def written(first: Weights, second: Weights, third: Weights) -> str:
    """The file of weights, in hundredths."""
    lines = [
        "# Learnt by scripts/train_answers.py from pairs of the gold (part build) and training/answers; hundredths."
    ]
    for name, found in (("first", first), ("second", second), ("third", third)):
        lines += [f"[{name}]", *(f"{k} {round(v * 100)}" for k, v in sorted(found.items()) if round(v * 100))]
    return "\n".join([*lines, "[cut]", f"doubt {CUT}"]) + "\n"


def own(language: Language) -> str:
    """Precision and recall of questions found unanswered in the letters kept to check by, and clean drafts flagged."""
    right = told = there = flagged = clean = 0
    for row in letters(language):
        if row["own"]:
            case = case_of(row, language)
            open_ones = [each.span for each in case.asked if each.answer is None or each.answer.how == "partly"]
            for place, answered in _places(row):
                found = any(_meets(place, span) for span in open_ones)
                right, told, there = right + (found and not answered), told + found, there + (not answered)
            if all(question["answered"] for question in row["questions"]):
                clean, flagged = clean + 1, flagged + bool(open_ones)
    f1 = 2 * right / (told + there)
    return f"{language:4} {right / max(1, told):.2f} {right / there:.2f} {f1:.2f}, clean flagged {flagged} of {clean}"


def main(arguments: list[str]) -> None:
    """Write the weights, or compare them."""
    if "--own" in arguments:
        print("Letters kept from learning: precision, recall, F1", *map(own, LANGUAGES), sep="\n")
        return
    text = written(*learn([*pairs_of_gold(), *pairs_of_pages(), *pairs_of_letters()]))
    if "--check" in arguments:
        sys.exit(TARGET.read_text("utf-8") != text)
    TARGET.write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
