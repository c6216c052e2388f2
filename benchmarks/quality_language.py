"""Precision, recall and F1 of the language facts on the project's own gold, beside plain rules and published figures.

    python benchmarks/quality_language.py [--part build|report] [--misses] [--rules]

``build`` was looked at while the rules were written, ``report`` (the default) is only counted; ``--misses`` lists what
went wrong, of ``build`` alone. In brackets F1 without the model of sentences (``core/language/linear``), then of the
plain rules; ``--rules`` leaves the model out everywhere. The model was fitted on ``build`` too: only ``report`` tells
what it is worth. A sentence holds a label or it does not. *action* is taken in the wide sense (a request names the
next step too); *owner* is whose promise it is, of those found; *count* is the share of sentences with just as many
questions as the gold has. Deadlines: *exact* is the right day or minute, or rightly none; *wrong, certain* is the one
error that could call somebody late who is not; *open* are dates that we found nothing for. *doubt* is the share of
cases in which "certain" is as the gold has it.
"""

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ashore.core.kernel import Span
from ashore.core.language import LANGUAGES, Facts, Language, read
from ashore.core.language.deadlines import find_due
from ashore.core.language.facts import Question
from gold import Count, Part, Row, asked, rows
from plain_rules import deadline, labels, library

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
LABELS = (
    *("question", "question, no mark", "request", "promise", "refusal", "agreement", "apology", "thanks", "complaint"),
    *("price", "includes", "action", "report", "acknowledge", "greeting", "farewell"),
)
UNMARKED = "question, no mark"
ZONES = {
    "en": ZoneInfo("Europe/London"),
    "ru": ZoneInfo("Europe/Moscow"),
    "sk": ZoneInfo("Europe/Bratislava"),
    "fil": ZoneInfo("Asia/Manila"),
}
"""Whose clocks the moments of the gold are of: hours that elapse may cross their change."""
PUBLISHED = {
    "question": ".87 chat, .91 edited (linear models on NPS Chat, GUM)",
    UNMARKED: "about .60",
    "request": ".72 (linear model on Parakweet)",
    "promise": ".29 (linear model on BC3; humans among themselves .29)",
    "complaint": ".87 macro (public posts)",
}
"""F1 on other material, English; no figures are known to us for the other languages."""
Counts = dict[str, Count]


def asks(facts: Facts) -> list[Question]:
    """The questions that are more than a request in the form of one."""
    return [question for question in facts.questions if not question.favour]


def found_in(facts: Facts) -> set[str]:
    """The labels that the facts hold."""
    held = {
        "question": asks(facts),
        "request": facts.requests,
        "promise": facts.promises or facts.expected,
        "refusal": facts.refusals,
        "agreement": facts.agreements,
        "apology": facts.apologies,
        "thanks": facts.thanks,
        "complaint": facts.complaints,
        "price": facts.prices,
        "includes": facts.inclusions,
        "action": facts.actions,
        "report": facts.reports,
        "acknowledge": facts.acknowledges,
        "greeting": facts.greetings,
        "farewell": facts.farewells,
    }
    return {label for label, spans in held.items() if spans}


@dataclass(slots=True)
class Judged:
    """A language's sentences: by label ours, ours without the model, and the plain rules'; rows with the right number
    of questions, of all; owners of promises."""

    ours: Counts = field(default_factory=lambda: {label: Count() for label in LABELS})
    rules: Counts = field(default_factory=lambda: {label: Count() for label in LABELS})
    plain: Counts = field(default_factory=lambda: {label: Count() for label in LABELS})
    counted: int = 0
    seen: int = 0
    owners: Count = field(default_factory=Count)


def judge_sentences(language: Language, part: Part, misses: bool, learned: bool) -> Judged:
    """``learned``: ours with the model."""
    judged = Judged()
    for row in rows(language, "sentences", part):
        facts, wanted = read(row["text"], language, AT, learned=learned), _wide(set(row["labels"]))
        wrong = _count(judged.ours, wanted, found_in(facts), row)
        _count(judged.rules, wanted, found_in(read(row["text"], language, AT, learned=False)), row)
        _count(judged.plain, wanted, _wide(labels(row["text"], language)), row)
        judged.seen += 1
        judged.counted += (right := len(asks(facts)) == row["questions"])
        wrong += [] if right or "question" in wrong else [f"{len(asks(facts))} questions"]
        if row["owner"] and (facts.promises or facts.expected):
            other = not any(each.owner == "writer" for each in facts.promises)
            if not judged.owners.add(row["owner"] == "other", other):
                wrong.append("owner")
        if wrong and misses:
            print(f"  {language} {row['text']!r} {sorted(wanted)} {row['questions']}: {', '.join(map(str, wrong))}")
    return judged


def _wide(held: set[str]) -> set[str]:
    return held | {"action"} if "request" in held else held


def _count(counts: Counts, wanted: set[str], found: set[str], row: Row) -> list[str]:
    """Count a row; the labels that are wrong."""
    return [label for label in LABELS if label != UNMARKED and not _add(counts, label, wanted, found, row)]


def _add(counts: Counts, label: str, wanted: set[str], found: set[str], row: Row) -> bool:
    if label == "question" and "?" not in row["text"]:
        counts[UNMARKED].add(label in wanted, label in found)
    return counts[label].add(label in wanted, label in found)


def judge_deadlines(language: Language, part: Part, misses: bool) -> dict[str, int]:
    """Cases, exact, wrong and certain, open, right about doubt; and exact by the plain rules and the library."""
    told = dict.fromkeys(("cases", "exact", "certain", "open", "doubt", "plain", "library"), 0)
    for row in rows(language, "deadlines", part):
        for case in row["cases"]:
            written = datetime.fromisoformat(case["written"]).astimezone(ZONES[language])
            text = row["text"]
            due = find_due(Span(0, len(text)), text, language, written)
            shown = due and due.at.strftime("%Y-%m-%d %H:%M" if due.precision == "minute" else "%Y-%m-%d")
            exact = shown == case["due"]
            told["cases"] += 1
            told["exact"] += exact
            told["certain"] += bool(due and due.certain and not exact)
            told["open"] += bool(case["due"] and not due)
            told["doubt"] += (due is None or due.certain) == case["certain"]
            told["plain"] += deadline(text, language, written) == case["due"]
            told["library"] += library(text, written) == case["due"]
            if misses and (not exact or (due and due.certain != case["certain"])):
                moment = f"{written:%a %d.%m. %H:%M}"
                sure = due and due.certain
                print(f"  {language} {moment} {text!r}: {shown} {sure}, not {case['due']} {case['certain']}")
    return told


def main(arguments: list[str]) -> None:
    """Print the tables."""
    part, misses = asked(arguments)
    learned = "--rules" not in arguments
    judged = {language: judge_sentences(language, part, misses, learned) for language in LANGUAGES}
    print(f"Sentences, {part}: precision, recall, F1, number in the gold (F1 without the model, of plain rules)")
    print(f"{'':18}" + "".join(f"{language:>32}" for language in LANGUAGES) + "  published F1")
    for label in LABELS:
        cells = (
            f"{one.ours[label]!s:>15}{one.ours[label].there:>4} ({one.rules[label].f1:.2f} {one.plain[label].f1:.2f})"
            for one in judged.values()
        )
        print(f"{label:18}" + "".join(f"{cell:>32}" for cell in cells) + f"  {PUBLISHED.get(label, '-')}")
    print(
        f"{'question count':18}" + "".join(f"{one.counted / one.seen:>25.3f}{one.seen:>7}" for one in judged.values())
    )
    print(
        f"{'owner: somebody else':18}" + "".join(f"{one.owners!s:>25}{one.owners.there:>7}" for one in judged.values())
    )
    print(
        f"\nDeadlines, {part}\n{'':5}{'cases':>7}{'exact':>8}{'wrong, certain':>16}{'open':>7}{'doubt':>8}"
        f"{'plain':>8}{'dateutil':>10}"
    )
    for language in LANGUAGES:
        told = judge_deadlines(language, part, misses)
        n = told["cases"]
        print(
            f"{language:5}{n:7}{told['exact'] / n:8.3f}{told['certain']:16}{told['open']:7}{told['doubt'] / n:8.3f}"
            f"{told['plain'] / n:8.3f}{told['library'] / n if language == 'en' else 0:10.3f}"
        )
    print("Published: general date libraries resolve 20 to 26 of 48 such phrases.")


if __name__ == "__main__":
    main(sys.argv[1:])
