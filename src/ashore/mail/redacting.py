"""A stored message without one of the people in it: emptied where they wrote it, else with their names, addresses and
quoted words taken out. Everything else stays: who else took part, when, in which thread, with which files."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.header import Header
from functools import cached_property
from urllib.parse import quote

from ashore.mail import addresses
from ashore.mail.attachments import Attachment
from ashore.mail.encodedwords import header_text
from ashore.mail.headers import header_end
from ashore.mail.parsing import parse

GONE = "[erased]"
MARK = b"X-Ashore-Erased"
_PEOPLE = {"from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to", "return-path", "delivered-to",
           "x-original-to", "envelope-to", "disposition-notification-to"}  # fmt: skip
_OF_THE_BODY = re.compile(rb"(?i)(?:content-[\w-]+|mime-version|x-ms-[\w-]+|lines)\Z")
_SEALS = re.compile(rb"(?i)(?:dkim-signature|arc-[\w-]+|x-google-dkim-signature|domainkey-signature)\Z")
_KEPT_WHEN_EMPTIED = {"from", "to", "cc", "date", "message-id", "in-reply-to", "references", "subject", "received",
                      "reply-to", "sender", "list-id", "auto-submitted", "precedence", "authentication-results",
                      "thread-index"}  # fmt: skip
_FIELD_START = re.compile(rb"\r?\n(?![ \t])")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_ENDING = re.compile(r"[aeiouyáéíóúýаеёиоуыэюяйь]\Z")
_ENDINGS = (
    "ovou|ovej|ovi|ou|om|ová|ove|ov|em|ej|ia|iu|ie|im|ých|ým|ými|a|e|i|o|u|y|á|é|í|ý|"
    "ого|ому|ой|ою|ом|ым|ых|ыми|ей|ею|ем|ах|ами|ам|ов|а|е|и|о|у|ы|ю|я|ь|й"
)
_LEAST_QUOTED, _LEAST_PLAIN = 4, 40


@dataclass(frozen=True)
class Redaction:
    """Who is to be taken out. ``aliases``: what stands in the place of each address (lower case), itself where it
    stays; ``names``: whole names; ``short``: single names, given only where they mean nobody else; ``words``: all that
    they wrote in the conversation, to be found where others quote it."""

    aliases: Mapping[str, str]
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    words: str = ""

    def text(self, text: str) -> str:
        """The text without them."""
        if self._addresses:
            text = self._addresses.sub(lambda found: self.aliases[found[0].lower()], text)
        return self._called.sub(GONE, text) if self._called else text

    def letter(self, text: str) -> str:
        """The text of a letter without them and without what it quotes of theirs."""
        return self.text("\n".join(self._unquoted(text.split("\n"))) if self.words else text)

    def _unquoted(self, lines: Iterable[str]) -> Iterator[str]:
        last = ""
        for line in lines:
            mark = _QUOTE.match(line)
            core = _squeezed(line[mark.end() :] if mark else line)
            theirs = len(core) >= (_LEAST_QUOTED if mark else _LEAST_PLAIN) and core in self._squeezed_words
            shown = f"{mark[0] if mark else ''}{GONE}" if theirs else line
            if not (theirs and shown == last):
                yield shown
            last = shown

    @cached_property
    def _squeezed_words(self) -> str:
        return _squeezed(self.words)

    @cached_property
    def _addresses(self) -> "re.Pattern[str] | None":
        known = "|".join(re.escape(each) for each in sorted(self.aliases, key=len, reverse=True))
        return re.compile(rf"(?i)(?<![\w.+-])(?:{known})(?![\w-]|\.\w)") if known else None

    @cached_property
    def _called(self) -> "re.Pattern[str] | None":
        forms = [form for name in self.names for form in _forms(name)] + [_inflected(each) for each in self.short]
        known = "|".join(dict.fromkeys(forms))
        return re.compile(rf"(?<!\w)(?:{known})(?!\w)") if known else None


def redacted(raw: bytes, who: Redaction) -> bytes | None:
    """The message of somebody else without them; None where nothing of them is in it."""
    parsed = parse(raw)
    text, files = who.letter(parsed.text), parsed.attachments
    head = tuple(_fields(raw))
    fresh = tuple(_without(name, value, who) for name, value in head)
    changed_files = [_file(each, who) for each in files]
    markup = any(who.text(each) != each for each in parsed.html_parts)
    if text != parsed.text or markup or any(new is not None for new in changed_files):
        kept = [line for (name, _), line in zip(head, fresh, strict=True) if not _is_of_body(name)]
        content = [(each, each.content if new is None else new) for each, new in zip(files, changed_files, strict=True)]
        return _written(kept, text, content, who, parsed.body.top_type, raw)
    if all(line == _line(name, value) for (name, value), line in zip(head, fresh, strict=True)):
        return None
    kept = [line for (name, _), line in zip(head, fresh, strict=True) if not _SEALS.match(name)]
    return b"".join([*kept, MARK + b": names\n", b"\n", raw[header_end(raw, 0, len(raw))[1] :]])


def emptied(raw: bytes, who: Redaction) -> bytes:
    """Their own message without its words and files; when it was written, to whom, and in which thread, stays."""
    lines = [
        _without(name, value, who) for name, value in _fields(raw) if name.decode("ascii").lower() in _KEPT_WHEN_EMPTIED
    ]
    return _written(lines, GONE + "\n", [], who, "", raw)


def _fields(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, value as written, unfolded) of each header field in order."""
    stop, _ = header_end(raw, 0, len(raw))
    for line in _FIELD_START.split(raw[:stop]):
        name, colon, value = line.partition(b":")
        if colon and name.strip() and name.isascii() and not name.startswith((b"From ", b">From ")):
            yield name.strip(), b" ".join(value.split(b"\n")).replace(b"\r", b"").strip()


def _line(name: bytes, value: bytes) -> bytes:
    return name + b": " + value + b"\n"


def _without(name: bytes, value: bytes, who: Redaction) -> bytes:
    """A field without them, as it was where they are not in it."""
    text = header_text(value)
    if who.text(text) == text:
        return _line(name, value)
    if name.decode("ascii").lower() in _PEOPLE:
        found = [f"{_coded(who.text(each.name))} <{who.text(each.email)}>".strip() for each in addresses.read(value)]
        return _line(name, ", ".join(found).encode("utf-8", "replace"))
    return _line(name, _coded(who.text(text)).encode("utf-8", "replace"))


def _coded(text: str) -> str:
    if text.isascii():
        return f'"{text}"' if re.search(r'[()<>@,;:\\".\[\]]', text) and "=" not in text and '"' not in text else text
    return Header(text, "utf-8", maxlinelen=10_000).encode(linesep="")


def _file(each: Attachment, who: Redaction) -> bytes | None:
    """An attached letter or invitation without them; None where it is not touched. What is inside other files (PDF,
    pictures) cannot be told."""
    if each.is_message:
        return redacted(each.content, who)
    if not each.type.startswith("text/"):
        return None
    try:
        text = each.content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    clean = who.text(text)
    return clean.encode() if clean != text else None


def _written(
    head: Iterable[bytes],
    text: str,
    files: Iterable[tuple[Attachment, bytes]],
    who: Redaction,
    top: str,
    raw: bytes,
) -> bytes:
    kept = [line for line in head if not _SEALS.match(line.partition(b":")[0])]
    body = text.encode("utf-8", "replace")
    plain = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    start = b"".join([*kept, MARK, b": words\nMIME-Version: 1.0\n"])
    parts = [_part(each, data, who) for each, data in files]
    if not parts:
        return start + plain + b"\n" + body
    edge = b"ashore-" + hashlib.sha256(raw).hexdigest()[:40].encode()
    kind = b"report; report-type=delivery-status" if top == "multipart/report" else b"mixed"
    lines = [start, b"Content-Type: multipart/", kind, b'; boundary="', edge, b'"\n\n']
    for part in (plain + b"\n" + body, *parts):
        lines += [b"--", edge, b"\n", part, b"\n"]
    return b"".join([*lines, b"--", edge, b"--\n"])


def _part(each: Attachment, data: bytes, who: Redaction) -> bytes:
    name = quote(who.text(each.name), safe="")
    shown = b"inline" if each.is_inline else b"attachment"
    lines = [b"Content-Type: ", each.type.encode("ascii", "replace"), b"\nContent-Disposition: ", shown]
    lines += [b"; filename*=utf-8''", name.encode(), b"\n"]
    if each.content_id.isascii() and each.content_id and not re.search(r"\s", each.content_id):
        lines += [b"Content-ID: <", each.content_id.encode(), b">\n"]
    if each.is_message:
        return b"".join([*lines, b"Content-Transfer-Encoding: 8bit\n\n", data])
    return b"".join([*lines, b"Content-Transfer-Encoding: base64\n\n", base64.encodebytes(data)])


def _is_of_body(name: bytes) -> bool:
    return _OF_THE_BODY.match(name) is not None


def _forms(name: str) -> Iterator[str]:
    """A whole name in the order and the cases in which people write it."""
    parts = [_inflected(each) for each in name.split()]
    yield r"\s+".join(parts)
    if len(parts) > 1:
        yield r",?\s+".join([parts[-1], *parts[:-1]])


def _inflected(word: str) -> str:
    """A name with the endings that Russian and Slovak give it, as written or in capitals."""
    stem = _ENDING.sub("", word) if len(word) > 3 else word
    loose = rf"(?:{_ENDINGS})?" if len(word) > 3 else ""
    return f"(?:{re.escape(stem)}{loose}|{re.escape(stem.upper())}{loose.upper()}|{re.escape(word)})"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
