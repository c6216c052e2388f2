"""The JSON Schema of packs says what the reader says, as far as forms go."""

import json

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ashore.cli.rule import rule
from ashore.core.coach.packs.json_schema import json_schema
from ashore.core.coach.packs.shipped import shipped_names, shipped_text
from ashore.core.coach.packs.template import new_pack

VALIDATOR = Draft202012Validator(json_schema())
TEXTS = [new_pack("ours"), *map(shipped_text, shipped_names())]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json.loads(CliRunner().invoke(rule, ["--schema"]).stdout) == json_schema()


@pytest.mark.parametrize("text", TEXTS, ids=["template", *shipped_names()])
def test_packs_that_are_read_fit_the_schema(text: str) -> None:
    assert [each.message for each in VALIDATOR.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1", "version: 2"),
        ("why: Our", "wy: Our"),
        ("severity: advice", "severity: grave"),
        ("name: no-buzzwords", "name: No Buzzwords"),
        ("at_most: 4", "at_most: many"),
        ("lines: 3", "lines: 0"),
        ("count: sentences in a paragraph", "phrases: [a]"),
        ("replace:", "phrases:"),
    ],
)
def test_what_the_reader_refuses_for_its_form_the_schema_refuses_too(before: str, after: str) -> None:
    text = new_pack("ours")
    assert before in text
    assert list(VALIDATOR.iter_errors(yaml.safe_load(text.replace(before, after, 1))))
