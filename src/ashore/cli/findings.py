"""Findings of the coach as text for people, as JSON, as annotations of a build, as SARIF."""

import json
from collections.abc import Callable, Iterator

from ashore.cli.places import place
from ashore.core.coach import Draft, Remark, Review, all_rules
from ashore.core.coach.packs.model import House, told_in
from ashore.core.kernel import Reason
from ashore.words import speech
from ashore.words.saying import say

VERSION = 1
_WIDEST = 100
_NO_HOUSE = House()
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_NOTICES = {"error": "error", "warning": "warning", "advice": "notice"}


def told(review: Review, draft: Draft, name: str, form: str, lang: str, house: House = _NO_HOUSE) -> str:
    """The findings in a form (``text``, ``json``, ``github``, ``sarif``), ending in a line feed unless empty."""
    words = _words(draft, lang)
    if form == "sarif":
        return _sarif(review, draft, name, words, house)
    return _FORMS[form](review, draft, name, words)


Say = Callable[[Reason | None], str]


def _words(draft: Draft, lang: str) -> Say:
    reader = speech(lang, getattr(draft.at.tzinfo, "key", "UTC"))
    return lambda reason: say(reason, reader) if reason else ""


def _text(review: Review, draft: Draft, name: str, words: Say) -> str:
    return "".join(f"{line}\n" for remark in review.findings for line in _lines(remark, draft, name, words))


def _lines(remark: Remark, draft: Draft, name: str, words: Say) -> Iterator[str]:
    row, column = place(draft.text, remark.span.start)
    held = " (holds the message back)" if remark.blocks else ""
    yield f"{name}:{row}:{column} {remark.code} {words(remark.reason)} [{remark.severity}, {remark.name}]{held}"
    if remark.span.end > remark.span.start:
        yield from _pointed(draft.text, remark)
    for step in remark.reason.because:
        yield f"  · {words(step)}"
    if remark.suggestion:
        yield f"  = {words(remark.suggestion)}"


def _pointed(text: str, remark: Remark) -> Iterator[str]:
    """The line with a caret under the words, cut to what fits."""
    start = text.rfind("\n", 0, remark.span.start) + 1
    end = text.find("\n", remark.span.start)
    line = text[start : end if end >= 0 else len(text)]
    first = remark.span.start - start
    length = max(1, min(remark.span.end - start, len(line)) - first)
    skip = max(0, first - _WIDEST // 2) if len(line) > _WIDEST else 0
    shown = _calm(line[skip : skip + _WIDEST])
    yield f"  | {shown}"
    yield f"  | {' ' * (first - skip)}{'^' * min(length, max(1, _WIDEST - (first - skip)))}"


def _calm(line: str) -> str:
    """Without what would move a terminal's cursor."""
    return "".join(c if c.isprintable() else " " for c in line)


def _json(review: Review, draft: Draft, _: str, words: Say) -> str:
    data = {
        "version": VERSION,
        "language": review.language,
        "findings": [as_data(each, draft.text, words) for each in review.findings],
        "silenced": [
            {**as_data(each, draft.text, words), "scope": silence.scope, "why": silence.why}
            for each, silence in review.silenced
        ],
        "unread": list(review.unread),
        "blocked": review.blocked,
    }
    return _dumped(data)


def as_data(remark: Remark, text: str, words: Say) -> dict[str, object]:
    """One finding, as DESIGN.md's contract has it, and more: place, evidence, fix, mark."""
    row, column = place(text, remark.span.start)
    return {
        "code": remark.code,
        "name": remark.name,
        "rule": remark.rule,
        "severity": remark.severity,
        "start": remark.span.start,
        "end": remark.span.end,
        "line": row,
        "column": column,
        "message": words(remark.reason),
        "params": remark.reason.as_data().get("params", {}),
        "suggestion": words(remark.suggestion),
        "evidence": [
            {"message": each.message, "start": each.span.start, "end": each.span.end, "text": each.text}
            for each in remark.evidence
        ],
        "fix": {"start": remark.fix.span.start, "end": remark.fix.span.end, "text": remark.fix.text}
        if remark.fix
        else None,
        "mark": remark.mark,
        "blocks": remark.blocks,
    }


def _github(review: Review, draft: Draft, name: str, words: Say) -> str:
    """Workflow commands: one annotation a finding, its properties and its message escaped."""
    lines = []
    for each in review.findings:
        row, column = place(draft.text, each.span.start)
        message = " ".join(filter(None, (words(each.reason), words(each.suggestion))))
        title = f"{each.code} {each.name}"
        lines.append(
            f"::{_NOTICES[each.severity]} file={_property(name)},line={row},col={column},title={_property(title)}"
            f"::{_message(message)}\n"
        )
    return "".join(lines)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(review: Review, draft: Draft, name: str, words: Say, house: House) -> str:
    """SARIF 2.1.0, OASIS Standard: one run, the rules that found something, one result a finding."""
    met = {each.code for each in review.findings}
    described: list[dict[str, object]] = [
        {"id": rule.code, "name": rule.name, "properties": {"rule": rule.field}}
        for rule in all_rules()
        if rule.code in met
    ]
    described += [
        {
            "id": code,
            "name": f"{pack.name}/{rule.name}",
            "fullDescription": {"text": told_in(rule.why, house.reader)},
            "properties": {"rule": "", "source": rule.source},
        }
        for pack in house.packs
        for rule in pack.rules
        if (code := pack.code_of(rule)) in met
    ]
    run = {
        "tool": {"driver": {"name": "Ashore", "rules": described}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, draft.text, name, words) for each in review.findings],
    }
    return _dumped({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _result(remark: Remark, text: str, name: str, words: Say) -> dict[str, object]:
    row, column = place(text, remark.span.start)
    last_row, last_column = place(text, remark.span.end)
    region = {
        "startLine": row,
        "startColumn": column,
        "endLine": last_row,
        "endColumn": last_column,
        "charOffset": remark.span.start,
        "charLength": remark.span.end - remark.span.start,
    }
    message = " ".join(filter(None, (words(remark.reason), words(remark.suggestion))))
    return {
        "ruleId": remark.code,
        "level": _LEVELS[remark.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": name}, "region": region}}],
        "partialFingerprints": {"mark": remark.mark},
    }


def _dumped(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


_FORMS: dict[str, Callable[[Review, Draft, str, Say], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
