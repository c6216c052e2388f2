"""Fits the models of sentences (``core/language/linear``) and writes their data files.

    python scripts/train_sentences.py [LANGUAGE ...] [--figures]

Learns from ``training/sentences`` and from the part ``build`` of the gold (sentences, tones, and the calm letters of
its pairs); the part ``report`` is never read. The cuts are chosen on
sentences that the fitting had not seen: those of ``build``, and of the others by cross-validation. ``--figures`` prints
what they give there, with ``build`` kept out of the fitting. The same files give the same bytes.
"""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from linear_fit import best_cuts, fit, numbered, rows_of

from ashore.core.language import LANGUAGES, Language
from ashore.core.language.features import (
    Notions,
    of_notions,
    of_pair,
    of_pairs,
    of_piece,
    of_shape,
    of_told,
    shape_of,
    words_in,
)
from ashore.core.language.joining import bars, never
from ashore.core.language.linear import FARTHEST, FILE, KINDS, ZERO, among
from ashore.core.language.reading import observed
from ashore.core.language.recognising import Sentence

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "training" / "sentences"
GOLD = ROOT / "tests" / "gold" / "language"
TARGET = ROOT / "src" / "ashore" / "core" / "language" / "data"
AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
FOLDS = 4
COST = 0.04
LEAST = 2
LARGEST = 390_000
"""Bytes of a data file at most."""
SURE = {
    "rude": 0.97,
    "question": 0.92,
    "question?": 0.0,
    "promise": 0.93,
    "request": 0.9,
    "refusal": 0.8,
    "complaint": 0.5,
}
"""Precision that the cut of a kind must keep: clocks and findings hang on them."""
BOLD = 0.6
"""How likely a kind must be where the rules speak against it."""
NOTIONS = {language: Notions(language) for language in LANGUAGES}
MEEK = 0.15
"""How likely a kind is at most that the model denies where the rules found it."""
EXPLICIT = ("rude", "angry")
"""Kinds whose phrases are explicit: the model does not deny them."""
NEVER = -100.0
EVENLY_SURE = 0.93
"""Precision that the cut for rudeness must keep among as many rude lines as others."""
CERTAIN = 0.97
LEAST_FAR = 0.05
GOLD_KINDS = frozenset(("question", "request", "promise", "refusal", "complaint"))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from or to judge. ``kinds``: what it is; ``known``: the kinds of which that is known;
    ``barred``: against which a rule speaks; ``never``: that the model may not add."""

    text: str
    features: tuple[str, ...]
    told: frozenset[str]
    marked: bool
    barred: frozenset[str]
    never: frozenset[str]
    kinds: frozenset[str]
    known: frozenset[str] = frozenset(KINDS)

    def cut(self, kind: str) -> int:
        """Which cut holds for a kind, see ``linear.Cut``."""
        return 2 if kind in self.told else 1 if kind in self.barred else 0

    def within(self, kind: str, score: float) -> float:
        """The score of a kind, but nothing where the model may not add it."""
        return NEVER if kind in self.never - self.told else score


def features_of(one: Sentence, told: set[str], language: Language) -> Iterator[str]:
    """The names of the features of a sentence, as ``Linear.scores`` looks them up; pairs with a space between."""
    notions = NOTIONS[language]
    met = set()
    for piece in one.own.split():
        yield from of_piece(piece, language, notions)
        met.update(notion for _, word in words_in(piece, language) for notion in notions[word])
    for pair in of_pairs(one.spoken):
        yield from map(" ".join, of_pair(*pair, notions))
    yield from of_notions(met)
    yield from of_shape(*shape_of(one.own, len(one.spoken)))
    yield from sorted(of_told(told))


def examples(text: str, kinds: frozenset[str], known: frozenset[str], language: Language) -> Iterator[Example]:
    """The sentences of a text, each taken to be of its kinds."""
    for one, told in observed(text, language, AT):
        names = tuple(features_of(one, told, language))
        yield Example(
            one.span.of(text),
            names,
            frozenset(told),
            one.marked,
            frozenset(filter(bars(one), KINDS)),
            frozenset(never(one)),
            kinds,
            known,
        )


def lines_of(language: Language) -> list[str]:
    """The lines of both files of a language, each once."""
    files = [WRITTEN / f"{language}{more}.tsv" for more in ("", "-more")]
    return list(dict.fromkeys(line for file in files for line in file.read_text("utf-8").splitlines()))


def written(language: Language) -> Iterator[Example]:
    """What was written to learn from; lines that are read as several sentences are left out."""
    for line in lines_of(language):
        labels, _, text = line.partition("\t")
        found = list(examples(text, frozenset(labels.split(",")) - {"-"}, frozenset(KINDS), language))
        if len(found) == 1:
            yield found[0]


def gold(language: Language) -> Iterator[Example]:
    """The sentences of the part ``build`` of the gold."""
    for row in build(language, "sentences"):
        found = list(examples(row["text"], frozenset(row["labels"]) & GOLD_KINDS, GOLD_KINDS, language))
        if len(found) == 1:
            yield found[0]


def tones(language: Language) -> Iterator[list[Example]]:
    """Texts of the part ``build`` that are rude or firm, as their sentences."""
    for row in build(language, "tone"):
        for kind, kinds in (("rude", frozenset(("rude",))), ("firm", frozenset[str]())):
            yield list(examples(row[kind], kinds, frozenset(("rude",)), language))


def calm(language: Language) -> Iterator[Example]:
    """The sentences of clients' letters and our answers in the part ``build``: whatever they are, none is rude."""
    for row in build(language, "pairs"):
        for text in (row["client"], row["draft"]):
            yield from examples(text, frozenset(), frozenset(("rude",)), language)


def build(language: Language, name: str) -> Iterator[Mapping[str, str]]:
    """The rows of that part of a file of the gold."""
    for line in (GOLD / language / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["part"] == "build":
            yield row


def trust(name: str) -> float:
    """How quickly a feature may gain weight: runs of letters, of which a word has many, less than words."""
    return 1.0 if name[0] in "=~#!'@&" or " " in name else 0.1


class Fitted:
    """Models of some kinds over the same features."""

    def __init__(self, learned: Sequence[Example], kinds: Sequence[str] = KINDS) -> None:
        self.known = numbered([each.features for each in learned], LEAST)
        trusted = [trust(name) for name in self.known]
        rows = rows_of([each.features for each in learned], self.known)
        self.weights: dict[str, list[float]] = {}
        for kind in kinds:
            chosen = [at for at, each in enumerate(learned) if kind in each.known]
            wanted = [kind in learned[at].kinds for at in chosen]
            self.weights[kind] = fit([rows[at] for at in chosen], wanted, [1.0] * len(chosen), trusted, cost=COST)

    def score(self, each: Example, kind: str) -> float:
        """How strongly a sentence is of a kind."""
        weights = self.weights[kind]
        return sum(weights[self.known[name]] for name in each.features if name in self.known)


Text = Sequence[Example]
Cuts = tuple[float, float, float, float]
"""See ``linear.Cut``."""
Scored = list[tuple[Example, float, float]]
"""Sentences, how strongly each is of a kind, and how much it counts."""


def rudest(texts: Sequence[Text], own: Sequence[Example]) -> list[Text]:
    """The texts, of rude ones only the sentence that is the most so: the others may well be polite."""
    model = Fitted(own, ("rude",))
    return [
        [max(text, key=lambda each: model.score(each, "rude"))] if "rude" in text[0].kinds else text for text in texts
    ]


def held_out(texts: Sequence[Text], judged: Sequence[Text]) -> list[list[dict[str, float]]]:
    """The scores of the sentences of ``judged``, each by models fitted on ``texts`` (of the same number and order)
    without that text."""
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    scores: list[list[dict[str, float]]] = [[] for _ in texts]
    for fold in range(FOLDS):
        kept = set(order[fold::FOLDS])
        model = Fitted([each for at, text in enumerate(texts) if at not in kept for each in text])
        for at in kept:
            scores[at] = [{kind: model.score(each, kind) for kind in KINDS} for each in judged[at]]
    return scores


def pooled(kind: str, own: Scored, gold: Scored) -> Scored:
    """Both in one, each counting 1 as a whole, with kinds as frequent in ``own`` as in ``gold``, where it knows any."""
    if not gold:
        return [(each, score, 1.0) for each, score, _ in own]
    share = sum(kind in each.kinds for each, _, _ in gold) / len(gold)
    there = sum(kind in each.kinds for each, _, _ in own)
    counts = {True: share / there, False: (1 - share) / (len(own) - there)}
    return [(each, score, counts[kind in each.kinds]) for each, score, _ in own] + [
        (each, score, 1 / len(gold)) for each, score, _ in gold
    ]


def evenly(kind: str, own: Scored) -> Scored:
    """Sentences of a kind and others counting half each."""
    there = sum(kind in each.kinds for each, _, _ in own)
    return [(each, score, 0.5 / (there if kind in each.kinds else len(own) - there)) for each, score, _ in own]


def cuts_of(kind: str, scored: Scored, sure: float | None = None) -> dict[str, Cuts]:
    """From which scores on a kind holds, with a precision of at least ``sure``, else as ``SURE`` has it; for
    questions with a mark and without by themselves."""
    groups = {"question": [s for s in scored if not s[0].marked], "question?": [s for s in scored if s[0].marked]}
    found = {}
    for name, group in (groups if kind == "question" else {kind: scored}).items():
        judged = [(each.within(kind, score), kind in each.kinds, count, each.cut(kind)) for each, score, count in group]
        adds, dares, keeps = best_cuts(
            [each for each in judged if each[0] > NEVER],
            3,
            SURE.get(name, 0.0) if sure is None else sure,
            {1: BOLD},
            {2: MEEK},
        )
        found[name] = adds, max(dares, adds), NEVER if kind in EXPLICIT else min(keeps, adds), LEAST_FAR
    return found


def far_enough(kind: str, own: Scored, cut: float) -> float:
    """How far beyond its cut a kind is all but certain: where, of as many sentences of the kind as others, ``CERTAIN``
    of those that no rule speaks of are rightly held."""
    ranked = sorted((each for each in evenly(kind, own) if each[0].cut(kind) == 0), key=lambda each: -each[1])
    held = right = 0.0
    certain = ranked[0][1]
    for each, score, count in ranked:
        held += count
        right += count * (kind in each.kinds)
        if right >= CERTAIN * held:
            certain = score
    return max(certain - cut, LEAST_FAR)


def strongest(text: Text, scores: Sequence[Mapping[str, float]], kind: str) -> tuple[Example, float, float]:
    """The sentence of a text that is most of a kind, seen among the others (``linear.among``)."""
    seen = among([score[kind] for score in scores])
    return max(((each, score, 1.0) for each, score in zip(text, seen, strict=True)), key=lambda scored: scored[1])


def lettered(value: float, unit: float) -> str:
    """The letter whose weight is nearest to a value (``linear.weight``)."""
    steps = min(round((abs(value) / unit) ** 0.5), FARTHEST)
    return chr(ZERO + (steps if value > 0 else -steps))


def data_file(model: Fitted, cuts: Mapping[str, Cuts], sources: Sequence[str]) -> str:
    """The model as ``Linear`` reads it; the smallest weights are left out where it grows too large."""
    unit = max(abs(weight) for weights in model.weights.values() for weight in weights) / FARTHEST**2
    lines = {
        name: "".join(lettered(model.weights[kind][number], unit) for kind in KINDS)
        for name, number in model.known.items()
    }
    strength = {name: max(abs(ord(letter) - ZERO) for letter in letters) for name, letters in lines.items()}
    kept: set[str] = set()
    size = 4_000
    for name in sorted(lines, key=lambda each: (-strength[each], each)):
        size += len(name.encode()) + len(KINDS) + 2
        if size > LARGEST or not strength[name]:
            break
        kept.add(name)
    head = [
        "# A linear model of sentences (core/language/linear.py), made by scripts/train_sentences.py; not to edit.",
        *(f"# {source}" for source in sources),
        f"# The letters stand for: {' '.join(KINDS)}",
    ]
    for kind, scores in cuts.items():
        head.append(" ".join(("cut", kind, *(str(round(score / unit)) for score in scores))))
    singles = [f"{name} {letters}" for name, letters in lines.items() if name in kept and " " not in name]
    pairs = [f"{name} {letters}" for name, letters in lines.items() if name in kept and " " in name]
    return "\n\n".join("\n".join(part) for part in (head, singles, pairs)) + "\n"


def figures(kind: str, scored: Scored, cuts: Mapping[str, Cuts]) -> str:
    """Precision, recall and F1 that the cuts give."""
    right = false = missed = 0.0
    for each, score, count in scored:
        own = cuts["question?" if kind == "question" and each.marked else kind]
        holds = each.within(kind, score) >= own[each.cut(kind)]
        wanted = kind in each.kinds
        right += count * (holds and wanted)
        false += count * (holds and not wanted)
        missed += count * (wanted and not holds)
    parts = right / (right + false or 1), right / (right + missed or 1), 2 * right / (2 * right + false + missed or 1)
    return " ".join(f"{part:.2f}" for part in parts)


class Learnt:
    """A language's sentences with the scores of models that had not seen them, and the model of them all."""

    def __init__(self, language: Language) -> None:
        self.own, self.built = list(written(language)), list(gold(language))
        self.toned = [text for text in tones(language) if text]
        self.calm = list(calm(language))
        texts: list[Text] = [[each] for each in (*self.own, *self.built)]
        letters: list[Text] = [[each] for each in self.calm]
        learned = [*texts, *rudest(self.toned, self.own), *letters]
        self.scores = held_out(learned, [*texts, *self.toned, *letters])
        self.model = Fitted([each for text in learned for each in text])

    def judged(self, kind: str) -> tuple[Scored, Scored]:
        """The scores of what was written to learn from, and of the gold."""
        first, last = len(self.own), len(self.own) + len(self.built)
        own = [(each, score[0][kind], 1.0) for each, score in zip(self.own, self.scores[:first], strict=True)]
        built = zip(self.built, self.scores[first:last], strict=True)
        if kind == "rude":
            end = last + len(self.toned)
            own += [(each, score[0][kind], 1.0) for each, score in zip(self.calm, self.scores[end:], strict=True)]
            return own, [strongest(*text, kind) for text in zip(self.toned, self.scores[last:end], strict=True)]
        return own, [(each, score[0][kind], 1.0) for each, score in built if kind in each.known]


def chosen_cuts(learnt: Learnt, language: Language, show: bool) -> dict[str, Cuts]:
    """The cuts of all kinds."""
    cuts: dict[str, Cuts] = {}
    for kind in KINDS:
        own, built = learnt.judged(kind)
        both = pooled(kind, own, built)
        new = cuts_of(kind, both)
        if kind == "rude":  # the texts speak, rude against firm; but no cut that takes every tenth firm line for rude
            floor = cuts_of(kind, evenly(kind, own), EVENLY_SURE)
            new = {kind: max(cuts_of(kind, built)[kind], floor[kind])}
        cuts |= {name: (*each[:3], far_enough(kind, own, each[0])) for name, each in new.items()}
        for note, some in (("", (both, own, built)), (" unmarked", tuple(map(unmarked, (both, own, built))))):
            if show and (kind == "question" or not note):
                told = "  ".join(figures(kind, scored, new) for scored in some)
                print(f"{language:4}{kind + note:18} pooled, written, build: {told}", flush=True)
    return cuts


def train(language: Language, show: bool) -> str:
    """The data file of a language."""
    learnt = Learnt(language)
    sources = [
        f"training/sentences/{language}.tsv, {language}-more.tsv: {len(learnt.own)} sentences",
        f"tests/gold/language/{language}, part build: {len(learnt.built)} sentences, {len(learnt.toned)} texts",
        "All of it was written for this project, Apache-2.0.",
    ]
    return data_file(learnt.model, chosen_cuts(learnt, language, show), sources)


def unmarked(scored: Scored) -> Scored:
    """Those without a question mark."""
    return [each for each in scored if not each[0].marked]


def main(arguments: Sequence[str]) -> None:
    """Write the data files."""
    chosen = [language for language in LANGUAGES if language in arguments] or LANGUAGES
    for language in chosen:
        text = train(language, "--figures" in arguments)
        (TARGET / language / FILE).write_text(text, "utf-8", newline="\n")
        print(f"{language}: {len(text.encode())} bytes", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
