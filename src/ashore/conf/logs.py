"""What the processes say of themselves: a line for people, or a line of JSON. Never what was written to anybody.

An exception's own words may quote a message, a subject, an address or the values of a row; so of an exception only its
kind and its places are told. Addresses and the secrets of sign-in links are blotted out wherever they come from.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

ADDRESS = re.compile(r"[^\s<>@\"'(),;:/=]{1,64}@[\w.-]{1,253}")
SECRET = re.compile(r"(/enter/)[^/\s]+")
FRAMES = 12
"""The innermost places that are told."""


def harmless(text: str) -> str:
    """Without addresses and secrets."""
    return SECRET.sub(r"\1...", ADDRESS.sub("<address>", text))


class Plain(logging.Formatter):
    """``WARNING ashore.jobs.worker: what happened`` for a person who reads along."""

    def __init__(self) -> None:
        super().__init__("{levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places of an exception below it."""
        record.exc_text = None  # another formatter may have put the exception's words there
        return harmless(super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """Kind and places, innermost last."""
        return "\n".join([_kind(ei), *(f"  {place}" for place in _places(ei))])


class Json(logging.Formatter):
    """One object a line: at, level, logger, message; of a task its name, of a request its status; kind and places of an
    exception."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": harmless(record.getMessage()),
            "process": record.process,
        }
        for name in ("task", "status_code"):
            if isinstance(value := getattr(record, name, None), str | int):
                told[name] = value
        if record.exc_info and record.exc_info[0]:
            told["error"], told["places"] = _kind(record.exc_info), _places(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def config(kind: str) -> dict[str, Any]:
    """Django's LOGGING for ``ASHORE_LOG``: ``json``, or anything else for plain lines. JSON tells of each task too."""
    as_json = kind.lower() == "json"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Json if as_json else Plain}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "ashore": {"level": "INFO" if as_json else "WARNING"},
            "psycopg": {"level": "ERROR"},  # that a lost connection was lost is told by whoever needed it
        },
    }


def _kind(found: Any) -> str:
    return f"{found[0].__module__}.{found[0].__qualname__}"


def _places(found: Any) -> list[str]:
    frames = traceback.extract_tb(found[2])[-FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
