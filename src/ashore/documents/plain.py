"""The plain-language summary of an agreement, as contracts set it beside the terms."""

from collections.abc import Mapping

from ashore.core.agreement import Agreement
from ashore.words.explaining import explain


def plain_words(agreement: Agreement, language: str) -> Mapping[str, str]:
    """Each clause in plain words with its worked example, by the clause's path. ``language``: en, ru, sk, fil."""
    return {each.clause: f"{each.text} {each.example}".strip() for each in explain(agreement, language)}
