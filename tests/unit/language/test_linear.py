"""The linear model of sentences: the runtime gives what was fitted; its data say where they come from; what it adds
to the rules is shown with the words that speak for it."""

import importlib.util
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from ashore.core.language import LANGUAGES, Language, read
from ashore.core.language.features import Notions, of_piece
from ashore.core.language.linear import FILE, KINDS, Linear, among, from_lanes, in_lanes, linear, weight
from ashore.core.language.reading import observed

ROOT = Path(__file__).parents[3]
DATA = ROOT / "src" / "ashore" / "core" / "language" / "data"
AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
LARGEST = 400_000


@pytest.fixture(scope="module")
def trainer() -> ModuleType:
    """``scripts/train_sentences.py``."""
    spec = importlib.util.spec_from_file_location("train_sentences", ROOT / "scripts" / "train_sentences.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def written(language: Language) -> list[str]:
    """Some of the sentences to learn from."""
    lines = (ROOT / "training" / "sentences" / f"{language}.tsv").read_text("utf-8").splitlines()
    return [line.partition("\t")[2] for line in lines[::40]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_runtime_adds_up_the_weights_that_the_trainer_wrote(language: Language, trainer: ModuleType) -> None:
    text = (DATA / language / FILE).read_text("utf-8")
    weights = dict(line.rsplit(" ", 1) for part in text.split("\n\n")[1:] for line in part.strip().split("\n"))
    model = Linear(text, language)
    for sentence in written(language):
        for one, told in observed(sentence, language, AT):
            features = list(trainer.features_of(one, told, language))
            wanted = [sum(weight(weights[name][lane]) for name in features if name in weights) for lane in range(7)]
            assert model.scores(one, told) == wanted, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_name_their_sources_and_stay_small(language: Language) -> None:
    text = (DATA / language / FILE).read_text("utf-8")
    head = text.split("\n\n")[0]
    assert f"# training/sentences/{language}.tsv" in head
    assert "part build" in head
    assert "Apache-2.0" in head
    assert len(text.encode()) <= LARGEST
    assert set(linear(language).cuts) == {*KINDS, "question?"}  # type: ignore[union-attr]


def test_the_unknown_language_has_no_model() -> None:
    assert linear("und") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_to_learn_from_has_known_labels_and_stands_there_once(
    language: Language, trainer: ModuleType
) -> None:
    lines = trainer.lines_of(language)
    for line in lines:
        labels, tab, sentence = line.partition("\t")
        assert tab
        assert sentence.strip()
        assert set(labels.split(",")) <= {*KINDS, "-"}, line
    assert len(lines) > 1_500


def test_fitting_the_same_sentences_twice_gives_the_same_weights(trainer: ModuleType) -> None:
    learned = [
        each
        for line in ("the logo is blurry", "thank you all", "the page is broken", "see you on monday")
        for each in trainer.examples(line, frozenset(("complaint",) if " is " in line else ()), frozenset(KINDS), "en")
    ]
    fitted = [trainer.Fitted(learned * 2) for _ in range(2)]
    assert fitted[0].weights == fitted[1].weights
    assert fitted[0].score(learned[0], "complaint") > 0 > fitted[0].score(learned[1], "complaint")


def test_lanes_keep_sums_of_either_sign_apart() -> None:
    middle = sum(1 << (32 * lane + 31) for lane in range(len(KINDS)))
    letters = 'PQOZF~"'
    alone = [weight(letter) for letter in letters]
    assert from_lanes(middle + in_lanes(letters)) == alone
    assert from_lanes(middle + 3 * in_lanes(letters) + in_lanes("OOOOOOO")) == [3 * each - 1 for each in alone]


def test_a_word_gives_itself_its_runs_of_letters_and_its_notions() -> None:
    found = list(of_piece("Blurry!!", "en", Notions("en")))
    assert {"=blurry", "<bl", "urry", "ry>", "@defect", "'!!"} <= set(found)
    assert "~chýba" in of_piece("chýba", "sk", Notions("sk"))
    assert "=chyba" in of_piece("chýba", "sk", Notions("sk"))


def test_a_sentence_among_calm_ones_is_judged_more_strictly() -> None:
    assert among([5]) == [5]
    assert among([5, -4]) == [3, -4]
    assert among([5, 9]) == [5, 9]
    assert among([]) == []


COMPLAINTS: dict[Language, str] = {
    "en": "The logo in the footer is blurry and cropped.",
    "ru": "Логотип в подвале размыт и обрезан снизу.",
    "sk": "Logo v pätičke je rozmazané a orezané.",
    "fil": "Malabo po at putol ang logo sa footer.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_that_no_phrase_knows_is_found_with_its_words(language: Language) -> None:
    text = COMPLAINTS[language]
    assert not read(text, language, AT, learned=False).complaints
    facts = read(text, language, AT)
    assert [span.of(text) for span in facts.complaints] == [text]
    found = next(each for each in facts.learned if each.kind == "complaint")
    assert found.words
    assert all(found.span.start <= word.start < word.end <= found.span.end for word in found.words)
    assert facts.tone.dissatisfied.value >= 0.5


def test_what_the_model_alone_finds_is_told_apart_from_what_a_rule_found() -> None:
    facts = read("Could you send the logo?", "en", AT)
    assert facts.requests
    assert not facts.learned
    assert not read("The logo in the footer is blurry and cropped.", "en", AT, learned=False).learned


@pytest.mark.parametrize(
    "text",
    [
        "What a cake!",
        "ok tuesday works",
        "What kind of cake would you like?",
        "Thanks!",
        "No problem at all.",
        "See you!",
    ],
)
def test_a_neutral_short_line_is_neither_rude_nor_angry(text: str) -> None:
    tone = read(text, "en", AT).tone
    assert (tone.rude.value, tone.anger.value) == (0, 0)
