"""The message inside an S/MIME signature that wraps it (RFC 8551, 3.5.2: pkcs7-mime with smime-type=signed-data).

Only as much of CMS (RFC 5652) is read as leads to the content; nothing is verified.
"""

from dataclasses import replace

from ashore.core.kernel import Reason
from ashore.mail.attachments import Attachment
from ashore.mail.bodies import Body, sort_parts
from ashore.mail.structure import Part, walk
from ashore.mail.transfer import undo

_SIGNED = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_SEQUENCE, _OCTETS, _OCTETS_OF_PARTS, _EXPLICIT = 0x30, 0x04, 0x24, 0xA0
_MOST_PARTS = 200_000


def unwrapped(raw: bytes, top: Part, body: Body, wrong: list[Reason]) -> Body:
    """The body of what was signed, the signature as last attachment; ``body`` where it wraps nothing readable."""
    kind = top.content.parameters.get("smime-type", "").lower()
    if top.type not in ("application/pkcs7-mime", "application/x-pkcs7-mime") or kind not in ("", "signed-data"):
        return body
    inner = content(undo(raw[top.start : top.end], top.encoding)[0])
    if inner is None:
        if kind:
            wrong.append(Reason("mail.smime.not_opened"))
        return body
    inner_top, found = walk(inner, len(inner))
    wrong += found
    inside = sort_parts(inner, inner_top)
    return replace(inside, around=(Attachment(raw, top),), top_type=top.type, top_smime="signed-data")


def content(data: bytes) -> bytes | None:
    """The bytes that were signed, None where they cannot be found; DER and the BER of streaming mailers. Linear."""
    at = 0
    # ContentInfo { signedData, [0] { SignedData { version, digests, encapContentInfo { data, [0] { octets
    for step in (_SEQUENCE, _SIGNED, _EXPLICIT, _SEQUENCE, None, None, _SEQUENCE, _DATA, _EXPLICIT):
        if isinstance(step, bytes):
            if not data.startswith(step, at):
                return None
            at += len(step)
            continue
        head = _head(data, at)
        if head is None or (step is not None and head[0] != step):
            return None
        at, length = head[1], head[2]
        if step is None:
            if length is None:
                return None
            at += length
    return _octets(data, at)


def _head(data: bytes, at: int) -> tuple[int, int, int | None] | None:
    """Tag, where its content begins, and its length, None for one that runs to an end mark."""
    if at + 2 > len(data):
        return None
    tag, first = data[at], data[at + 1]
    if first < 0x80:
        return tag, at + 2, first
    if first == 0x80:
        return tag, at + 2, None
    count = first & 0x7F
    if count > 6 or at + 2 + count > len(data):
        return None
    return tag, at + 2 + count, int.from_bytes(data[at + 2 : at + 2 + count], "big")


def _octets(data: bytes, at: int) -> bytes | None:
    """An octet string: in one, or in parts of parts, read in the order in which they stand."""
    out = bytearray()
    for _ in range(_MOST_PARTS):
        head = _head(data, at)
        if head is None:
            break
        tag, begin, length = head
        if tag == _OCTETS and length is not None:
            out += data[begin : begin + length]
            at = begin + length
        elif tag == _OCTETS_OF_PARTS or (tag == 0 and length == 0):
            at = begin
        else:
            break
        if not _more(data, at):
            break
    return bytes(out) or None


def _more(data: bytes, at: int) -> bool:
    return data[at : at + 1] in (b"\x04", b"\x24", b"\x00")
