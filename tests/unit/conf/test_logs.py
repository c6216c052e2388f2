"""Logs tell what happened and where, and never what somebody wrote."""

import json
import logging
import sys
from typing import Any

import pytest

from ashore.conf import logs

SECRETS = ("eva@client.example", "Wedding in June", "s3cret-link")


def record(message: str, *args: Any, fails: bool = False, **extra: Any) -> logging.LogRecord:
    found: Any = None
    if fails:
        try:
            raise ValueError(f"cannot read 'Wedding in June' of {SECRETS[0]}")
        except ValueError:
            found = sys.exc_info()
    made = logging.LogRecord("ashore.x", logging.ERROR, "x.py", 1, message, args, found)
    vars(made).update(extra)
    return made


FORMATTERS = [logs.Plain(), logs.Json()]


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_no_address_and_no_secret_of_a_link_gets_into_a_line(formatter: logging.Formatter):
    told = formatter.format(record("Mail of %s, Gone: /enter/%s/", "Eva <eva@client.example>", "s3cret-link"))
    assert not any(secret in told for secret in SECRETS)
    assert "<address>" in told
    assert "/enter/.../" in told


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_of_an_exception_only_kind_and_places_are_told(formatter: logging.Formatter):
    told = formatter.format(record("failed", fails=True))
    assert not any(secret in told for secret in SECRETS)
    assert "builtins.ValueError" in told
    assert "test_logs.py" in told


def test_another_formatters_words_of_the_exception_are_not_taken_over():
    made = record("failed", fails=True)
    logging.Formatter().format(made)
    assert "Wedding" not in logs.Plain().format(made)


def test_a_line_of_json_is_an_object_with_the_task_but_without_what_was_not_meant_for_it():
    told = json.loads(logs.Json().format(record("took %.1f s", 1.5, task="derive", status_code=200, subject="Wedding")))
    assert (told["level"], told["logger"], told["message"]) == ("error", "ashore.x", "took 1.5 s")
    assert (told["task"], told["status_code"]) == ("derive", 200)
    assert "Wedding" not in str(told)
    assert told["at"].endswith("+00:00")


@pytest.mark.parametrize(("kind", "level"), [("json", "INFO"), ("", "WARNING"), ("JSON", "INFO")])
def test_the_form_is_chosen_by_one_word(kind: str, level: str):
    found = logs.config(kind)
    assert found["loggers"]["ashore"]["level"] == level
    assert found["formatters"]["line"]["()"] is (logs.Json if kind else logs.Plain)
