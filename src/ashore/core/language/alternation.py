"""One expression for many words: what begins alike is tried once, which the engine does not see to by itself."""

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]
_MORE = {"*": r"\w*", "+": r"\w+"}
_END = ""


def any_of(words: Iterable[str]) -> str:
    """An expression for any of these words as a whole word of a lower-case text. ``pre*``: any word with this
    beginning; ``pre+``: a longer one. Never empty."""
    tree: _Tree = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return rf"(?<!\w)(?=[{re.escape(''.join(tree))}]){_expression(tree)}(?!\w)"


def _expression(tree: _Tree) -> str:
    ways = [_MORE.get(letter, re.escape(letter)) + _expression(rest) for letter, rest in tree.items() if letter]
    if not ways:
        return ""
    found = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    return f"(?:{found})?" if _END in tree else found
