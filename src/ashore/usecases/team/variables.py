"""What stands in double braces in a saved reply, and must not go out unfilled."""

import re

from ashore.usecases.errors import NotPossible

VARIABLE = re.compile(r"\{\{\s*([^{}\n]{1,40}?)\s*\}\}")


def variables_in(text: str) -> tuple[str, ...]:
    """What stands in double braces, in its order, each once."""
    return tuple(dict.fromkeys(match[1] for match in VARIABLE.finditer(text)))


def check_filled(text: str) -> None:
    """Nothing goes out with a variable in it. Raises `NotPossible` (``reply.unfilled``)."""
    if left := variables_in(text):
        raise NotPossible("reply.unfilled", names=", ".join(f"{{{{{each}}}}}" for each in left))
