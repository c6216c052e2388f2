"""Language facts as JSON: the shape that ``ashore read`` and ``ashore message`` share."""

from collections.abc import Iterable

from ashore.core.kernel import Span
from ashore.core.language import Due, Facts, Feeling, Learned, Price, Promise, Question

FEELINGS = ("dissatisfied", "anger", "rude", "polite")


def facts_data(facts: Facts, text: str) -> dict[str, object]:
    """The facts of ``text``; spans count its code points, times are ISO 8601 with offset."""
    return {
        "language": facts.language,
        "sentences": [{"start": span.start, "end": span.end} for span in facts.sentences],
        "questions": [_question(each) for each in facts.questions],
        "requests": [_stretch(each.span, each.text) | _due(each.due) for each in facts.requests],
        "promises": [_promise(each) for each in facts.promises],
        "expected": [_promise(each) for each in facts.expected],
        "refusals": _stretches(facts.refusals, text),
        "agreements": _stretches(facts.agreements, text),
        "thanks": _stretches(facts.thanks, text),
        "greetings": _stretches(facts.greetings, text),
        "farewells": _stretches(facts.farewells, text),
        "apologies": _stretches(facts.apologies, text),
        "complaints": _stretches(facts.complaints, text),
        "inclusions": _stretches(facts.inclusions, text),
        "actions": _stretches(facts.actions, text),
        "prices": [_price(each, text) for each in facts.prices],
        "reported": _stretches(facts.reported, text),
        "acknowledges": facts.acknowledges,
        "closing": facts.closing,
        "mixed": facts.mixed,
        "mood": round(facts.mood, 4),
        "anger": round(facts.anger, 4),
        "rude": round(facts.rude, 4),
        "learned": [_learned(each, text) for each in facts.learned],
        "tone": {name: _feeling(getattr(facts.tone, name), text) for name in FEELINGS},
    }


def _promise(each: Promise) -> dict[str, object]:
    return _stretch(each.span, each.text) | _due(each.due) | {"answer": each.answer, "owner": each.owner}


def _price(each: Price, text: str) -> dict[str, object]:
    return _stretch(each.span, each.span.of(text)) | {"amount": str(each.amount), "currency": each.currency}


def _learned(each: Learned, text: str) -> dict[str, object]:
    """A kind that the model found by itself, and the words that speak most for it."""
    words = _stretches(each.words, text)
    return {"kind": each.kind} | _stretch(each.span, each.span.of(text)) | {"sure": each.sure, "words": words}


def _feeling(each: Feeling, text: str) -> dict[str, object]:
    return {"value": each.value, "words": _stretches(each.words, text)}


def _question(each: Question) -> dict[str, object]:
    return _stretch(each.span, each.text) | {"marked": each.marked}


def _stretches(spans: Iterable[Span], text: str) -> list[dict[str, object]]:
    return [_stretch(span, span.of(text)) for span in spans]


def _stretch(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": text}


def _due(due: Due | None) -> dict[str, object]:
    if due is None:
        return {"due": None}
    return {"due": due.at.isoformat(), "due_precision": due.precision, "due_certain": due.certain}
