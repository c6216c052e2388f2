"""``ashore agreement``: the file that both sides sign. Each command is a module of its own, imported when called."""

import importlib
from difflib import get_close_matches

import click

COMMANDS = {
    "new": "ashore.cli.agreement_new:new",
    "check": "ashore.cli.agreement_check:check",
    "compare": "ashore.cli.agreement_compare:compare",
    "explain": "ashore.cli.agreement_explain:explain",
    "holidays": "ashore.cli.agreement_holidays:holidays",
    "render": "ashore.cli.agreement_render:render",
    "schema": "ashore.cli.agreement_schema:schema",
}
"""Name and place of each, in the order of the help."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(COMMANDS)}."
            raise click.UsageError(f"There is no command {args[0]!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands)
def agreement() -> None:
    """The agreement file: write, check, explain.

    \b
    Examples:
      ashore agreement new standard --language sk -o agreement.toml
      ashore agreement check agreement.toml
    """
