"""Places in a text, as people count them."""


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a code point, both from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
