"""HTML mail made harmless (H49-H59): an allow-list through nh3, behind caps on size and depth."""

import re
from functools import lru_cache
from html import escape
from urllib.parse import unquote

import nh3

from ashore.mail.limits import MAX_HTML, MAX_HTML_ENTITIES, MAX_HTML_TAGS
from ashore.mail.markup import HIDDEN, normalised
from ashore.mail.plaintext import drop_unseen, hides, html_to_text

_TAGS = {
    "a",
    "abbr",
    "acronym",
    "address",
    "b",
    "bdi",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
}

_EMPTIED = {
    "script",
    "style",
    "title",
    "noscript",
    "template",
    "textarea",
    "select",
    "iframe",
    "object",
    "svg",
    "math",
    "xml",
}
_CELL = {"colspan", "rowspan", "width", "height", "bgcolor", "nowrap"}
_ATTRIBUTES = {
    "*": {"dir", "lang", "align", "valign", "style", HIDDEN},
    "a": {"href", "title"},
    "img": {"data-src", "alt", "width", "height", "title"},
    "table": {"border", "cellpadding", "cellspacing", "width", "bgcolor"},
    "td": _CELL,
    "th": _CELL,
    "col": {"width", "span"},
    "font": {"color", "face", "size"},
    "ol": {"start", "type"},
}
_STYLES = frozenset(
    [
        "color",
        "background-color",
        "font-weight",
        "font-style",
        "font-family",
        "font-size",
        "text-align",
        "text-decoration",
        "line-height",
        "border",
        "border-top",
        "border-bottom",
        "border-left",
        "border-right",
        "border-color",
        "border-style",
        "border-width",
        "border-collapse",
        "padding",
        "padding-left",
        "padding-right",
        "padding-top",
        "padding-bottom",
        "margin-left",
        "margin-bottom",
        "margin-right",
        "margin-top",
        "vertical-align",
        "white-space",
        "list-style-type",
        "width",
        "max-width",
    ]
)
_SAFE_VALUE = re.compile(r"(?:[\w\s.,#%'+-]|\b(?:rgb|rgba|hsl|hsla)\([\d\s.,%/-]{1,60}\)|!important)*\Z")
_FONT_SIZE = re.compile(
    r"(?:(?:[89]|[1-4]\d)(?:\.\d{1,4})?(?:px|pt)|(?:0?\.[89]\d*|[1-3](?:\.\d{1,4})?)r?em|[5-9]\d%|[12]\d\d%|(?:x+-)?large|medium|small(?:er)?)\Z"
)
_BIG_OR_NEGATIVE = re.compile(r"-\s*\d|\d{5,}")
_WEB = re.compile(r"https?://[^\s]", re.IGNORECASE)
_TARGET = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*?)( href="[^"]*")((?: [a-z-]+="[^"]*")*)>')
_AS_HIDDEN = "border:1px dashed #888;color:#6b6b6b;font-size:12px"
_CID = re.compile(r"cid:[^\s]", re.IGNORECASE)


def sanitise(html: str, *, own_parts: frozenset[str] = frozenset()) -> str:
    """HTML to be shown in a sandboxed frame: no script, form, active element, style sheet, id, name or class.

    Nothing in it makes a browser fetch anything (H51): pictures carry their address as ``data-src`` (http, https or
    cid only), which the page may turn into ``src`` once the user allows it; of ``cid:`` only ``own_parts`` stay, the
    Content-IDs of the same message (H53). Links open outside, without referrer, ``href`` standing first in them. What
    the sender hid (``display:none``, ``font-size:0`` ...) carries ``data-hidden="yes"`` and a dashed frame (H56).
    HTML over MAX_HTML characters is cut, elements deeper than MAX_HTML_DEPTH are flattened. Linear.
    """
    if html.count("<") > MAX_HTML_TAGS * 2:
        return _as_text(html)
    prepared = normalised(drop_unseen(html.replace("\0", ""))[:MAX_HTML])
    if prepared.count("&") + prepared.count("\xa0") > MAX_HTML_ENTITIES:
        return _as_text(html)
    clean = nh3.clean(
        prepared,
        tags=_TAGS,
        clean_content_tags=_EMPTIED,
        attributes=_ATTRIBUTES,
        attribute_filter=lambda tag, name, value: _attribute(tag, name, value, own_parts),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
        strip_comments=True,
    )
    return _LINK.sub(_href_first, clean)


def _as_text(html: str) -> str:
    return f'<div style="white-space:pre-wrap">{escape(html_to_text(html))}</div>'


def _href_first(tag: re.Match[str]) -> str:
    return f"<a{tag[2]}{tag[1]}{tag[3]}>"


def _attribute(_tag: str, name: str, value: str, own_parts: frozenset[str]) -> str | None:
    """A permitted attribute's value as it may stay, None to drop it."""
    if name == "style":
        return _style(value) or None
    if name == HIDDEN:
        return "yes"
    if name == "href":
        return value if _TARGET.match(value.strip()) else None
    if name == "data-src":
        plain = value.strip()
        return plain if _WEB.match(plain) or (_CID.match(plain) and unquote(plain[4:]) in own_parts) else None
    if name in ("width", "height"):
        return value if re.fullmatch(r"\d{1,4}(?:\.\d+)?(?:px|%)?", value.strip()) else None
    return value[:500]


@lru_cache(maxsize=4096)
def _style(value: str) -> str:
    """Declarations that only colour, space and align; none that calls, fetches, moves or hides (H51, H56)."""
    if hides(f'"{value}"'):
        return _AS_HIDDEN
    if len(value) > 4000 or "\\" in value or "/*" in value:
        return ""
    kept = []
    for declaration in value.split(";"):
        name, colon, setting = declaration.partition(":")
        name, setting = name.strip().lower(), setting.strip().replace('"', "'")
        if (
            colon
            and name in _STYLES
            and len(setting) <= 200
            and _SAFE_VALUE.match(setting)
            and _harmless(name, setting.lower())
        ):
            kept.append(f"{name}:{setting}")
    return ";".join(kept)


def _harmless(name: str, setting: str) -> bool:
    if _BIG_OR_NEGATIVE.search(setting):
        return False
    return name != "font-size" or _FONT_SIZE.match(setting) is not None
