"""``ashore watch``: waits for the word of mail servers, in a process of its own: its threads would keep the worker from
sharing its work with children."""

import signal
import threading

import click

from ashore.cli.desk_common import home_option, opened


@click.command()
@home_option
def watch(folder: str | None) -> int:
    """Wait for new mail in every inbox, and for what is said in chats, and take it in at once. ashore up does this too;
    one such process is enough for a desk, and without it mail is fetched every ten minutes and bots hear nothing.

    \b
    Examples:
      ashore watch
      ashore watch --home ~/second-desk
    """
    opened(folder)
    from ashore.jobs.watching import run

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    run(stop)
    return 0
