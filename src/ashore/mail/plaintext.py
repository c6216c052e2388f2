"""HTML mail as readable plain text, in one linear pass over its tags (H50, H60, H61)."""

# ruff: noqa: E501, SIM905 - tables of names are read as rows

import re
from functools import cache
from html import unescape
from typing import NamedTuple

from ashore.mail.limits import MAX_HTML, MAX_HTML_TAGS

_UNSEEN = (
    "style",
    "script",
    "title",
    "template",
    "noscript",
    "textarea",
    "svg",
    "math",
    "xml",
    "select",
    "iframe",
    "object",
)
_DROPPED = re.compile(
    # Two letters first, which most tags do not have: to try all names at each tag takes three times as long.
    rf"<(?=!|[stnmxio][tcveiomfba])(?:(!--)|({'|'.join(_UNSEEN)})(?=[\s>/]))",
    re.IGNORECASE | re.ASCII,  # else a long s makes "<ſcript" one of these
)
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:]{0,30})")
_RUN = re.compile(r" {2,}")
_PRE = re.compile(r"(?i)<pre[\s>]")
_HREF = re.compile(r"""(?i)\bhref\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ALT = re.compile(r"""(?i)\balt\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')""")
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?:px|pt|em|%)?\s{0,9}[;\"']|mso-hide\s{0,9}:\s{0,9}all|(?<=[\s\"'])hidden(?=[\s>=/]|\Z)"
)
_NOTHING, _BREAK, _LINE, _PARAGRAPH, _CELL, _LINK, _RULE, _PICTURE, _HIDE = range(9)
_VOID = frozenset("br hr img input meta link wbr col base area embed source track".split())
_KINDS = {
    **dict.fromkeys("p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre fieldset address".split(), _PARAGRAPH),
    **dict.fromkeys(
        "div tr li dt dd section article header footer main nav aside form center caption figure figcaption thead tbody "
        "body html details summary legend option optgroup".split(),
        _LINE,
    ),
    **dict.fromkeys(["span", "font", "b", "i", "u", "strong", "em"], _NOTHING),
    "br": _BREAK, "td": _CELL, "th": _CELL, "a": _LINK, "hr": _RULE, "img": _PICTURE,
}  # fmt: skip
_QUOTE_LIMIT = 20


def html_to_text(html: str) -> str:
    """What a reader of the HTML sees, as plain text.

    Blocks become lines, paragraphs are parted by a blank line, lists get marks, table cells tabs, quotes "> " at
    each line; links show their target where the text does not; hidden text, style, script and comments are left
    out. Linear in the length; of more than MAX_HTML characters or MAX_HTML_TAGS
    tags the rest is left out.
    """
    return _Writer().write(drop_unseen(html)[:MAX_HTML])


def drop_unseen(html: str) -> str:
    """HTML without comments (Outlook's conditional ones included), style, script and other unseen elements."""
    out: list[str] = []
    at = 0
    while True:
        match = _DROPPED.search(html, at)
        if not match:
            out.append(html[at:])
            return "".join(out)
        out.append(html[at : match.start()])
        if match[1]:
            end = html.find("-->", match.start() + 2)
            at = end + 3 if end >= 0 else _end_of_open_comment(html, match.end())
        else:
            closer = _closer(match[2].lower()).search(html, match.end())
            end = html.find(">", closer.end()) if closer else -1
            at = end + 1 if end >= 0 else len(html)


@cache
def _closer(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b", re.IGNORECASE | re.ASCII)


def _end_of_open_comment(html: str, at: int) -> int:
    """A comment that is never closed swallows the rest in a browser; "<!-->" style slips end at the next ">"."""
    return at + 1 if html.startswith(">", at) else len(html)


class _Tag(NamedTuple):
    """What a tag does to the text. ``detail``: the target of a link, the label of a picture."""

    kind: int
    name: str
    closes: bool
    detail: str = ""


class _Writer:
    """Collects lines; ``depth`` of blockquotes, lists and hidden elements are its whole state."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quote = 0
        self.lists: list[int] = []
        self.pre = 0
        self.hidden = ""
        self.hidden_depth = 0
        self.links: list[tuple[str, int]] = []
        self.pending = ""
        self.spare = False

    def write(self, html: str) -> str:
        """The text. Mailers repeat most tags to the letter, so each spelling is understood once."""
        self.spare = _PRE.search(html) is not None
        first, *pieces = (html if self.spare else _spaced(html)).split("<", MAX_HTML_TAGS)
        del pieces[MAX_HTML_TAGS - 1 :]
        self.text(first)
        known: dict[str, _Tag] = {}
        line = self.line
        for piece in pieces:
            head, closed, rest = piece.partition(">")
            tag = known.get(head) if closed else None
            if tag is None:
                tag, rest = _understood(piece, head, closed, rest)
                if tag is not None and len(head) + len(rest) + 1 == len(piece):
                    known[head] = tag
            if self.hidden:
                if tag is not None:
                    self._skip(tag)
            elif tag is not None and (kind := tag[0]):
                if kind == _CELL:
                    if line:
                        line.append("\t")
                elif kind != _LINE or line or tag[1] == "li":
                    self._tag(tag)
            if rest and not self.hidden:
                if self.spare or "&" in rest:
                    self.text(rest)
                elif line or rest != " ":
                    line.append(rest)
        self.newline()
        return self._joined()

    def _skip(self, tag: _Tag) -> None:
        if tag.name == self.hidden:
            self.hidden_depth += -1 if tag.closes else 1
            if self.hidden_depth == 0:
                self.hidden = ""

    def _tag(self, tag: _Tag) -> None:
        kind, name, closes, detail = tag
        if kind == _LINE:
            self._line_tag(name, closes)
        elif kind == _LINK:
            self._link(closes, detail)
        elif kind == _BREAK:
            self.newline(keep=True)
        elif kind == _PARAGRAPH:
            self._paragraph_tag(name, closes)
        elif kind == _HIDE:
            self.hidden, self.hidden_depth = name, 1
        elif kind == _RULE:
            self.newline()
            self.line.append("_" * 32)
            self.newline()
        elif detail:
            self.text(f"[{detail}]")

    def _line_tag(self, name: str, closes: bool) -> None:
        if self.line:
            self.newline()
        if name == "li" and not closes:
            self.pending = "  " * max(0, len(self.lists) - 1)
            if self.lists and self.lists[-1] >= 0:
                self.lists[-1] += 1
                self.pending += f"{self.lists[-1]}. "
            else:
                self.pending += "- "

    def _paragraph_tag(self, name: str, closes: bool) -> None:
        self.newline()
        if name in ("ul", "ol"):
            if closes:
                if self.lists:
                    self.lists.pop()
            elif len(self.lists) < _QUOTE_LIMIT:
                self.lists.append(0 if name == "ol" else -1)
            if self.lists[1 - closes :]:
                return
        if name == "table":
            return
        if name == "blockquote" and closes:
            self.quote = max(0, self.quote - 1)
            if self.lines and not self.lines[-1].strip("> "):
                self.lines.pop()
        self.blank()
        if name == "blockquote":
            self.quote += not closes
        elif name == "pre":
            self.pre = 0 if closes else 1

    def _link(self, closes: bool, target: str) -> None:
        if not closes:
            if len(self.links) < 50:
                self.links.append((target, len(self.line)))
        elif self.links:
            target, begun = self.links.pop()
            if target[:4].lower() in ("http", "ftp:") and len(target) <= 2000:
                shown = "".join(self.line[begun:]).strip()
                if not shown:
                    self.line.append(f"<{target}>")
                elif " " in shown or _differs(shown, target):
                    self.line.append(f" <{target}>")

    def text(self, piece: str) -> None:
        if "&" in piece:
            piece = unescape(piece)
        if not self.pre and (self.spare or not piece.isprintable()):
            piece = _spaced(piece)
        if self.pre:
            first, *more = piece.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for line in more:
                self.newline(keep=True)
                self.line.append(line)
        elif piece != " " or self.line:
            self.line.append(piece)

    def newline(self, *, keep: bool = False) -> None:
        """End the line; an empty one is written only if ``keep``."""
        text = "".join(self.line)
        self.line.clear()
        if self.links:
            self.links = [(target, 0) for target, _ in self.links]
        text = text.rstrip() if self.pre else _tidy(text)
        if text:
            if self.quote or self.pending:
                text = "> " * min(self.quote, _QUOTE_LIMIT) + self.pending + text
                self.pending = ""
            self.lines.append(text)
        elif keep:
            self.blank(always=True)

    def blank(self, *, always: bool = False) -> None:
        """A line without text below the last one, once unless ``always``."""
        if self.lines and (always or self.lines[-1].strip("> ")):
            self.lines.append(("> " * min(self.quote, _QUOTE_LIMIT)).rstrip())

    def _joined(self) -> str:
        lines = self.lines
        while lines and not lines[-1].strip("> "):
            lines.pop()
        return "\n".join(lines).replace("\xa0", " ").replace("\0", "\ufffd")


def _spaced(text: str) -> str:
    """Text or HTML with every blank as a space, runs of them as one, without soft hyphens and their like."""
    if not text.isascii():
        for unseen in "\u200b\ufeff\u00ad":
            text = text.replace(unseen, "")
    for blank in "\n\r\t\f":
        text = text.replace(blank, " ")
    while "  " in text:  # each pass halves the runs
        text = text.replace("  ", " ")
    return text


def _understood(piece: str, head: str, closed: str, rest: str) -> tuple[_Tag | None, str]:
    """The tag at the start of what followed a "<", None where there is none, and the text behind it."""
    if closed and head.startswith('a href="') and head.find('"', 8) == len(head) - 1:
        return _Tag(_LINK, "a", False, _target(head[8:-1])), rest
    name = head.partition(" ")[0]
    attributes, closes = head[len(name) :], False
    kind = _KINDS.get(name)
    if kind is None:
        match = _NAME.match(head)
        if not match:
            if head[:1] not in ("!", "?", "/"):
                return None, "<" + piece
            return None, rest
        name, closes, attributes = match[2].lower(), bool(match[1]), head[match.end() :]
        kind = _KINDS.get(name, _NOTHING)
        if closes and kind in (_CELL, _RULE, _PICTURE):
            kind = _NOTHING
    if not closed:
        return None, ""
    if '"' in head and head.count('"') % 2:
        end = _later_end(piece, len(head))
        attributes, rest = attributes + piece[len(head) : end], piece[end + 1 :]
    if attributes and not closes and name not in _VOID and hides(attributes):
        kind = _HIDE
    return _Tag(kind, name, closes, _detail(kind, closes, attributes)), rest


def _later_end(piece: str, end: int) -> int:
    """Index of the ">" that ends a tag whose first ">" stands inside a quoted attribute."""
    closing = piece.find('"', end)
    later = piece.find(">", closing) if closing >= 0 else -1
    return later if later >= 0 else end


def hides(attributes: str) -> bool:
    """Whether a tag's attributes keep its element from being seen (H56)."""
    low = attributes.lower()
    return ("none" in low or "hid" in low or "font-size" in low) and _HIDDEN.search(low) is not None


def _tidy(text: str) -> str:
    text = text.strip(" \xa0\t")
    return _RUN.sub(" ", text) if "  " in text else text


def _detail(kind: int, closes: bool, attributes: str) -> str:
    if closes or not attributes:
        return ""
    if kind == _LINK:
        match = _HREF.search(attributes)
        return _target(match[1] or match[2] or match[3] or "") if match else ""
    alt = _ALT.search(attributes) if kind == _PICTURE else None
    return (alt[1] or alt[2] or "").strip() if alt else ""


def _target(href: str) -> str:
    return (unescape(href) if "&" in href else href).strip()


def _differs(shown: str, target: str) -> bool:
    """Whether a link's target says more than its text."""
    return _bare(target) != _bare(shown)


def _bare(address: str) -> str:
    return address.lower().rstrip("/").rpartition("://")[2].removeprefix("www.")
