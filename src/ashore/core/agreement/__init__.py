"""The terms of both sides: loaded from TOML, frozen, with every length of time knowing its clause.

What asks about open terms, and the models to begin with, are loaded when they are asked for: clocks need neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ashore.core.agreement.clauses import DayEnd
from ashore.core.agreement.due import by_day, due_after
from ashore.core.agreement.schema.kinds import SCHEMA_VERSION
from ashore.core.agreement.standard import default, load, standard_text
from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.within import Unit, Within, parse_within

if TYPE_CHECKING:
    from ashore.core.agreement.asking import questions
    from ashore.core.agreement.presets import PRESETS, preset_text

_HOME_OF = {"questions": "asking", "PRESETS": "presets", "preset_text": "presets"}

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


def __getattr__(name: str) -> Any:
    """One of the names above that are seldom needed, its module loaded now (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
