"""Content-Transfer-Encoding undone, broken input included, in linear time (H23, H24)."""

import binascii
from base64 import b64decode
from io import BytesIO

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NO_BASE64 = bytes(set(range(256)) - set(_BASE64))
_MOST_PIECES = 10_000


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
    # Padding ends base64 (RFC 2045, 6.8); some mailers join encoded pieces none the less, but never very many.
    pieces = data.translate(None, _NO_BASE64).replace(b"=", b" ").split(None, _MOST_PIECES)
    return b"".join(map(_piece, pieces[:_MOST_PIECES])), False


def _piece(piece: bytes) -> bytes:
    odd = len(piece) % 4
    if odd == 1:
        piece, odd = piece[:-1], 0
    return b64decode(piece + b"=" * (-odd % 4))


def uudecoded(data: bytes) -> tuple[bytes, bool]:
    """The file inside uuencoded lines; bad lines are left out."""
    out = bytearray()
    sound = True
    begun = False
    for line in BytesIO(data):
        if not begun:
            begun = line.startswith(b"begin ")
            continue
        if line.strip() in (b"end", b"`", b""):
            if line.startswith(b"end"):
                break
            continue
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            sound = False
    return (bytes(out), sound) if begun else (data, False)
