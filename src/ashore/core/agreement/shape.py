"""Which keys an agreement may have. A later schema adds tables here and a reader of its own."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from ashore.core.agreement.findings import Findings
from ashore.core.agreement.toml_lines import Path
from ashore.core.worktime import WEEKDAYS

Shape = Mapping[str, Any]
LEAF = "leaf"
DATES = "dates"

_HOURS = dict.fromkeys(("zone", *WEEKDAYS), LEAF)
SHAPE: Shape = {
    "version": LEAF,
    "title": LEAF,
    "hours": {"us": _HOURS, "client": _HOURS},
    "holidays": {"us": DATES, "client": DATES},
    "special": {"us": DATES, "client": DATES},
    "response": {"acknowledge_within": LEAF, "answer_within": LEAF, "information_within": LEAF},
    "contact": {"every": LEAF},
    "calls": {"summary_within": LEAF},
    "last_word": {"within": LEAF},
    "counting": {"by": LEAF},
}


def check_shape(data: Mapping[str, Any], findings: Findings, shape: Shape = SHAPE, path: Path = ()) -> None:
    """Notes every key that is not known, with the nearest known one, and every table that should be none or is none."""
    for key, value in data.items():
        here = (*path, key)
        kind = shape.get(key)
        if kind is None:
            _unknown(here, shape, findings)
        elif kind == LEAF:
            if isinstance(value, dict):
                findings.say(here, "agreement.not_a_value")
        elif not isinstance(value, dict):
            findings.say(here, "agreement.not_a_table", {"name": ".".join(here)})
        elif kind != DATES:
            check_shape(value, findings, kind, here)


def _unknown(path: Path, shape: Shape, findings: Findings) -> None:
    near = get_close_matches(path[-1].lower(), list(shape), n=1, cutoff=0.5)
    if near:
        findings.say(path, "agreement.unknown_key", {"key": path[-1], "nearest": near[0]})
    else:
        findings.say(path, "agreement.unknown_key_known", {"key": path[-1], "known": ", ".join(shape)})
