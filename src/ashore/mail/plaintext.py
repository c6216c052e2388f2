"""HTML mail as readable plain text, in one linear pass over its tags (H50, H60, H61)."""

import re
from html import unescape

from ashore.mail.limits import MAX_HTML

_DROPPED = re.compile(
    r"<(?:(!--)|(style|script|title|template|noscript|textarea|svg|math|xml|select|iframe|object)(?=[\s>/]))",
    re.IGNORECASE,
)
_CLOSERS = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in (
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
}
_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:]{0,30})")
_SPACES = re.compile(r"[\t\r\n\f\u200b\ufeff\u00ad][ \t\r\n\f\u200b\ufeff\u00ad]*| [ \t\r\n\f\u200b\ufeff\u00ad]+")
_HREF = re.compile(r"""(?i)\bhref\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ALT = re.compile(r"""(?i)\balt\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')""")
_HIDDEN = re.compile(
    r"(?i)display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?:px|pt|em|%)?\s{0,9}[;\"']|mso-hide\s{0,9}:\s{0,9}all|(?<=[\s\"'])hidden(?=[\s>=/]|\Z)"
)
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "fieldset", "address"}
)
_LINES = frozenset(
    {
        "div",
        "tr",
        "li",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "aside",
        "form",
        "center",
        "caption",
        "figure",
        "figcaption",
        "thead",
        "tbody",
        "body",
        "html",
        "details",
        "summary",
        "legend",
        "option",
        "optgroup",
    }
)
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "wbr", "col", "base", "area", "embed", "source", "track"}
)
_MATTERS = _PARAGRAPHS | _LINES | {"br", "td", "th", "a", "hr"}
_QUOTE_LIMIT = 20


def html_to_text(html: str) -> str:
    """What a reader of the HTML sees, as plain text.

    Blocks become lines, paragraphs are parted by a blank line, lists get marks, table cells tabs, quotes "> " at
    each line; links show their target where the text does not; hidden text, style, script and comments are left
    out. Linear in the length; of more than MAX_HTML characters the rest is left out.
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
            closer = _CLOSERS[match[2].lower()].search(html, match.end())
            end = html.find(">", closer.end()) if closer else -1
            at = end + 1 if end >= 0 else len(html)


def _end_of_open_comment(html: str, at: int) -> int:
    """A comment that is never closed swallows the rest in a browser; "<!-->" style slips end at the next ">"."""
    return at + 1 if html.startswith(">", at) else len(html)


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

    def write(self, html: str) -> str:
        first, *pieces = html.split("<")
        self.text(first)
        for piece in pieces:
            match = _TAG.match(piece)
            if match:
                end = piece.find(">")
                if end < 0:
                    continue
                if '"' in piece and piece.count('"', 0, end) % 2:
                    end = self._later_end(piece, end)
                name, after = match[2].lower(), match.end()
                if self.hidden:
                    self._skip(name, match[1])
                elif end > after or name in _MATTERS:
                    self._tag(name, match[1], piece[after:end])
                rest = piece[end + 1 :]
            elif piece[:1] in ("!", "?", "/"):
                rest = piece.partition(">")[2]
            else:
                rest = "<" + piece
            if rest and not self.hidden:
                self.text(rest)
        self.newline()
        return self._joined()

    @staticmethod
    def _later_end(piece: str, end: int) -> int:
        """Index of the ">" that ends a tag whose first ">" stands inside a quoted attribute."""
        closing = piece.find('"', end)
        later = piece.find(">", closing) if closing >= 0 else -1
        return later if later >= 0 else end

    def _skip(self, name: str, slash: str) -> None:
        if name == self.hidden:
            self.hidden_depth += -1 if slash else 1
            if self.hidden_depth == 0:
                self.hidden = ""

    def _tag(self, name: str, slash: str, attributes: str) -> None:
        if not slash and attributes and name not in _VOID and _may_hide(attributes) and _HIDDEN.search(attributes):
            self.hidden, self.hidden_depth = name, 1
            return
        if name == "br":
            self.newline(keep=True)
        elif name in _LINES:
            self._line_tag(name, slash)
        elif name in _PARAGRAPHS:
            self._paragraph_tag(name, slash)
        elif name in ("td", "th"):
            if not slash and self.line and "".join(self.line).strip():
                self.line.append("\t")
        elif name == "a":
            self._link(slash, attributes)
        elif name == "hr":
            self.newline()
            self.line.append("_" * 32)
            self.newline()
        elif name == "img" and attributes:
            alt = _ALT.search(attributes)
            label = (alt[1] or alt[2] or "").strip() if alt else ""
            if label:
                self.text(f"[{label}]")

    def _line_tag(self, name: str, slash: str) -> None:
        self.newline()
        if name == "li" and not slash:
            self.pending = "  " * max(0, len(self.lists) - 1)
            if self.lists and self.lists[-1] >= 0:
                self.lists[-1] += 1
                self.pending += f"{self.lists[-1]}. "
            else:
                self.pending += "- "

    def _paragraph_tag(self, name: str, slash: str) -> None:
        self.newline()
        if name in ("ul", "ol"):
            if slash:
                if self.lists:
                    self.lists.pop()
            elif len(self.lists) < _QUOTE_LIMIT:
                self.lists.append(0 if name == "ol" else -1)
            if self.lists[1 - bool(slash) :]:
                return
        if name == "table":
            return
        if name == "blockquote" and slash:
            self.quote = max(0, self.quote - 1)
            if self.lines and not self.lines[-1].strip("> "):
                self.lines.pop()
        self.blank()
        if name == "blockquote":
            self.quote += not slash
        elif name == "pre":
            self.pre = 0 if slash else 1

    def _link(self, slash: str, attributes: str) -> None:
        if not slash:
            if len(self.links) < 50:
                self.links.append((unescape(_href(attributes)), len(self.line)))
        elif self.links:
            target, begun = self.links.pop()
            shown = "".join(self.line[begun:]).strip() if begun <= len(self.line) else ""
            if target[:4].lower() in ("http", "ftp:") and len(target) <= 2000 and _differs(shown, target):
                self.line.append(f" <{target}>" if shown else f"<{target}>")

    def text(self, piece: str) -> None:
        if "&" in piece:
            piece = unescape(piece)
        if self.pre:
            first, *more = piece.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for line in more:
                self.newline(keep=True)
                self.line.append(line)
            return
        piece = _SPACES.sub(" ", piece)
        if piece == " " and not self.line:
            return
        self.line.append(piece)

    def newline(self, *, keep: bool = False) -> None:
        """End the line; an empty one is written only if ``keep``."""
        text = "".join(self.line)
        self.line.clear()
        if self.links:
            self.links = [(target, 0) for target, _ in self.links]
        text = text.rstrip() if self.pre else _tidy(text)
        if text:
            self.lines.append("> " * min(self.quote, _QUOTE_LIMIT) + self.pending + text)
            self.pending = ""
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


def _tidy(text: str) -> str:
    text = text.strip(" \xa0\t")
    return re.sub(r" {2,}", " ", text) if "  " in text else text


def _href(attributes: str) -> str:
    at = attributes.find('href="')
    end = attributes.find('"', at + 6) if at > 0 else -1
    if end > 0 and attributes[at - 1].isspace():
        return attributes[at + 6 : end].strip()
    match = _HREF.search(attributes)
    return (match[1] or match[2] or match[3] or "").strip() if match else ""


def _may_hide(attributes: str) -> bool:
    """A quick look before the exact one: most tags hide nothing."""
    low = attributes.lower()
    return "none" in low or "hid" in low or "font-size" in low


def _differs(shown: str, target: str) -> bool:
    """Whether a link's target says more than its text."""
    return _bare(target) != _bare(shown)


def _bare(address: str) -> str:
    return address.lower().rstrip("/").rpartition("://")[2].removeprefix("www.")
