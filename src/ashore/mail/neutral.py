"""Characters that make a line show something else than it says: taken out of names, subjects, file names (H29)."""

import re

_DECEIVING = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c\u2060-\u2064\u206a-\u206f\ufeff\u180e\u00ad\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNFIT = re.compile("[\ud800-\udfff]")
_JOINERS = re.compile(
    "(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f])|[\u200c\u200d]\\Z|\\A[\u200c\u200d]"
)
_BLANKS = re.compile(r"\s{2,}")


def deceives(text: str) -> bool:
    """Whether a line holds bidirectional controls or invisible characters."""
    return not text.isascii() and _DECEIVING.search(text) is not None


def one_line(text: str, limit: int) -> str:
    """A text as one honest line of at most ``limit`` characters: no controls, no bidi, no invisible characters."""
    if len(text) > limit * 4:
        text = text[: limit * 4]
    if not text.isascii():
        text = _DECEIVING.sub("", text)
        text = _JOINERS.sub("", text)
        text = _UNFIT.sub("\ufffd", text)
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"
