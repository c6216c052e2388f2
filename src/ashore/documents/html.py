"""A document as one self-contained page: no script, no request, readable on a phone, made to be printed."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files

from ashore.documents.model import Column, Document, Heading, Paragraph, Signature, Table, clean, groups

POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def html(document: Document) -> str:
    """The whole page as text; every text of the document stands escaped in it."""
    title, footer = escape(clean(document.title)), escape(clean(document.footer))
    subtitle = "".join(f'<p class="under">{escape(clean(line))}</p>\n' for line in document.subtitle)
    content = "".join(_items(document))
    aside = ' class="aside"' if 'class="pair"' in content else ""
    body = f"<h1>{title}</h1>\n{subtitle}{content}"
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style(document.footer)}</style>\n</head>\n<body{aside}>\n<main>\n"
        f"{body}</main>\n<footer>{footer}</footer>\n</body>\n</html>\n"
    )


def _style(footer: str) -> str:
    quoted = clean(footer).replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return _css().replace("FOOTER", f'"{quoted}"')


@lru_cache(maxsize=1)
def _css() -> str:
    return files("ashore.documents").joinpath("data", "document.css").read_text(encoding="utf-8")


def _items(document: Document) -> Iterator[str]:
    """Sections of the body are headings of the second level; those of an annex stand under its own."""
    section = 2
    for group in groups(document):
        first = group[0][0]
        if isinstance(first, Heading):
            section = 3 if first.level == 1 else section
            yield _heading(first, 2 if first.level == 1 else section)
        elif isinstance(first, Paragraph):
            yield _pair([item for item, _ in group if isinstance(item, Paragraph)])
        elif isinstance(first, Table):
            yield _table(first)
        else:
            yield f'<div class="signatures">{"".join(map(_signature, first.blocks))}</div>\n'


def _heading(item: Heading, level: int) -> str:
    number = f'<span class="n">{escape(item.number)}</span> ' if item.number else ""
    kind = "annex" if item.level == 1 else "section"
    return f'<h{level} class="{kind}">{number}{escape(item.text)}</h{level}>\n'


def _pair(group: list[Paragraph]) -> str:
    """Clauses, with the plain words of the first beside them all."""
    first, *others = map(_paragraph, group)
    if not group[0].plain:
        return first + "".join(others)
    plain = f'<p class="plain">{escape(group[0].plain)}</p>\n'
    rows = f"grid-template-rows:repeat({len(group)},auto) 1fr"
    return f'<div class="pair" style="{rows}">{first}{plain}{"".join(others)}</div>\n'


def _paragraph(item: Paragraph) -> str:
    number = f'<span class="n">{escape(item.number)}</span> ' if item.number else ""
    return f'<p class="clause level{min(item.level, 4)}">{number}<span>{escape(item.text)}</span></p>\n'


def _table(table: Table) -> str:
    heads = "".join(map(_head, table.columns))
    head = f"<thead><tr>{heads}</tr></thead>" if any(column.name for column in table.columns) else ""
    widths = sum(column.share for column in table.columns)
    columns = "".join(f'<col style="width:{100 * column.share / widths:.4g}%">' for column in table.columns)
    total = ' class="total"'
    rows = "".join(
        f"<tr{total if n in table.emphasis else ''}>{_cells(table, row)}</tr>{_note(table, plain)}"
        for n, (row, plain) in enumerate(table.told())
    )
    kind = "table small" if table.small else "table"
    return (
        f'<div class="{kind}" tabindex="0"><table><colgroup>{columns}</colgroup>{head}\n'
        f"<tbody>{rows}</tbody></table></div>\n"
    )


def _head(column: Column) -> str:
    if not column.name:
        return "<td></td>"
    return f'<th scope="col"{_figures(column.numeric)}>{escape(column.name)}</th>'


def _note(table: Table, plain: str) -> str:
    if not plain:
        return ""
    return f'<tr class="note"><td colspan="{len(table.columns)}"><p class="plain">{_lines(plain)}</p></td></tr>'


def _cells(table: Table, row: tuple[str, ...]) -> str:
    return "".join(
        f"<td{_figures(column.numeric)}>{_lines(cell)}</td>" for column, cell in zip(table.columns, row, strict=True)
    )


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))


def _figures(numeric: bool) -> str:
    return ' class="figures"' if numeric else ""


def _signature(block: Signature) -> str:
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>"
        if value
        else f'<dt class="rule">{escape(label)}</dt><dd class="rule"></dd>'
        for label, value in block.lines
    )
    return f"<section><h3>{escape(block.side)}</h3><dl>{lines}</dl></section>"
