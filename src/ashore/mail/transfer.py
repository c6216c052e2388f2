"""Content-Transfer-Encoding undone, broken input included, in linear time (H23, H24)."""

import binascii
import re
from base64 import b64decode

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_SOFT_BREAK_AT_END = re.compile(rb"=[ \t]*\r?\n?\Z")


def undo(data: bytes, encoding: str) -> tuple[bytes, bool]:
    """The bytes behind a transfer encoding, and whether they were sound; an unknown encoding changes nothing."""
    if encoding in ("", "7bit", "8bit", "binary"):
        return data, True
    if encoding == "base64":
        return base64_bytes(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data), True
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return uudecoded(data)
    return data, False


def base64_bytes(data: bytes) -> tuple[bytes, bool]:
    """What can be read of base64: garbage between is skipped, wrong padding mended, joined pieces read on."""
    pads = data.count(b"=")
    try:
        # a2b_base64 itself leaps over line ends and foreign bytes; only padding stops it, so that must come last.
        if not pads or (pads <= 2 and data.rstrip().endswith(b"=" * pads)):
            return binascii.a2b_base64(data), True
    except binascii.Error:
        pass
    clean = _NO_BASE64.sub(b"", data)
    return b"".join(map(_piece, clean.replace(b"=", b" ").split())), False


def _piece(piece: bytes) -> bytes:
    odd = len(piece) % 4
    if odd == 1:
        piece, odd = piece[:-1], 0
    return b64decode(piece + b"=" * (-odd % 4))


def uudecoded(data: bytes) -> tuple[bytes, bool]:
    """The file inside uuencoded lines; bad lines are left out."""
    out: list[bytes] = []
    sound = True
    begun = False
    for line in data.splitlines():
        if not begun:
            begun = line.startswith(b"begin ")
            continue
        if line.strip() in (b"end", b"`", b""):
            if line.startswith(b"end"):
                break
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            sound = False
    return (b"".join(out), sound) if begun else (data, False)
