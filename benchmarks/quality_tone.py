"""How well rudeness and feelings are told, on the project's own gold, beside a plain list of words.

    python benchmarks/quality_tone.py [--part build|report] [--misses]

*Pairs*: the same matter said rudely and firmly; a text is rude or it is not. *Moods*: messages with the strength of
dissatisfaction, anger and rudeness (0 to 1); those from a half on are to be found, and the mean distance of our value
to the gold's is told. Each for a list of rude words, for our phrases, and for phrases and model together. The model
was fitted on the pairs of ``build`` too: only ``report`` tells what it is worth.
"""

import re
import sys
from collections.abc import Callable, Iterator

from ashore.core.language import LANGUAGES, Language, read
from gold import Count, Part, asked, rows

FEELINGS = ("rude", "anger", "dissatisfied")
HALF = 0.5
_LIST = {
    "en": r"\b(?:idiots?|stupid|morons?|dumb|useless|pathetic|incompetent|clowns?|shit|fuck\w*|crap|damn|hell)\b",
    "ru": r"\b(?:идиот\w*|дебил\w*|дурак\w*|дур[аы]|туп\w+|кретин\w*|бездар\w+|клоун\w*|бля\w*|говн\w*|заткни\w*)\b",
    "sk": r"\b(?:idiot\w*|debil\w*|hlup\w+|hlúp\w+|blb\w+|kretén\w*|neschopn\w+|kokot\w*|sprost\w+|tup\w+|do riti)\b",
    "fil": r"\b(?:tanga\w*|bobo\w*|gago\w*|ulol|inutil|tarantado\w*|bwisit|leche|punyeta|puta\w*|walang kwenta)\b",
}
"""What a script would look for."""
_LISTS = {language: re.compile(words, re.IGNORECASE) for language, words in _LIST.items()}
Judge = Callable[[str, Language], bool]


def listed(text: str, language: Language) -> bool:
    """Whether a word of the list stands in the text."""
    return bool(_LISTS[language].search(text))


def by_phrases(text: str, language: Language) -> bool:
    """Whether a phrase of ours is rude."""
    return read(text, language, learned=False).rude >= HALF


def by_both(text: str, language: Language) -> bool:
    """Whether phrases and model find the text rude."""
    return read(text, language).rude >= HALF


def pairs(language: Language, part: Part) -> Iterator[tuple[str, bool]]:
    """Texts, and whether they are rude."""
    for row in rows(language, "tone", part):
        yield row["rude"], True
        yield row["firm"], False


def judge(texts: Iterator[tuple[str, bool]], language: Language, told: Judge) -> Count:
    """What was found."""
    count = Count()
    for text, rude in texts:
        count.add(rude, told(text, language))
    return count


def judge_moods(language: Language, part: Part, learned: bool) -> dict[str, tuple[Count, float]]:
    """By feeling: what was found, and the mean distance."""
    counts, distance, seen = {name: Count() for name in FEELINGS}, dict.fromkeys(FEELINGS, 0.0), 0
    for row in rows(language, "moods", part):
        tone = read(row["text"], language, learned=learned).tone
        seen += 1
        for name in FEELINGS:
            value = getattr(tone, name).value
            counts[name].add(row[name] >= HALF, value >= HALF)
            distance[name] += abs(value - row[name])
    return {name: (counts[name], distance[name] / seen) for name in FEELINGS}


def main(arguments: list[str]) -> None:
    """Print the tables."""
    part, misses = asked(arguments)
    print(f"Rude or firm, {part}: precision, recall, F1, texts")
    print(f"{'':5}{'list':>18}{'phrases':>18}{'phrases and model':>20}")
    for language in LANGUAGES:
        counts = [judge(pairs(language, part), language, told) for told in (listed, by_phrases, by_both)]
        print(f"{language:5}" + "".join(f"{count!s:>18}" for count in counts) + f"{2 * counts[0].there:>7}")
        for text, rude in pairs(language, part) if misses else ():
            if by_both(text, language) != rude:
                print(f"  {'missed' if rude else 'false'}: {text!r}")
    print(f"\nMoods, {part}: precision, recall, F1, to be found, mean distance (F1 and distance of phrases alone)")
    for language in LANGUAGES:
        both, phrases = judge_moods(language, part, True), judge_moods(language, part, False)
        for name in FEELINGS:
            (count, far), (alone, alone_far) = both[name], phrases[name]
            print(f"{language:5}{name:14}{count!s:>18}{count.there:>5}{far:7.2f}   ({alone.f1:.2f} {alone_far:.2f})")


if __name__ == "__main__":
    main(sys.argv[1:])
