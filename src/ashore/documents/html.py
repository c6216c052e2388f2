"""A document as one self-contained page: no script, no request, readable on a phone, made to be printed."""

from functools import lru_cache
from html import escape
from importlib.resources import files

from ashore.documents.model import Document, Heading, Item, Paragraph, Signature, Table, clean, laid_out

POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def html(document: Document) -> str:
    """The whole page as text; every text of the document stands escaped in it."""
    title, footer = escape(clean(document.title)), escape(clean(document.footer))
    subtitle = "".join(f'<p class="under">{escape(clean(line))}</p>\n' for line in document.subtitle)
    items = list(laid_out(document))
    aside = ' class="aside"' if any(isinstance(item, Paragraph) and item.plain for item in items) else ""
    content = f"<h1>{title}</h1>\n{subtitle}{''.join(map(_item, items))}"
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style(document.footer)}</style>\n</head>\n<body{aside}>\n<main>\n"
        f"{content}</main>\n<footer>{footer}</footer>\n</body>\n</html>\n"
    )


def _style(footer: str) -> str:
    quoted = clean(footer).replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return _css().replace("FOOTER", f'"{quoted}"')


@lru_cache(maxsize=1)
def _css() -> str:
    return files("ashore.documents").joinpath("data", "document.css").read_text(encoding="utf-8")


def _item(item: Item) -> str:
    if isinstance(item, Heading):
        number = f'<span class="n">{escape(item.number)}</span> ' if item.number else ""
        kind = ' class="annex"' if item.level == 1 else ""
        return f"<h{item.level + 1}{kind}>{number}{escape(item.text)}</h{item.level + 1}>\n"
    if isinstance(item, Paragraph):
        return _paragraph(item)
    if isinstance(item, Table):
        return _table(item)
    return f'<div class="signatures">{"".join(map(_signature, item.blocks))}</div>\n'


def _paragraph(item: Paragraph) -> str:
    number = f'<span class="n">{escape(item.number)}</span> ' if item.number else ""
    shown = f'<p class="clause level{min(item.level, 4)}">{number}<span>{escape(item.text)}</span></p>'
    if not item.plain:
        return f"{shown}\n"
    return f'<div class="pair">{shown}<p class="plain">{escape(item.plain)}</p></div>\n'


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col"{_figures(column.numeric)}>{escape(column.name)}</th>' for column in table.columns)
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
    return f"<section><h4>{escape(block.side)}</h4><dl>{lines}</dl></section>"
