"""The terms of both sides: loaded from TOML, frozen, with every length of time knowing its clause.

What is named here is loaded when it is asked for: who needs the words for a length of time needs no terms.
"""

from typing import TYPE_CHECKING

from ashore.core.kernel.lazily import lazily

if TYPE_CHECKING:
    from ashore.core.agreement.asking import questions
    from ashore.core.agreement.clauses import DayEnd
    from ashore.core.agreement.due import by_day, due_after
    from ashore.core.agreement.presets import PRESETS, preset_text
    from ashore.core.agreement.schema.kinds import SCHEMA_VERSION
    from ashore.core.agreement.standard import default, load, standard_text
    from ashore.core.agreement.terms import Agreement
    from ashore.core.agreement.trying import Trial, tried
    from ashore.core.agreement.within import Unit, Within, parse_within

__getattr__ = lazily(
    __name__,
    {
        "asking": ("questions",),
        "clauses": ("DayEnd",),
        "due": ("by_day", "due_after"),
        "presets": ("PRESETS", "preset_text"),
        "schema.kinds": ("SCHEMA_VERSION",),
        "standard": ("default", "load", "standard_text"),
        "terms": ("Agreement",),
        "trying": ("Trial", "tried"),
        "within": ("Unit", "Within", "parse_within"),
    },
)

__all__ = [
    "PRESETS",
    "SCHEMA_VERSION",
    "Agreement",
    "DayEnd",
    "Trial",
    "Unit",
    "Within",
    "by_day",
    "default",
    "due_after",
    "load",
    "parse_within",
    "preset_text",
    "questions",
    "standard_text",
    "tried",
]
