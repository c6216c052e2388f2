"""How contracts, statements and plans speak: one module a language, each written by itself and not translated.

A language is a ``Tongue``: its sentences by name, its nouns in their cases, its numbers, dates and sums. All languages
have the same sentence names; which of them appear is decided once, by the agreement's data.
"""

import importlib
from functools import lru_cache

from ashore.documents.wording.tongue import Counted, Noun, Tongue, Unit

LANGUAGES = ("en", "ru", "sk", "fil")


@lru_cache(maxsize=len(LANGUAGES))
def tongue(language: str) -> Tongue:
    """The tongue of a language code. Raises ValueError for one that is not among ``LANGUAGES``."""
    if language not in LANGUAGES:
        raise ValueError(f'there is no wording in "{language}"; there is {", ".join(LANGUAGES)}')
    found: Tongue = importlib.import_module(f"ashore.documents.wording.{language}").TONGUE
    return found


__all__ = ["LANGUAGES", "Counted", "Noun", "Tongue", "Unit", "tongue"]
