"""The few SVG elements the charts are made of, every text escaped."""

from collections.abc import Iterable
from hashlib import blake2s
from xml.sax.saxutils import escape, quoteattr

INK = "var(--ink, #22252b)"
FAINT = "var(--faint, #71757e)"
RULE = "var(--rule, #d9d6cf)"
ACCENT = "var(--accent, #1f5f7a)"
LATE = "var(--late, #a4452f)"


def element(name: str, /, *children: str, **attributes: object) -> str:
    """One element; attribute names write ``_`` for ``-``, numbers are rounded to tenths, children are ready SVG."""
    inner = "".join(children)
    head = name + "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_number(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{head}>{inner}</{name}>" if inner else f"<{head}/>"


def words(text: str) -> str:
    """A text as SVG content; control characters, which XML forbids, are left out."""
    return escape("".join(c for c in text if c >= " " or c in "\t\n"))


def label(text: str, x: float, y: float, *, anchor: str = "middle", fill: str = FAINT, size: float = 12) -> str:
    """A short text at a point."""
    return element("text", words(text), x=x, y=y, text_anchor=anchor, fill=fill, font_size=size)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, dashes: str | None = None) -> str:
    """A straight rule."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_dasharray=dashes)


def picture(width: int, height: int, title: str, description: str, parts: Iterable[str], *, styled: bool = True) -> str:
    """A whole drawing with its accessible name and description; ids derive from the content. ``styled``: it brings its
    size along, as pages need that have no style sheet of ours; else it is of the class ``chart``."""
    body = "".join(parts)
    name = "c" + blake2s((title + description + body).encode("utf-8", "replace"), digest_size=5).hexdigest()
    return element(
        "svg",
        element("title", words(title) or " ", id=f"{name}t"),
        element("desc", words(description) or " ", id=f"{name}d"),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_labelledby=f"{name}t {name}d",
        font_family="system-ui, sans-serif",
        **_size(width) if styled else {"class_": "chart"},
    )


def _size(width: int) -> dict[str, str]:
    return {"style": f"max-width:{width}px;width:100%;height:auto;font-variant-numeric:tabular-nums"}


def _number(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
