"""Words without their endings, as all stemmers cut them."""

import re


def without(endings: re.Pattern[str], word: str, least: int) -> str:
    """The word without its ending, of which never less than ``least`` letters are left."""
    found = endings.search(word, min(least, len(word)))
    return word[: found.start()] if found else word
