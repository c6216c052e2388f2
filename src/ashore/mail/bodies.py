"""Which parts of a message are its text, its HTML, its attachments."""

import re
from dataclasses import dataclass
from functools import cached_property

from ashore.core.kernel import Reason
from ashore.mail import tnef
from ashore.mail.attachments import Attachment
from ashore.mail.calendars import calendar_text
from ashore.mail.charsets import decode
from ashore.mail.filenames import safe_name
from ashore.mail.limits import MAX_HTML, MAX_TEXT
from ashore.mail.plaintext import html_to_text
from ashore.mail.structure import Part
from ashore.mail.transfer import undo

_SAYS_NOTHING = re.compile(
    r"(?i)\bhtml\b|(?:e-?mail )?(?:client|program|reader)|view (?:this|the) (?:e-?mail|message)|in (?:your|a) browser|в браузере|v prehliadači"  # noqa: E501
)
_MOST_PACKAGES = 5
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SHOWN = frozenset(
    {
        "text/plain",
        "text/html",
        "text/calendar",
        "text/enriched",
        "text/richtext",
        "text/x-markdown",
        "text/markdown",
        "text/x-amp-html",
    }
)


@dataclass(frozen=True)
class Body:
    """The parts of one message, sorted; decoding waits until it is asked for.

    ``shown``: groups of text parts in order; the parts of a group are alternatives of one text.
    ``around``: what wrapped the message (a signature).
    """

    raw: bytes
    shown: tuple[tuple[Part, ...], ...]
    rest: tuple[Part, ...]
    top_type: str = ""
    top_smime: str = ""
    around: tuple[Attachment, ...] = ()

    @cached_property
    def _decoded(self) -> tuple[str, tuple[str, ...], tuple[Reason, ...]]:
        texts: list[str] = []
        htmls: list[str] = []
        wrong: list[Reason] = []
        room = _Room()
        for group in self.shown:
            text, html = self._group(group, wrong, room)
            texts.append(text)
            if html:
                htmls.append(html)
        wrong += _packages(self.raw, self.rest)
        text = texts[0] if len(texts) == 1 else "\n\n".join(t.strip("\n") for t in texts if t.strip())
        return text, tuple(htmls), tuple(_unique(wrong))

    def _group(self, group: tuple[Part, ...], wrong: list[Reason], room: "_Room") -> tuple[str, str]:
        plain = html = event = ""
        for part in group:
            text = self._text_of(part, wrong, room)
            if part.type == "text/html":
                html = html or text
            elif part.type == "text/calendar":
                event = event or calendar_text(text)
            elif not plain:
                plain = _enriched(text) if part.type in ("text/enriched", "text/richtext") else text
        if html and _is_empty_shell(plain, html):
            readable = html_to_text(html[: room.html])
            room.html -= min(len(html), room.html)
            if len(readable) > len(plain.strip()):
                return readable, html
        return plain if plain.strip() else event or plain, html

    def _text_of(self, part: Part, wrong: list[Reason], room: "_Room") -> str:
        """A part's text: transfer encoding and charset undone, line ends made ``\\n``."""
        end = min(part.end, part.start + room.text)
        room.text -= end - part.start
        if end < part.end:
            wrong.append(Reason("mail.cut.text", params={"limit": MAX_TEXT}))
        data, sound = undo(self.raw[part.start : end], part.encoding)
        if not sound:
            wrong.append(Reason("mail.transfer.broken", params={"encoding": part.encoding[:40]}))
        wide = part.charset[:5].lower().startswith(("utf-1", "utf16", "utf-3", "utf32")) or data[:2] in _MARKS
        if b"\r" in data and not wide:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        text, fitted = decode(data, part.charset or _html_charset(part, data))
        if not fitted:
            wrong.append(Reason("mail.charset.unfit", params={"charset": part.charset[:60]}))
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    @property
    def text(self) -> str:
        """All text of the message as a person reads it; made from HTML where there is nothing else."""
        plain = self._surely_plain
        return self._decoded[0] if plain is None else plain

    @cached_property
    def _surely_plain(self) -> str | None:
        """The text where a plain part comes first that speaks for itself: the HTML beside it, mostly ten times as long,
        need not be decoded to know. None where it might matter."""
        group = self.shown[0] if len(self.shown) == 1 else ()
        if len(group) < 2 or group[0].type != "text/plain" or any(part.type != "text/html" for part in group[1:]):
            return None
        text = self._text_of(group[0], [], _Room())
        return text if text.strip() and not _may_be_shell(text.strip()) else None

    @property
    def html_parts(self) -> tuple[str, ...]:
        """The HTML parts as they came, never to be joined before each is sanitised (H59)."""
        return self._decoded[1]

    @property
    def defects(self) -> tuple[Reason, ...]:
        """What was wrong with the texts."""
        return self._decoded[2]

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """Everything that is not shown text, in order."""
        return (*(Attachment(self.raw, part) for part in self.rest), *self.around)


def _packages(raw: bytes, parts: tuple[Part, ...]) -> list[Reason]:
    """What Outlook's packages among the attachments hold (H14); of the first few of them."""
    out: list[Reason] = []
    for part in parts:
        name = part.disposition.parameters.get("filename") or part.content.parameters.get("name") or ""
        if len(out) < _MOST_PACKAGES and tnef.is_package(part.type, name):
            files = tnef.file_names(raw[part.start : min(part.end, part.start + tnef.READ)], part.encoding)
            shown = safe_name(name, "winmail.dat")
            if files:
                listed = ", ".join(files[:20])
                out.append(Reason("mail.tnef.holds", params={"name": shown, "count": len(files), "files": listed}))
            elif files is None:
                out.append(Reason("mail.tnef.unread", params={"name": shown}))
    return out


@dataclass(slots=True)
class _Room:
    """How much of a message's texts may still be decoded, and of its HTML be made readable."""

    text: int = MAX_TEXT
    html: int = MAX_HTML


def _unique(wrong: list[Reason]) -> list[Reason]:
    out: list[Reason] = []
    for reason in wrong:
        if reason not in out:
            out.append(reason)
    return out


def _html_charset(part: Part, data: bytes) -> str:
    if part.type != "text/html" or data.isascii():
        return ""
    match = re.search(rb"(?i)<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", data[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def _is_empty_shell(plain: str, html: str) -> bool:
    """Whether a plain text only stands in for its HTML (H60): empty, or a short "please use an HTML reader"."""
    bare = plain.strip()
    return not bare or (len(html) > 200 and _may_be_shell(bare))


def _may_be_shell(bare: str) -> bool:
    return len(bare) < 300 and _SAYS_NOTHING.search(bare) is not None


def _enriched(text: str) -> str:
    without = re.sub(r"(?i)<param>[^<]{0,500}</param>", "", text)
    return re.sub(r"</?[A-Za-z]{1,30}>", "", without).replace("<<", "<")


def sort_parts(raw: bytes, top: Part) -> Body:
    """Divide the leaves of a message into what is read and what is attached."""
    shown: list[tuple[Part, ...]] = []
    rest: list[Part] = []
    todo: list[tuple[Part, list[Part] | None]] = [(top, None)]
    groups: list[list[Part]] = []
    while todo:
        part, group = todo.pop()
        if part.parts:
            if part.type == "multipart/alternative" and group is None:
                group = []
                groups.append(group)
            todo.extend((child, group) for child in reversed(part.parts))
        elif _is_shown(part, top):
            if group is None or any(p.type == part.type for p in group):
                group = []
                groups.append(group)
            group.append(part)
            if part.type == "text/calendar":
                rest.append(part)
        else:
            rest.append(part)
    shown = [tuple(group) for group in groups if group]
    smime = top.content.parameters.get("smime-type", "").lower() if top.type.endswith("pkcs7-mime") else ""
    return Body(raw, tuple(shown), tuple(rest), top.type, smime)


def _is_shown(part: Part, top: Part) -> bool:
    if part.type not in _SHOWN and not (part.type.startswith("text/") and not _named(part)):
        # A multipart in which no part could be found is read as text rather than lost (H10, H12).
        return part is top and part.type.startswith("multipart/")
    if part.type.startswith("text/x-amp"):
        return False
    if part is top:
        return part.disposition.value != "attachment"
    if part.disposition.value == "attachment":
        return False
    return part.type == "text/calendar" or not _named(part)


def _named(part: Part) -> bool:
    return bool(part.disposition.parameters.get("filename") or part.content.parameters.get("name"))
