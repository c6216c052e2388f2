"""In which encoding a file is: what it says at its beginning, else UTF-8 if it is that, else the likeliest."""

import codecs

from ashore.mail.guessing import guess_name

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decoded(data: bytes) -> tuple[str, str]:
    """(text, encoding). Never fails; what no encoding explains becomes U+FFFD. NUL is taken out."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _plain(data[len(mark) :].decode(name, "replace")), name
    if name := _unmarked_utf16(data):
        return _plain(data.decode(name, "replace")), name
    try:
        return _plain(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        name = guess_name(data)
        return _plain(data.decode(name, "replace")), name


def _unmarked_utf16(data: bytes) -> str:
    """Every second byte of Latin letters in UTF-16 is zero."""
    head = data[:2000]
    if len(head) < 4 or head.count(0) * 4 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _plain(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
