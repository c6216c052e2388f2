"""The terms of both sides: loaded from TOML, frozen, with every length of time knowing its clause."""

from ashore.core.agreement.asking import questions
from ashore.core.agreement.clauses import DayEnd
from ashore.core.agreement.due import by_day, due_after
from ashore.core.agreement.presets import PRESETS, preset_text
from ashore.core.agreement.schema.kinds import SCHEMA_VERSION
from ashore.core.agreement.standard import default, load, standard_text
from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.within import Unit, Within, parse_within

__all__ = [
    "PRESETS",
    "SCHEMA_VERSION",
    "Agreement",
    "DayEnd",
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
]
