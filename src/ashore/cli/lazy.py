"""A click group whose commands are imported when they are called, and not before."""

import importlib
import importlib.util

import click

from ashore.cli.table import ENTRIES, SECTIONS, Entry


class LazyGroup(click.Group):
    """The root group: names and summaries come from the table, code only on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        """All command names in the order of the help."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command itself, imported now; None where there is no such name."""
        entry = ENTRIES.get(cmd_name)
        return None if entry is None else load(entry)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands under their headings."""
        for heading, entries in SECTIONS:
            with formatter.section(heading):
                formatter.write_dl([(entry.name, entry.summary) for entry in entries])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name as advice for a mistyped one."""
        if args and args[0] not in ENTRIES and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)


PROOF = {"desk": "django"}
"""A module of each extra: without it the extra is not installed."""


def load(entry: Entry) -> click.Command:
    """Import the command; a missing extra is said in one sentence with what to install."""
    proof = PROOF.get(entry.needs)
    if proof and importlib.util.find_spec(proof) is None:
        raise MissingExtra(entry, proof)
    module_name, _, attribute = entry.target.partition(":")
    module = importlib.import_module(module_name)
    command = getattr(module, attribute)
    if not isinstance(command, click.Command):
        raise TypeError(f"{entry.target} is not a command")
    return command


class MissingExtra(click.ClickException):
    """The command needs packages that are not installed."""

    exit_code = 2

    def __init__(self, entry: Entry, module: str) -> None:
        super().__init__(
            f"ashore {entry.name} needs the {entry.needs} extra ({module} is not installed): "
            f'pip install "ashore[{entry.needs}]"'
        )


def _unknown(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, ENTRIES, n=1)
    return f"There is no command {name!r}" + (f"; did you mean {near[0]}?" if near else ".")
