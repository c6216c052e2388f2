"""A document as DOCX that people can edit: real multi-level numbering, repeated table heads, page fields in the foot.

The bytes depend on the document and its date only: zip entries and core properties carry no time of the day.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx as word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from ashore.documents.docx_numbering import Numbering
from ashore.documents.model import Document, Heading, Item, Paragraph, Signatures, Table, clean, keeps, laid_out

FONT = "Times New Roman"
QUIET = RGBColor(0x59, 0x59, 0x59)
TEXT_WIDTH = Mm(162)
LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "sk": "sk-SK", "fil": "fil-PH"}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip entry can carry."""


def docx(document: Document, at: datetime) -> bytes:
    """The document as DOCX. ``at``: the date in its properties (aware); same document and date give the same bytes."""
    file = word.Document()
    _style(file, document.language)
    _properties(file, document, at)
    _page(file, document)
    file.add_paragraph(clean(document.title), style="Title")
    for line in document.subtitle:
        file.add_paragraph(clean(line), style="Subtitle")
    numbering = Numbering(file) if document.numbered else None
    items = list(laid_out(document))
    for item, keep in zip(items, keeps(items), strict=True):
        _add(file, item, numbering, keep=keep)
    written = io.BytesIO()
    file.save(written)
    return _timeless(written.getvalue())


def _style(file: Any, language: str) -> None:
    styles = file.styles
    for name, size, bold, before, after in (
        ("Normal", 10.5, False, 0, 4),
        ("Title", 18, True, 0, 2),
        ("Subtitle", 10.5, False, 0, 2),
        ("Heading 1", 14, True, 0, 10),
        ("Heading 2", 11.5, True, 14, 5),
        ("Footer", 7.5, False, 0, 0),
    ):
        style = styles[name]
        font, form = style.font, style.paragraph_format
        font.name, font.size, font.bold, font.italic, font.color.rgb = FONT, Pt(size), bold, False, RGBColor(0, 0, 0)
        form.space_before, form.space_after = Pt(before), Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(script), FONT)
    for named in ("Title", "Subtitle"):
        for ornament in (*styles[named].element.iter(qn("w:pBdr")), *styles[named].element.rPr.iter(qn("w:spacing"))):
            ornament.getparent().remove(ornament)
    styles["Subtitle"].font.color.rgb = styles["Footer"].font.color.rgb = QUIET
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), LANGUAGES.get(language, language))


def _properties(file: Any, document: Document, at: datetime) -> None:
    about, moment = file.core_properties, at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.title, about.author, about.comments = clean(document.title)[:255], "Ashore", ""
    about.created = about.modified = moment
    about.last_modified_by, about.revision, about.language = "Ashore", 1, document.language


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(26), Mm(22)
    section.top_margin, section.bottom_margin = Mm(24), Mm(27)
    foot = section.footer.paragraphs[0]
    for stop in list(foot.style.paragraph_format.tab_stops):
        foot.style.paragraph_format.tab_stops._pPr.tabs.remove(stop._tab)
    foot.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{clean(document.footer)}\t")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _add(file: Any, item: Item, numbering: Numbering | None, *, keep: bool) -> None:
    if isinstance(item, Heading):
        _heading(file, item, numbering)
    elif isinstance(item, Paragraph):
        _paragraph(file, item, numbering, keep=keep)
    elif isinstance(item, Table):
        _table(file, item)
    else:
        _signatures(file, item)


def _heading(file: Any, item: Heading, numbering: Numbering | None) -> None:
    if item.level > 1:
        heading = file.add_paragraph(item.text, style="Heading 2")
        if numbering and item.number:
            numbering.put(heading, 0)
        return
    label = file.add_paragraph(item.number, style="Subtitle")
    label.paragraph_format.page_break_before = label.paragraph_format.keep_with_next = True
    file.add_paragraph(item.text, style="Heading 1")
    if numbering:
        numbering.restart()


def _paragraph(file: Any, item: Paragraph, numbering: Numbering | None, *, keep: bool) -> None:
    paragraph = file.add_paragraph(item.text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.keep_with_next = keep
    if numbering and item.number:
        numbering.put(paragraph, item.level - 1)
    if item.plain:
        _plain(file, item)


def _plain(file: Any, item: Paragraph) -> None:
    beside = file.add_paragraph()
    _quiet(beside, item.plain)
    beside.paragraph_format.left_indent = Mm(14 + 14 * (item.level - 2))
    _border(beside, "left", 8)


def _quiet(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.italic, run.font.size, run.font.color.rgb = True, Pt(9), QUIET


def _border(paragraph: Any, edge: str, space: int) -> None:
    rule = f'<w:{edge} w:val="single" w:sz="4" w:space="{space}" w:color="808080"/>'
    made = parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>")
    paragraph._p.get_or_add_pPr().insert_element_before(made, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _table(file: Any, table: Table) -> None:
    headed = any(column.name for column in table.columns)
    grid = file.add_table(rows=0, cols=len(table.columns))
    grid.autofit = False
    _borders(grid)
    whole = sum(column.share for column in table.columns)
    widths = [int(TEXT_WIDTH * column.share / whole) for column in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    if headed:
        _row(grid, table, (column.name for column in table.columns), widths, bold=True, head=True)
    for n, (row, plain) in enumerate(table.told()):
        _row(grid, table, row, widths, bold=n in table.emphasis)
        if plain:
            cells = grid.add_row().cells
            _quiet(cells[0].merge(cells[-1]).paragraphs[0], plain)
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(grid: Any, table: Table, row: Iterable[str], widths: list[int], *, bold: bool, head: bool = False) -> None:
    made = grid.add_row()
    properties = made._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if head:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, text, column, width in zip(made.cells, row, table.columns, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        if column.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(8 if table.small else 9.5)


def _borders(grid: Any) -> None:
    rule = 'w:val="single" w:sz="4" w:space="0" w:color="A0A0A0"'
    edges = f"<w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/>"
    made = parse_xml(f"<w:tblBorders {nsdecls('w')}>{edges}</w:tblBorders>")
    grid._tbl.tblPr.insert_element_before(made, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _signatures(file: Any, item: Signatures) -> None:
    grid = file.add_table(rows=1, cols=2 * len(item.blocks) - 1)
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    for cell, block in zip(grid.rows[0].cells[::2], item.blocks, strict=True):
        cell.paragraphs[0].add_run(block.side).bold = True
        for label, value in block.lines:
            if not value:
                cell.add_paragraph("\u00a0").paragraph_format.space_before = Pt(14)
            line = cell.add_paragraph()
            if not value:
                _border(line, "top", 1)
            said = line.add_run(label)
            said.font.size, said.font.color.rgb = Pt(8.5), QUIET
            if value:
                cell.add_paragraph(value)


def _timeless(data: bytes) -> bytes:
    """The same package with entries in their order and without times."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, FIRST_DAY)
            kept.compress_type, kept.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(kept, source.read(entry))
    return packed.getvalue()
