"""Who a message says it is: its own id, those it answers, its list (H31, H41, H43, H46)."""

import re
from base64 import b64decode

from ashore.mail.limits import MAX_ID, MAX_REFERENCES

_ANGLED = re.compile(rb"<([^<>]*)>")
_BETWEEN = re.compile(rb"[\s<>()\",;:]+")
_SPACE = re.compile(rb"\s+")
_USUAL = re.compile(rb"[!-~]{1,%d}" % MAX_ID)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")

_LONGEST_FIELD = 2 * 1024 * 1024
_LONGEST_ID = 4 * MAX_ID


def message_ids(value: bytes) -> tuple[str, ...]:
    """Ids in a field, in order, without angle brackets and blanks, each once; of very many the first and the last."""
    if len(value) > _LONGEST_FIELD:
        half = _LONGEST_FIELD // 2
        value = value[:half] + b" <> " + value[-half:]
    if not value:
        return ()
    found = _ANGLED.findall(value)
    if not any(found):
        found = [item for item in _BETWEEN.split(value[:100_000]) if b"@" in item.strip(b"@")]
    if len(found) > MAX_REFERENCES:
        half = MAX_REFERENCES // 2
        found = found[:half] + found[-half:]
    ids = dict.fromkeys(map(clean_id, found))
    ids.pop("", None)
    return tuple(ids)


def own_id(value: bytes) -> str:
    """A Message-ID without angle brackets and blanks; empty for an empty one or ``<>``."""
    value = value[:_LONGEST_ID]
    match = _ANGLED.search(value)
    return clean_id(match[1] if match else value.strip(b"<> \t\r\n"))


def clean_id(item: bytes) -> str:
    """One id as text of at most MAX_ID characters; blanks are folding and never part of it."""
    if _USUAL.fullmatch(item):
        return item.decode("ascii")
    item = item[:_LONGEST_ID]
    squeezed = _SPACE.sub(b"", item) if b" " in item or b"\n" in item or b"\t" in item else item
    return squeezed[:MAX_ID].decode("utf-8", "replace").replace("\0", "\ufffd").replace("\r", "")


def thread_index(value: bytes) -> str:
    """First 22 bytes of Outlook's Thread-Index as hex, empty where it is none."""
    coded = _NO_BASE64.sub(b"", value[:400])
    coded = coded[: len(coded) // 4 * 4]
    data = b64decode(coded) if coded else b""
    return data[:22].hex() if len(data) >= 22 else ""


def list_id(value: bytes) -> str:
    """The identifier of a mailing list (RFC 2919) in lower case: what stands in the angle brackets, or the whole."""
    value = value[:_LONGEST_ID]
    match = _ANGLED.search(value)
    text = (match[1] if match else value).decode("utf-8", "replace")
    return "".join(text.split()).strip('<>"').lower()[:255]
