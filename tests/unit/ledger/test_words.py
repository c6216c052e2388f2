"""Every reason of the ledger has its sentence, and every sentence has what it needs."""

import re
from pathlib import Path

import ashore.core.ledger
from ashore.words import ledger, ledger_events, ledger_sums, ledger_work, say
from ashore.words.marks import Plural

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(ashore.core.ledger.__file__).parent.rglob("*.py"))
SENTENCES = {
    **ledger.SENTENCES,
    **ledger_work.SENTENCES,
    **ledger_sums.SENTENCES,
    **ledger_events.SENTENCES,
}
MADE = re.compile(r'f"(ledger\.[\w.]+)\{')


def test_every_code_that_is_written_has_a_sentence() -> None:
    written = set(re.findall(r'"(ledger\.[\w.]+\w)"', SOURCE))
    assert len(written) > 30
    assert written <= set(SENTENCES)


def test_every_sentence_belongs_to_a_code_or_to_a_family_of_codes() -> None:
    families = tuple(MADE.findall(SOURCE))
    assert [code for code in SENTENCES if f'"{code}"' not in SOURCE and not code.startswith(families)] == []


def test_no_sentence_of_an_explanation_lacks_a_parameter(story) -> None:
    """
    Mon 10:00 client asks when launch / who pays hosting
    Mon 10:10 client asks what price
    Mon 10:30 us acknowledges by Tue
    Mon 11:00 us suspends us until Mon 12:00
    Tue 10:00 us says launch monday
    Tue 10:05 us promises logo draft by Wed
    Tue 11:00 us promises logo draft by Thu
    Tue 12:00 us requests logo file / texts
    Tue 15:00 us calls launch
    Wed 10:00 us requests logo file / texts
    Wed 10:30 client thanks
    Thu 10:00 us reports logo draft
    Thu 11:00 us waives information
    """
    ledger = story.ledger("Fri 10:00")
    steps = [step for each in ledger.obligations for step in each.because.walk() if step.code.startswith("ledger.")]
    steps += [each.reason for each in ledger.habits]
    for step in steps:
        sentence = SENTENCES[step.code]
        text = sentence.singular + sentence.plural if isinstance(sentence, Plural) else sentence
        assert set(re.findall(r"\{(\w+)\}", text)) <= set(step.params), step.code
        assert say(step) != step.code
