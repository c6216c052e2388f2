"""Documents that people sign, read and keep: from frozen data to PDF, DOCX and HTML that say the same."""

from datetime import datetime
from typing import Literal

from ashore.documents.model import Document

Format = Literal["pdf", "docx", "html"]

__all__ = ["Document", "Format", "write"]


def write(document: Document, form: Format, at: datetime) -> bytes:
    """The document in a format (HTML in UTF-8). ``at``: the date written into the file; same input, same bytes.

    Raises ``pdf.Unprintable`` where Typst cannot set it.
    """
    if form == "html":
        from ashore.documents.html import html

        return html(document).encode("utf-8")
    if form == "docx":
        from ashore.documents.docx import docx

        return docx(document, at)
    from ashore.documents.pdf import pdf

    return pdf(document, at)
