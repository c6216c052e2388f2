"""HTML rewritten tag by tag into a form that every parser reads alike, and not too deep (H50)."""

import re

from ashore.mail.limits import MAX_HTML_DEPTH, MAX_HTML_EMPHASIS, MAX_HTML_TAGS
from ashore.mail.plaintext import hides

_TAG = re.compile(
    r"""(/?)([a-zA-Z][a-zA-Z0-9]{0,20}+)((?>[\s/]*+[^\s"'<>/=`]{1,80}+(?>\s*+=\s*+(?>"[^"]{0,9999}+"|'[^']{0,9999}+'|[^\s"'<>=`]{1,4000}+))?+){0,60}+)[\s/]*+>"""
)
_NAME = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?![a-zA-Z0-9:])")
_SOURCE = re.compile(r"(?i)(?<![\w-])src(?=\s*=)")
_FLAT = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "wbr",
        "col",
        "base",
        "area",
        "embed",
        "source",
        "track",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "colgroup",
        "thead",
        "tbody",
        "tfoot",
        "html",
        "head",
        "body",
    ]
)
_EMPHASIS = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])
_LONGEST_TAG = 16_000
HIDDEN = "data-hidden"
"""The attribute by which elements are known that the sender meant not to be seen (H56)."""


def normalised(html: str) -> str:
    """The same HTML with only well-formed tags, at most MAX_HTML_DEPTH of them open.

    Pictures' ``src`` becomes ``data-src``; elements that the sender hides get the attribute HIDDEN.

    Tags in no sound form lose their attributes, those without an end are dropped; text stays. Linear. Nothing rests
    on this for safety but the time that the sanitiser behind it takes.
    """
    first, *pieces = html.split("<", MAX_HTML_TAGS)
    del pieces[MAX_HTML_TAGS - 1 :]
    out = [first.replace(">", "&gt;")]
    depth = 0
    emphasis = 0
    for piece in pieces:
        tag, text = _split(piece)
        if tag is not None:
            slash, name, attributes = tag
            if name in _EMPHASIS:
                emphasis += -1 if slash else 1
                emphasis = max(0, emphasis)
                if emphasis > MAX_HTML_EMPHASIS and not slash:
                    tag = None
            if name not in _FLAT:
                depth = max(0, depth + (-1 if slash else 1))
                if depth > MAX_HTML_DEPTH and not slash:
                    tag = None
            if tag is not None:
                if attributes and not slash and hides(attributes):
                    attributes = f' {HIDDEN}="yes"{attributes}'
                if name == "img":
                    attributes = _SOURCE.sub("data-src", attributes)
                out.append(f"<{slash}{name}{'' if slash else attributes}>")
        out.append(text)
    return "".join(out)


def _split(piece: str) -> tuple[tuple[str, str, str] | None, str]:
    """The tag at the start of what followed a "<", if there is one, and the text behind it."""
    match = _TAG.match(piece, 0, _LONGEST_TAG)
    if match:
        attributes = match[3]
        return (match[1], match[2].lower(), " " + attributes.strip() if attributes else ""), piece[match.end() :]
    if piece[:1] in ("!", "?") or (piece[:1] == "/" and not _NAME.match(piece)):
        return None, piece.partition(">")[2]
    named = _NAME.match(piece)
    if named:
        _, end, text = piece.partition(">")
        return ((named[1], named[2].lower(), ""), text) if end else (None, "")
    if re.match(r"/?[a-zA-Z]", piece):
        return None, piece.partition(">")[2]
    return None, "&lt;" + piece
