"""Writes the reference pages that are made from the code: docs/reference/commands.md, agreement.md, events.md and
pack.md.

python scripts/reference.py           write
python scripts/reference.py --check   fail where a page is not what the code says
"""

import sys
from pathlib import Path

import click
from agreement_reference import pages
from events_page import events_page
from pack_reference import pack_page

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


def main() -> int:
    """Writes or checks the pages."""
    pages = {
        "commands.md": command_page(),
        "agreement.md": agreement_page(),
        "events.md": events_page(),
        "pack.md": pack_page(),
    }
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in pages.items() if (REFERENCE / name).read_text("utf-8") != text]
        print("\n".join(f"docs/reference/{name} is out of date: run make reference" for name in stale), file=sys.stderr)
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (REFERENCE / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
