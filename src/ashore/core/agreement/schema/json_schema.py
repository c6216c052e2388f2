"""The JSON Schema (draft 2020-12) of agreement files, from the same definitions that read them.

Dates and times of TOML stand as ISO 8601 texts. It knows forms, not what terms must be to each other: for that the file
is loaded.
"""

from ashore.core.agreement.schema import ROOT, Key, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, object]:
    """The schema as JSON-ready data."""
    return {"$schema": DIALECT, "title": "Ashore agreement", **_table(ROOT)}


def _part(part: Key | Table) -> dict[str, object]:
    if isinstance(part, Key):
        rule = f" ({part.rule})" if part.rule else ""
        return {"description": part.about + rule, **part.kind.schema}
    return {"type": "array", "items": _table(part)} if part.many else _table(part)


def _table(table: Table) -> dict[str, object]:
    shape: dict[str, object] = {
        "type": "object",
        "description": table.about,
        "properties": {part.name: _part(part) for part in table.parts},
        "additionalProperties": _table(table.entry) if table.entry else False,
    }
    required = [part.name for part in table.parts if isinstance(part, Key) and part.required]
    if required:
        shape["required"] = required
    if table.dates:
        shape["patternProperties"] = {r"^\d{4}-\d{2}-\d{2}$": dict(table.dates.schema)}
    return shape
