"""What templates need to speak: reasons, clocks, moments, and names made harmless."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ashore.core.coach import Rule, rule_named
from ashore.core.kernel import Money, Reason
from ashore.usecases.queries.engagement import AGREED_KINDS
from ashore.usecases.queries.rows import ClockRow, Marked, MessageRow
from ashore.web import acts, clocks, coaching, faces, wording
from ashore.words import kinds, label, moments
from ashore.words.clauses import clause_name
from ashore.words.happenings import happening as sentence_of
from ashore.words.speech import N_DAYS, N_HOURS, N_MINUTES

register = template.Library()

KILO = 1000
OWN_NAMES = dict(settings.LANGUAGES)
SHOWN_UP_TO = 200_000
LINKED_UP_TO = 60_000
"""Longer texts are shown without clickable addresses: finding them costs more than it helps."""


@register.filter
def role_name(role: str) -> str:
    """As what somebody works at a desk, in the reader's language."""
    return str(acts.ROLE_NAMES.get(role, role))


@register.filter
def act_name(act: str) -> str:
    """What the audit log says that somebody did."""
    return str(acts.ACT_NAMES.get(act, act))


@register.filter
def say(reason: Reason) -> str:
    """One step of an explanation in the reader's language and zone."""
    return clocks.said(reason)


@register.filter
def clock(row: ClockRow) -> clocks.Clock:
    """A clock with its words: ``{% with c=row|clock %}``."""
    return clocks.clock(row)


@register.filter
def moment(at: datetime) -> str:
    """An instant in full: "Fri 13 Mar 2026, 17:40"."""
    return faces.moment(clocks.reader(), at)


@register.filter
def near(at: datetime) -> str:
    """An instant as people write it when it is near: "17:40", "yesterday, 17:40", "Tue 13 Mar"."""
    return moments.near(at, timezone.now(), clocks.reader())


@register.filter
def span(minutes: float) -> str:
    """A length of time: "1 h 20 min"."""
    return clocks.reader().duration(minutes)


@register.filter
def worked(minutes: float) -> str:
    """A length of working time, in hours and minutes only: "9 h 30 min"."""
    return clocks.reader().working(minutes)


@register.filter
def in_currency(amount: Decimal, currency: str) -> str:
    """A sum in its currency as the reader's language writes it."""
    return money(Money(amount, currency))


@register.filter
def seconds(count: int) -> str:
    """How long something was spoken: "0:42", "12:05"."""
    return f"{count // 60}:{count % 60:02d}"


@register.filter
def iso_day(text: str) -> str:
    """A stored day in the reader's words: "Fri 13 Mar 2026"."""
    return clocks.reader().day(date.fromisoformat(text))


@register.filter
def quoted(text: str) -> str:
    """Foreign words in the quotation marks of the reader's language; their own marks at both ends are dropped."""
    return clocks.reader().quoted(calm(text).strip('“”„«»"'))


@register.filter
def size(count: int) -> str:
    """How large a file is: "840 bytes", "12 kB", "3.4 MB"."""
    if count < KILO:
        return ngettext("{n} byte", "{n} bytes", count).format(n=count)
    if count < KILO * KILO:
        return _("{n} kB").format(n=round(count / KILO))
    return _("{n} MB").format(n=number_format(count / KILO / KILO, 1))


@register.filter
def as_json(value: object) -> str:
    """A value for a script of ours, to stand in an attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def own_name(code: str) -> str:
    """What speakers of a language call it."""
    return OWN_NAMES[code]


@register.filter
def has_name(code: str) -> bool:
    """Whether it is a language that the desk speaks."""
    return code in OWN_NAMES


@register.filter
def own_label(field: BoundField) -> str:
    """What a field of somebody else's form asks for, in our own words where we have them."""
    return str(wording.LABELS.get(field.name, field.label))


@register.filter
def bare(field: BoundField) -> SafeString:
    """The input itself, without the grey words that its maker put into it."""
    return field.as_widget(attrs={"placeholder": ""})


@register.filter
def faults(field: BoundField) -> list[str]:
    """What is wrong with a field of somebody else's form, in our own words where we have them."""
    return [wording.fault(each) for each in field.errors.as_data()]


@register.simple_tag
def outside_doors() -> list[dict[str, str]]:
    """Providers that one may sign in through, as the settings name them."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [{"name": app["name"], "url": reverse("openid_connect_login", args=[app["provider_id"]])} for app in apps]


@register.simple_tag
def tick_forms() -> SafeString:
    """How the ticking element writes days, hours and minutes in the reader's language, as data attributes."""
    text = clocks.reader().text
    return format_html('data-d="{}" data-h="{}" data-min="{}"', text(N_DAYS), text(N_HOURS), text(N_MINUTES))


register.simple_tag(faces.icon)
register.simple_tag(faces.face)
register.simple_tag(faces.dot)
register.simple_tag(faces.state)
register.simple_tag(wording.chore, name="chore_name")


@register.simple_tag
def named(*parts: str) -> str:
    """The word for a state, a side, a power or a sort of sum: ``{% named "power" side kind %}``."""
    return label(".".join(parts), clocks.reader())


@register.simple_tag
def rule_title(rule: Rule | str) -> str:
    """What a rule of the coach finds; ``rule``: itself or its code."""
    found = rule_named(rule) if isinstance(rule, str) else rule
    return coaching.title(found) if found else str(rule)


@register.simple_tag
def severity(name: str) -> str:
    """The word for how much a finding weighs."""
    return str(coaching.SEVERITIES[name])


@register.simple_tag
def client_type(name: str) -> str:
    """A type of client, and how to talk to them."""
    return str(coaching.TYPES.get(name, name))


@register.simple_tag
def happening(kind: str, side: str, name: str = "") -> str:
    """What was recorded, in a line; ``name``: what it is about."""
    variant = "any" if kind == "payment_received" and not name else side
    return clocks.reader().text(sentence_of(kind, variant)).format(name=calm(name))


@register.filter
def kind_word(kind: str) -> str:
    """A kind of obligation by its name, as a clause tells it."""
    return kinds.kind_word(kind, clocks.reader())


@register.filter
def named_by(subject: str, names: dict[str, str]) -> str:
    """What an id of the agreement stands for; a month stays as it is, events have no name."""
    return names.get(subject, "" if ":" in subject else subject)


@register.filter
def clause(path: str) -> str:
    """A clause of an agreement by its name."""
    return clocks.reader().text(clause_name(path))


@register.filter
def money(amount: Money | str) -> str:
    """A sum as the reader's language writes it, with its currency: "9 600,00 EUR"; of a figure without currency only
    the figure."""
    text, reader = str(amount), clocks.reader()
    told = reader.money(text) if " " in text else reader.number(text)
    return told.replace("-", "\N{MINUS SIGN}")


@register.filter
def day(at: datetime) -> str:
    """The day of an instant: "Fri 13 Mar 2026"."""
    return clocks.reader().day(timezone.localtime(at).date())


@register.filter
def date_day(day: date) -> str:
    """A day in full: "Fri 13 Mar 2026"."""
    return clocks.reader().day(day)


@register.filter
def date_value(day: object) -> str:
    """A day as the browser's own field takes it, or what was typed in its place."""
    return day.isoformat() if isinstance(day, date) else str(day or "")


MAY_BE_ADDRESS = re.compile(r"\.(?:com|net|org)\b")

HARMFUL = re.compile("[\u200b\u200c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\u061c\x00-\x1f\x7f-\x9f]+")


@register.filter
def calm(name: object) -> str:
    """A name, subject or file name without characters that turn, hide or break the line (H29)."""
    return " ".join(HARMFUL.sub(" ", str(name)).split())


@register.filter
def marked(found: Marked) -> SafeString:
    """A text that was searched, with what was found in it marked; all of it escaped and calm (H29, H62)."""
    text, spans = found
    said, at = [], 0
    for start, end in spans:
        said += [escape(HARMFUL.sub(" ", text[at:start])), format_html("<mark>{}</mark>", calm(text[start:end]))]
        at = end
    said.append(escape(HARMFUL.sub(" ", text[at:])))
    return mark_safe("".join(said))  # noqa: S308 - each piece is escaped


@register.filter
def beginning(text: str) -> str:
    """As much of a foreign text as a page can bear; nearly always all of it."""
    return text[:SHOWN_UP_TO]


@register.filter
def cut(text: str) -> bool:
    """Whether `beginning` left something out."""
    return len(text) > SHOWN_UP_TO


@register.filter
def linked(text: str) -> SafeString:
    """Text of a message with its web addresses clickable; everything else escaped (H62)."""
    plain = text.strip("\n")
    if "://" not in plain and "www." not in plain and "@" not in plain and not MAY_BE_ADDRESS.search(plain):
        return escape(plain)
    if len(plain) > LINKED_UP_TO:
        return escape(plain)
    return mark_safe(urlize(plain, nofollow=True, autoescape=True))  # noqa: S308 - escaped by urlize


@register.filter
def folded(message: MessageRow) -> bool:
    """Whether a message has more than its new words: quotes, a signature."""
    return len("".join(message.text.split())) > len("".join(message.new_text.split()))


@register.filter
def place(row: ClockRow) -> str:
    """Where an obligation stands open with its reason: in its conversation, on the page of its engagement where it is
    of the agreement's work, else on its client's page."""
    name, number = ("conversation", row.conversation) if row.conversation else ("client", row.client.id)
    if row.engagement and agreed(row):
        name, number = "engagement", row.engagement
    return f"{address(name, number)}?why={row.obligation}#o-{row.obligation}"


@register.filter
def agreed(row: ClockRow) -> bool:
    """Whether an obligation is of the agreed work as a whole; its quote is then a name, not somebody's words."""
    return not row.conversation and row.kind in AGREED_KINDS


@register.simple_tag
@lru_cache(maxsize=4096)
def address(name: str, number: int) -> str:
    """The address of a numbered page; lists ask for the same ones again and again."""
    return reverse(name, args=[number])


@dataclass(frozen=True, slots=True)
class Source:
    """What a step of an explanation rests on; ``url`` is empty where there is nothing to open."""

    label: str
    url: str = ""


MESSAGE_KEY = re.compile("[0-9a-f]{64}")


@register.simple_tag
def clock_line(row: ClockRow) -> SafeString:
    """One clock of a row of the inbox with its reason."""
    return faces.line(clocks.clock(row), place(row), say(row.because))


@register.simple_tag(takes_context=True)
def sources(context: dict[str, Any], step: Reason) -> list[Source]:
    """The messages, notes and clauses behind a step, each once, with the link that opens it; the message under which
    it stands needs none."""
    places, own = context.get("places") or {}, getattr(context.get("m"), "key", "")
    return [found for key in dict.fromkeys(step.sources) if key != own and (found := source(key, places))]


def source(key: str, places: dict[str, tuple[str, str, datetime]]) -> Source | None:
    """One of them; None for what has no page."""
    if key in places:
        url, who, at = places[key]
        label = _("{who}, {time}") if who else "{time}"
        return Source(label.format(who=calm(who), time=near(at)), url)
    if key.startswith("clause:"):
        return Source(clocks.clause_told(key.removeprefix("clause:")))
    if MESSAGE_KEY.fullmatch(key):
        return Source(_("the message"), reverse("message", args=[key]))
    return None
