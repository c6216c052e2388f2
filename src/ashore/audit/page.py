"""The report as one self-contained page: no script, no outside request; every text of a stranger escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from ashore.audit.overview import (
    Table,
    answers_sentence,
    circumstances,
    headline,
    opening,
    promises_sentence,
    tables,
)
from ashore.audit.sections import Item, Section, sections
from ashore.audit.tally import Tally
from ashore.charts import Bin, Month, months_chart, spread_bins, spread_chart
from ashore.core.kernel import Reason
from ashore.words import Speech, say
from ashore.words.marks import N_

UNFOLDED = 10
MOST_ITEMS = 500
MOST_MONTHS = 36
WHY, ANSWER_TIMES, PROMISES = N_("Why?"), N_("Answer times"), N_("Promises")
MORE, NOT_SHOWN = N_("{n} more"), N_("and {n} more, not shown here")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
SCALE = (60.0, 540.0, 2700.0, 5400.0)


def page(tally: Tally, speech: Speech) -> str:
    """The whole page as text, to be written in UTF-8."""
    parts = sections(tally, speech)
    title = speech.text(N_("Ashore audit"))
    body = [
        f'<header><p class="kicker">{_e(title)}</p><h1>{_e(headline(tally, speech))}</h1>',
        f"<p>{_e(opening(tally, speech))}</p>",
        *(f'<p class="aside">{_e(text)}</p>' for text in circumstances(tally, speech)),
        f"{_contents(parts, speech)}</header><main>",
        *(_section(part, speech) for part in parts),
        _answers(tally, speech),
        _promises(tally, speech),
        _unread(tally, speech),
        "</main>",
    ]
    style = files("ashore.audit").joinpath("page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{_e(speech.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="referrer" content="no-referrer"><title>{_e(title)}</title><style>{style}</style></head>'
        f"<body>{''.join(body)}</body></html>\n"
    )


def _contents(parts: Iterable[Section], speech: Speech) -> str:
    links = [f'<a href="#{part.key}">{_e(part.title)} <b>{part.count:,}</b></a>' for part in parts if part.items]
    links.append(f'<a href="#answers">{_e(speech.text(ANSWER_TIMES))}</a>')
    return f"<nav>{''.join(links)}</nav>"


def _section(part: Section, speech: Speech) -> str:
    head = f'<section id="{part.key}"><h2>{_e(part.title)}{_count(part.count)}</h2>'
    if not part.items:
        return f'{head}<p class="clear">{_e(part.empty)}</p></section>'
    shown, folded = part.items[:UNFOLDED], part.items[UNFOLDED:MOST_ITEMS]
    lines = "".join(_item(item, speech) for item in shown)
    more = ""
    if folded:
        rest = "".join(_item(item, speech) for item in folded)
        name = speech.text(MORE).format(n=f"{len(folded):,}")
        more = f'<details class="more"><summary>{_e(name)}</summary><ul class="lines">{rest}</ul></details>'
    left = len(part.items) - MOST_ITEMS
    if left > 0:
        more += f'<p class="aside">{_e(speech.text(NOT_SHOWN).format(n=f"{left:,}"))}</p>'
    return f'{head}<ul class="lines">{lines}</ul>{more}</section>'


def _item(item: Item, speech: Speech) -> str:
    quote = "".join(f"<blockquote>{_e(speech.quoted(quote))}</blockquote>" for quote in item.quotes)
    subject = f'<span class="subject">{_e(item.subject)}</span>' if item.subject else ""
    mark = ' class="late"' if item.late else ""
    return (
        f'<li id="o{_e(item.id)}"{mark}><p class="who">{_e(item.head)} {subject}</p>{quote}'
        f'<p class="facts">{_e(" · ".join(item.facts))}</p>'
        f"<details><summary>{_e(speech.text(WHY))}</summary><ul>{_why(item.reason, speech)}</ul></details></li>"
    )


def _why(reason: Reason, speech: Speech) -> str:
    rule = f' <span class="rule">{_e(reason.rule)}</span>' if reason.rule else ""
    below = "".join(_why(step, speech) for step in reason.because)
    return f"<li>{_e(say(reason, speech))}{rule}{f'<ul>{below}</ul>' if below else ''}</li>"


def _answers(tally: Tally, speech: Speech) -> str:
    head = f'<section id="answers"><h2>{_e(speech.text(ANSWER_TIMES))}</h2>'
    text = f"<p>{_e(answers_sentence(tally, speech))}</p>"
    if not tally.answers.n:
        return f"{head}{text}</section>"
    charts = f"<figure>{_spread(tally, speech)}</figure><figure>{_months(tally, speech)}</figure>"
    figures = "".join(_table(table) for table in tables(tally, speech, None) if table.rows)
    name = _e(speech.text(N_("The figures")))
    return f"{head}{text}{charts}<details><summary>{name}</summary>{figures}</details></section>"


def _limit(tally: Tally) -> float | None:
    within = tally.inquest.agreement.answer_within
    return float(within.amount) if within.unit == "working_minutes" else None


def _spread(tally: Tally, speech: Speech) -> str:
    limit = _limit(tally)
    bins = spread_bins(tally.answers.minutes, limit)
    return spread_chart(
        bins,
        [_bin_name(each, speech) for each in bins],
        title=speech.text(N_("How long our answers took, in working time")),
        description=answers_sentence(tally, speech),
        limit_name=speech.text(N_("agreed: {limit}")).format(limit=speech.working(limit or 0)),
    )


def _bin_name(each: Bin, speech: Speech) -> str:
    if each.upto is None:
        return speech.text(N_("> {time}")).format(time=speech.working(each.above))
    return speech.text(N_("≤ {time}")).format(time=speech.working(each.upto))


def _months(tally: Tally, speech: Speech) -> str:
    answered = [(name, times) for name, times in sorted(tally.by_month.items()) if times.n][-MOST_MONTHS:]
    points: list[Month] = []
    for name, times in answered:
        low, middle, high = times.quartiles()
        follows = not points or _next_month(points[-1].name) == name
        points.append(Month(name, middle, low, high, times.n, follows))
    limit = _limit(tally)
    return months_chart(
        points,
        title=speech.text(N_("The usual answer time, month by month")),
        description=speech.text(N_("Median of the working time an answer took; the band holds the middle half.")),
        scale=[(value, speech.working(value)) for value in SCALE],
        limit=(limit, speech.text(N_("agreed"))) if limit else None,
    )


def _next_month(name: str) -> str:
    year, month = map(int, name.split("-"))
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{_e(head)}</th>' for head in table.heads)
    rows = "".join(_row(row) for row in table.rows)
    first = f'<th scope="col">{_e(table.title)}</th>'
    return f'<div class="wide"><table><thead><tr>{first}{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(row: Sequence[str]) -> str:
    name, *cells = row
    return f'<tr><th scope="row">{_e(name)}</th>{"".join(f"<td>{_e(cell)}</td>" for cell in cells)}</tr>'


def _promises(tally: Tally, speech: Speech) -> str:
    lines = "".join(f"<p>{_e(text)}</p>" for text in promises_sentence(tally, speech))
    return f'<section id="promises"><h2>{_e(speech.text(PROMISES))}</h2>{lines}</section>'


def _unread(tally: Tally, speech: Speech) -> str:
    if not tally.unread:
        return ""
    title = _e(speech.text(N_("Could not be read")))
    rows = "".join(
        f"<li><code>{_e(each.source)}</code> {_e(say(each.reason, speech))}</li>" for each in tally.unread[:MOST_ITEMS]
    )
    return (
        f'<section id="unreadable"><h2>{title}{_count(len(tally.unread))}</h2><ul class="lines">{rows}</ul></section>'
    )


def _count(n: int) -> str:
    return f' <span class="count">{n:,}</span>' if n else ""


def _e(text: str) -> str:
    """Escaped for text and attributes; control characters and bidi overrides, which could disguise, are left out."""
    kept = "".join(c for c in text if (c >= " " or c in "\n\t") and c not in _HIDDEN)
    return escape(kept.encode("utf-8", "replace").decode("utf-8"), quote=True)


_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x7f")
