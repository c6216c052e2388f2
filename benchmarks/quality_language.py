"""Precision, recall and F1 of the language facts on the project's own gold, beside plain rules and published figures.

    python benchmarks/quality_language.py [--part build|report] [--misses]

``build`` was looked at while the rules were written, ``report`` (the default) is only counted; ``--misses`` lists what
went wrong, of ``build`` alone. A sentence holds a label or it does not. *action* is taken in the wide sense (a request
names the next step too); *owner* is whose promise it is, of those found; *count* is the share of sentences with just as
many questions as the gold has. Deadlines: *exact* is the right day or minute, or rightly none; *wrong, certain* is the
one error that could call somebody late who is not; *open* are dates that we found nothing for. *doubt* is the share of
cases in which "certain" is as the gold has it.
"""

import sys
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


def judge_sentences(language: Language, part: Part, misses: bool) -> tuple[Counts, Counts, tuple[int, int], Count]:
    """Ours and the plain rules' by label; rows with the right number of questions, of all; owners of promises."""
    ours, plain = ({label: Count() for label in LABELS} for _ in range(2))
    counted = seen = 0
    owners = Count()
    for row in rows(language, "sentences", part):
        facts = read(row["text"], language, AT)
        found, simple, wanted = found_in(facts), labels(row["text"], language), set(row["labels"])
        wanted |= {"action"} & {"action" if label == "request" else label for label in wanted}
        simple |= {"action"} & {"action" if label == "request" else label for label in simple}
        wrong = [label for label in LABELS if label != UNMARKED and not _add(ours, label, wanted, found, row)]
        for label in LABELS:
            if label != UNMARKED:
                _add(plain, label, wanted, simple, row)
        seen += 1
        counted += (right := len(asks(facts)) == row["questions"])
        wrong += [] if right or "question" in wrong else [f"{len(asks(facts))} questions"]
        if row["owner"] and (facts.promises or facts.expected):
            other = not any(each.owner == "writer" for each in facts.promises)
            if not owners.add(row["owner"] == "other", other):
                wrong.append("owner")
        if wrong and misses:
            print(f"  {language} {row['text']!r} {sorted(wanted)} {row['questions']}: {', '.join(map(str, wrong))}")
    return ours, plain, (counted, seen), owners


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
    judged = {language: judge_sentences(language, part, misses) for language in LANGUAGES}
    print(f"Sentences, {part}: precision, recall, F1, number in the gold (plain rules: F1)")
    print(f"{'':18}" + "".join(f"{language:>27}" for language in LANGUAGES) + "  published F1")
    for label in LABELS:
        cells = (
            f"{ours[label]!s:>15}{ours[label].there:>4} ({plain[label].f1:.2f})"
            for ours, plain, _, _ in judged.values()
        )
        print(f"{label:18}" + "".join(f"{cell:>27}" for cell in cells) + f"  {PUBLISHED.get(label, '-')}")
    print(
        f"{'question count':18}"
        + "".join(f"{right / seen:>20.3f}{seen:>7}" for _, _, (right, seen), _ in judged.values())
    )
    print(
        f"{'owner: somebody else':18}" + "".join(f"{owners!s:>18}{owners.there:>7}" for *_, owners in judged.values())
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
