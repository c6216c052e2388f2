"""The ``ashore`` command.

Data goes to stdout, words to stderr; exit 0 clean, 1 findings, 2 wrong use or unreadable input.
"""

import gc
import os
import sys
from collections.abc import Sequence

import click

from ashore import __version__
from ashore.cli.lazy import LazyGroup

CONTEXT: dict[str, object] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=LazyGroup,
    context_settings=CONTEXT,
    epilog='See "ashore COMMAND --help" for the options of a command and two examples.',
)
@click.version_option(__version__, "--version", message="ashore %(version)s")
def root() -> None:
    """Hold both sides of client work to what they agreed.

    \b
    Examples:
      ashore audit mail.mbox --me studio.example
      ashore up
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; mistakes become one sentence on stderr."""
    gc.set_threshold(50_000, 20, 100)  # loading a thousand modules, looking for cycles is an eighth of the time
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Never raises for what a user can get wrong."""
    try:
        result = root.main(args=list(sys.argv[1:] if args is None else args), prog_name="ashore", standalone_mode=False)
    except click.ClickException as mistake:
        return _say(mistake)
    except (click.Abort, KeyboardInterrupt):
        click.echo("ashore: stopped.", err=True)
        return 130
    except BrokenPipeError:
        return _reader_left()
    except OSError as fault:
        place = f"{fault.filename}: " if fault.filename else ""
        click.echo(f"ashore: {place}{fault.strerror or fault}", err=True)
        return 2
    except Exception as fault:
        if not _is_of_the_database(fault):
            raise
        said = next(iter(str(fault).splitlines()), "")
        click.echo(f"ashore: The database does not answer: {said}\nGive the same command again when it does.", err=True)
        return 2
    return result if isinstance(result, int) and not isinstance(result, bool) else 0


def _say(mistake: click.ClickException) -> int:
    hint = ""
    told = mistake.format_message()
    if isinstance(mistake, click.NoSuchOption) and mistake.possibilities and "Did you mean" not in told:
        hint = f" Did you mean {mistake.possibilities[0]}?"
    elif isinstance(mistake, click.exceptions.NoArgsIsHelpError):
        click.echo(told, err=True)
        return 2
    command = mistake.ctx.command_path if isinstance(mistake, click.UsageError) and mistake.ctx else "ashore"
    click.echo(f"{command}: {told}{hint}", err=True)
    return 2


def _is_of_the_database(fault: Exception) -> bool:
    """Whether it is the database's doing: locked for too long, ended, restarted (Django is there only where a command
    loaded it)."""
    database = sys.modules.get("django.db")
    return database is not None and isinstance(fault, (database.OperationalError, database.InterfaceError))


def _reader_left() -> int:
    """The pipe's reader went away (``| head``): silent, as other tools are."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
