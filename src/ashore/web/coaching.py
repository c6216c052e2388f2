"""What the coach says, ready for a page: findings in words, with places as browsers count them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ashore.core.coach import Remark, Rule, rule_named
from ashore.core.kernel import Reason, Span
from ashore.usecases.coaching import MAX_READ, Behind, Coaching
from ashore.web.clocks import said
from ashore.words.handing import TYPES as CLIENT_TYPES

SHOWN_FINDINGS = 40
ON_THE_PAGE = 20
"""So many of the newest messages surely stand on the page of their conversation."""
LONGEST_WORDS = 80
LONGEST_EVIDENCE = 240

SEVERITIES = {
    "error": gettext_lazy("Error"),
    "warning": gettext_lazy("Warning"),
    "advice": gettext_lazy("Advice"),
}
UNITS = {
    "words": gettext_lazy("words"),
    "questions": gettext_lazy("questions"),
    "apologies": gettext_lazy("apologies"),
    "seconds": gettext_lazy("seconds"),
}
TYPES = {name: gettext_lazy(told) for name, told in CLIENT_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where something stands in the text, in UTF-16 units, which a browser's field counts."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a message on which a finding rests, with the place of the message; ``url`` is empty where it has
    none."""

    text: str
    who: str
    at: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A change that may be made at once. ``text`` is empty where words are to be taken out."""

    place: Stretch
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. ``number``: from 1, by place; ``words``: those it lies on, empty where it concerns the whole letter;
    ``page``: where its rule is explained, empty for a rule of the house's own."""

    number: int
    code: str
    mark: str
    severity: str
    severity_name: str
    said: str
    advice: str
    why: tuple[Reason, ...]
    place: Stretch
    words: str
    quotes: tuple[Quote, ...]
    mend: Mend | None
    holds: bool
    page: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that is not shown. ``id``: of the silence; ``scope``: how far it reaches; ``why``: the reason given."""

    id: int
    said: str
    scope: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """All of it. ``told``: in one line, for those who hear the page; ``notes``: what was left out, and why."""

    told: str
    found: tuple[Found, ...]
    silenced: tuple[Silenced, ...]
    notes: tuple[str, ...]
    client: str
    holds: bool


def told(coaching: Coaching) -> Told:
    """The coach's findings in the reader's language."""
    review = coaching.review
    shown = review.findings[:SHOWN_FINDINGS]
    return Told(
        told=summary(review.findings) if coaching.text.strip() else "",
        found=tuple(_found(number, each, coaching) for number, each in enumerate(shown, 1)),
        silenced=tuple(
            Silenced(coaching.silences[silence], _line(remark), silence.scope, silence.why)
            for remark, silence in review.silenced[:SHOWN_FINDINGS]
        ),
        notes=tuple(_notes(coaching)),
        client=coaching.client.name,
        holds=review.blocked,
    )


def summary(findings: Iterable[Remark]) -> str:
    """How much was found, by weight: "2 errors, 1 advice"."""
    counts = Counter(each.severity for each in findings)
    forms = (
        ngettext("{n} error", "{n} errors", counts["error"]).format(n=counts["error"]) if counts["error"] else "",
        ngettext("{n} warning", "{n} warnings", counts["warning"]).format(n=counts["warning"])
        if counts["warning"]
        else "",
        ngettext("{n} piece of advice", "{n} pieces of advice", counts["advice"]).format(n=counts["advice"])
        if counts["advice"]
        else "",
    )
    return ", ".join(filter(None, forms)) or _("The coach has nothing to say.")


def title(rule: Rule) -> str:
    """What a rule finds, in the reader's language."""
    return said(Reason(f"coach.{rule.name}.title", rule.field))


def units(text: str, span: Span) -> Stretch:
    """A span of code points as a browser's field counts it: what lies beyond the first plane counts twice."""
    start = _units(text, span.start)
    return Stretch(start, start + _units(text[span.start : span.end], span.end - span.start))


def _units(text: str, end: int) -> int:
    return end if text.isascii() else len(text[:end].encode("utf-16-le", "surrogatepass")) // 2


def _found(number: int, remark: Remark, coaching: Coaching) -> Found:
    rule = rule_named(remark.code)
    fix = remark.fix
    return Found(
        number=number,
        code=remark.code,
        mark=remark.mark,
        severity=remark.severity,
        severity_name=str(SEVERITIES[remark.severity]),
        said=_line(remark),
        advice=said(remark.suggestion) if remark.suggestion else "",
        why=remark.reason.because,
        place=units(coaching.text, remark.span),
        words=shortened(remark.span.of(coaching.text), LONGEST_WORDS),
        quotes=tuple(_quotes(remark, coaching)),
        mend=Mend(units(coaching.text, fix.span), fix.text) if fix else None,
        holds=remark.blocks,
        page=reverse("rule", args=[rule.name]) if rule else "",
    )


def _line(remark: Remark) -> str:
    """What was seen; words of the draft in it are as short as in the list."""
    params = {
        name: shortened(value, LONGEST_EVIDENCE) if isinstance(value, str) else value
        for name, value in remark.reason.params.items()
    }
    return said(Reason(remark.reason.code, remark.reason.rule, params))


def _quotes(remark: Remark, coaching: Coaching) -> Iterable[Quote]:
    for each in remark.evidence:
        behind = coaching.messages.get(each.message)
        text = shortened(each.text, LONGEST_EVIDENCE)
        yield (Quote(text, behind.who, behind.at, _url(each.message, behind)) if behind else Quote(text, "", None, ""))


def _url(key: str, behind: Behind) -> str:
    return f"#m-{behind.id}" if behind.newest < ON_THE_PAGE else reverse("message", args=[key])


def _notes(coaching: Coaching) -> Iterable[str]:
    review, more = coaching.review, len(coaching.review.findings) - SHOWN_FINDINGS
    if more > 0:
        yield ngettext("{n} more finding is not shown.", "{n} more findings are not shown.", more).format(n=more)
    if coaching.cut:
        yield _("Only the first {n} characters were read.").format(n=MAX_READ)
    if review.unread and len(coaching.text.split()) > 3:
        yield _("The coach does not know the language of this draft: only what holds in any language was looked at.")


def shortened(text: str, most: int) -> str:
    """A text in one line, cut with dots where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
