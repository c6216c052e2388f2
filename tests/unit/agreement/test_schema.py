"""The one definition of the schema: what is read from it, and what is made from it."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from ashore.core.agreement import PRESETS, Agreement, load, preset_text, standard_text
from ashore.core.agreement import clauses as terms
from ashore.core.agreement.presets import LANGUAGES
from ashore.core.agreement.schema import ROOT, Here, Key, Table
from ashore.core.agreement.schema.json_schema import json_schema
from ashore.core.agreement.schema.making import fees, penalty, tier
from ashore.core.kernel import Reason

VALIDATOR = Draft202012Validator(json_schema())
MADE_BY: dict[object, type] = {fees: terms.Fees, penalty: terms.Penalty, tier: terms.Tier}
OF_TABLES_ABOVE = {"clause", "tiers", "payments"}


def tables(table: Table = ROOT, path: str = "") -> Iterator[tuple[str, Table]]:
    yield path, table
    for part in table.parts:
        if isinstance(part, Table):
            yield from tables(part, f"{path}.{part.name}".lstrip("."))


def keys() -> list[tuple[str, Key]]:
    return [(f"{path}.{part.name}", part) for path, table in tables() for part in table.parts if isinstance(part, Key)]


def plain(value: Any) -> Any:
    """A parsed file as JSON has it."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


@pytest.mark.parametrize(("path", "key"), keys())
def test_every_example_of_the_reference_reads_as_its_kind(path: str, key: Key) -> None:
    value = tomllib.loads(f"x = {key.example}")["x"]
    found = key.kind.read(value, Here(path, "EUR", "Europe/Bratislava"))
    assert not isinstance(found, Reason), found
    assert key.about.endswith(".")
    assert key.rule


@pytest.mark.parametrize(("path", "key"), keys())
def test_the_json_schema_takes_every_example(path: str, key: Key) -> None:
    value = plain(tomllib.loads(f"x = {key.example}")["x"])
    assert Draft202012Validator(dict(key.kind.schema)).is_valid(value), path


@pytest.mark.parametrize(("path", "table"), [each for each in tables() if each[1].make])
def test_everything_that_a_clause_holds_can_be_said_in_the_file(path: str, table: Table) -> None:
    made = table.make
    shape = MADE_BY.get(made, made)
    assert is_dataclass(shape), path
    named = {part.field or part.name for part in table.parts if isinstance(part, Key)} - {"tier_kind", "below"}
    assert {field.name for field in fields(shape)} - OF_TABLES_ABOVE == named


def test_the_json_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(json_schema())) == json_schema()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_the_json_schema_takes_every_preset(preset: Any, language: str) -> None:
    data = plain(tomllib.loads(preset_text(preset, language)))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_the_json_schema_takes_the_standard_agreement() -> None:
    assert VALIDATOR.is_valid(plain(tomllib.loads(standard_text())))


@pytest.mark.parametrize(
    "text",
    [
        "version = 2",
        "version = 1\nzzz = 1",
        "version = 1\n[response]\nanswer_within = '2 hours'",
        "version = 1\n[[stages]]\nid = 'a'",
        "version = 1\n[[stages]]\nid = 'a'\nname = 'A'\nprice = 10.5",
        "version = 1\n[counting]\nby = 'noon'",
        "version = 1\n[holidays.us]\n'1 May' = 'x'",
    ],
)
def test_what_the_json_schema_refuses_the_reader_refuses(text: str) -> None:
    assert not VALIDATOR.is_valid(plain(tomllib.loads(text)))
    assert not isinstance(load(text, "a.toml"), Agreement)
