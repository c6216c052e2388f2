"""The terms of both sides: loaded from TOML, frozen, with every length of time knowing its clause.

What is named here is loaded when it is asked for: who needs the words for a length of time needs no terms.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

_HOMES = {
    "asking": ("questions",),
    "clauses": ("DayEnd",),
    "due": ("by_day", "due_after"),
    "presets": ("PRESETS", "preset_text"),
    "schema.kinds": ("SCHEMA_VERSION",),
    "standard": ("default", "load", "standard_text"),
    "terms": ("Agreement",),
    "trying": ("Trial", "tried"),
    "within": ("Unit", "Within", "parse_within"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

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


def __getattr__(name: str) -> Any:
    """One of the names above, its module loaded now (PEP 562)."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
