"""``ashore check --packs`` without a draft: the packs are tested, and the outcome is told."""

import json

import click

from ashore.cli.packs import Loaded, load, told
from ashore.core.coach.packs.model import PackFault
from ashore.core.coach.packs.testing import count_of
from ashore.words.saying import say


def try_packs(named: tuple[str, ...], form: str, lang: str) -> int:
    """Read and test packs; 0 where all is well, 2 where a pack has faults."""
    loaded = load(named)
    if form == "json":
        click.echo(json.dumps(_as_data(loaded, lang), ensure_ascii=False, indent=2))
    elif loaded.faults:
        for line in told(loaded.faults, lang):
            click.echo(line, err=True)
    else:
        click.echo(f"{_number(loaded.rules, 'rule')}, {_number(loaded.tests, 'test')}, all pass")
    return 2 if loaded.faults else 0


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _as_data(loaded: Loaded, lang: str) -> dict[str, object]:
    return {
        "version": 1,
        "packs": [
            {"name": pack.name, "source": pack.source, "rules": len(pack.rules), "tests": count_of(pack)}
            for pack in loaded.packs
        ],
        "faults": [_fault(each, lang) for each in loaded.faults],
    }


def _fault(fault: PackFault, lang: str) -> dict[str, object]:
    return {
        "code": fault.reason.code,
        "file": fault.source,
        "line": fault.place.line,
        "column": fault.place.column,
        "path": fault.path,
        "message": say(fault.reason, lang),
    }
