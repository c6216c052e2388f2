"""Names of attachments that can be shown and used on any system (H63)."""

import re
import unicodedata

from ashore.mail.limits import MAX_FILE_NAME
from ashore.mail.neutral import one_line

_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\Z")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def safe_name(name: str, fallback: str = "attachment") -> str:
    """A file name without path, device name, control or leading dot, at most MAX_FILE_NAME characters and 200 bytes.

    ``C:\\dir\\x.txt`` and ``../../x.txt`` both give ``x.txt``; ``con.txt`` gives ``_con.txt``.
    """
    text = unicodedata.normalize("NFC", one_line(name[:20_000], 10_000))
    text = re.split(r"[/\\]", text.rstrip("/\\. "))[-1]
    text = re.sub(r"\A[A-Za-z]:", "", text)
    text = _FORBIDDEN.sub("_", text).strip(" .")
    if not text.strip("_"):
        return fallback
    if _RESERVED.match(text.split(".")[0].strip()):
        text = "_" + text
    return _shortened(text)


def _shortened(text: str) -> str:
    stem, dot, extension = text.rpartition(".")
    if not stem or len(extension) > 16:
        stem, dot, extension = text, "", ""
    stem = stem[: MAX_FILE_NAME - len(dot + extension)]
    while len((stem + dot + extension).encode()) > 200:
        stem = stem[:-1]
    return stem.rstrip(" .") + dot + extension
