"""The JSON Schema (draft 2020-12) of packs, from the same definitions that read them.

It knows forms, not what keys must be to each other, nor whether a phrase is written well: for that the pack is loaded.
"""

from typing import Any

from ashore.core.coach.packs.shape import NEEDED, PACK, RULE, RULES, Key, keys_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, object]:
    """The schema as JSON-ready data."""
    shape = _table(PACK)
    shape["properties"][RULES] = {"type": "array", "minItems": 1, "items": _rule()}
    shape["required"].append(RULES)
    return {"$schema": DIALECT, "title": "Ashore pack of house rules", **shape}


def _rule() -> dict[str, Any]:
    """A rule: all keys, and for each kind those that are not its own are ruled out."""
    shape = _table(RULE)
    shape["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {
                "required": list(NEEDED[kind]),
                "properties": {key.name: False for key in RULE if key not in keys_of(kind)},
            },
        }
        for kind in NEEDED
    ]
    return shape


def _table(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **key.form.schema} for key in keys},
        "additionalProperties": False,
        "required": [key.name for key in keys if key.required],
    }
