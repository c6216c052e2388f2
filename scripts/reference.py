"""Writes the reference pages that are made from the code: commands, agreement, events, pack, api, rules/.

python scripts/reference.py           write
python scripts/reference.py --check   fail where a page is not what the code says
"""

import sys
from pathlib import Path

import click
from agreement_reference import pages
from api_page import api_page
from events_page import events_page
from pack_reference import pack_page
from rule_pages import rule_pages

from ashore.cli import root
from ashore.core.agreement import default, standard_text

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"


def command_page() -> str:
    """All commands with their help, in the order of their names."""
    parts = [
        "# Commands\n\nMade from the program itself by `python scripts/reference.py`.\n\n"
        "Data goes to stdout, words to stderr. "
        'Exit 0: clean; 1: findings, a breach, or "no"; 2: wrong use or unreadable input.\n'
    ]
    context = click.Context(root, info_name="ashore")
    for name in sorted(root.list_commands(context)):
        command = root.get_command(context, name)
        if command is not None:
            parts.extend(_told(command, f"ashore {name}"))
    return "\n".join(parts)


def _told(command: click.Command, path: str) -> list[str]:
    context = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
    told = [f"## {path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in sorted(command.list_commands(context)):
            below = command.get_command(context, name)
            if below is not None:
                told.extend(_told(below, f"{path} {name}"))
    return told


def agreement_page() -> str:
    """Every term of the schema with its kind, default, rule and a worked example; the standard agreement at the end."""
    return pages(default(), standard_text())


def all_pages() -> dict[str, str]:
    """Path beneath ``docs/reference`` -> text."""
    rules = {f"rules/{name}": text for name, text in rule_pages().items()}
    return {
        "commands.md": command_page(),
        "agreement.md": agreement_page(),
        "events.md": events_page(),
        "pack.md": pack_page(),
        "api.md": api_page(),
        **rules,
    }


def stale(pages: dict[str, str]) -> list[str]:
    """Pages that are not what the code says, and pages of rules that are no more."""
    there = {f"rules/{path.name}" for path in (REFERENCE / "rules").glob("*.md")}
    changed = [name for name, text in pages.items() if not _is(REFERENCE / name, text)]
    return changed + sorted(there - set(pages))


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


def main() -> int:
    """Writes or checks the pages."""
    pages = all_pages()
    old = stale(pages)
    if "--check" in sys.argv[1:]:
        for name in old:
            print(f"docs/reference/{name} is out of date: run make reference", file=sys.stderr)
        return 1 if old else 0
    (REFERENCE / "rules").mkdir(parents=True, exist_ok=True)
    for name in old:
        if name in pages:
            (REFERENCE / name).write_text(pages[name], "utf-8")
        else:
            (REFERENCE / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
