"""``ashore up``, ``serve`` and ``worker``: the desk as running processes, and nothing left behind when it stops."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ashore.cli.desk_common import at, home_option, opened

if TYPE_CHECKING:
    from ashore.usecases.handles import User

PORTS_TRIED = 50
START_SECONDS = 30.0
STOP_SECONDS = 5.0
REST_SECONDS = 5.0
"""Between a worker that ended by itself and the next one."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Where to listen; the next free one if it is taken. [8765]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--demo", is_flag=True, help="A desk of an invented studio, in a folder of its own.")
@click.option("--no-worker", is_flag=True, help="Pages only; run ashore worker elsewhere.")
@home_option
def up(port: int | None, host: str, demo: bool, no_worker: bool, folder: str | None) -> int:
    """Start the desk and print a link that signs you in. Ctrl+C stops it.

    \b
    Examples:
      ashore up
      ashore up --demo --port 9000
    """
    place = opened(folder or (_demo_home() if demo else None), must_exist=not demo)
    if demo:
        _ensure_demo(place)
    from ashore.usecases.setting_up import first_user, workspaces

    found = workspaces()
    if not found:
        raise click.ClickException("The desk is empty. Set it up: ashore init --me studio.example")
    from django.conf import settings
    from django.db import connections

    listening = free_port(host, port or settings.PORT)
    if listening != (port or settings.PORT):
        click.echo(f"Port {port or settings.PORT} is taken; the desk listens on {listening}.", err=True)
    owner = first_user(workspace=found[0])
    link = _link(owner) if owner else "/"
    connections.close_all()
    commands = [_server(host, listening)] + ([] if no_worker else [_background("worker"), _background("watch")])
    with running(commands, {"ASHORE_HOME": str(place)}) as children:
        if not _answers(host, listening, children):
            raise click.ClickException("The desk did not start; see the lines above.")
        click.echo(f"http://{_shown(host)}:{listening}{link}")
        click.echo("The link signs you in once. Ctrl+C stops the desk.", err=True)
        return wait(children)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Where to listen. [8765]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@home_option
def serve(port: int | None, host: str, folder: str | None) -> int:
    """Serve the pages and nothing else, as a service: ashore worker does the background work beside it.

    \b
    Examples:
      ashore serve
      ashore serve --host 0.0.0.0 --port 8080
    """
    place = opened(folder)
    from django.conf import settings
    from django.db import connections

    from ashore.jobs.systemd import notify

    listening = free_port(host, port or settings.PORT, tried=1)
    connections.close_all()
    with running([_server(host, listening)], {"ASHORE_HOME": str(place)}) as children:
        if not _answers(host, listening, children):
            raise click.ClickException("The desk did not start; see the lines above.")
        notify("READY=1")
        click.echo(f"The desk answers at http://{_shown(host)}:{listening}", err=True)
        return wait(children)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
@click.option("--name", default="", help="What the worker is called in the desk. [host:pid]")
@click.option("--processes", type=click.IntRange(1, 32), help="Its children. [the processors, shared among workers]")
@home_option
def worker(once: bool, name: str, processes: int | None, folder: str | None) -> int:
    """Send the outbox, understand mail that was taken in, keep the clocks: background work in a process of its own.

    Start as many as there is work for: they share it. A worker may be killed at any time; others take over.

    \b
    Examples:
      ashore worker
      ashore worker --once
    """
    opened(folder)
    from django.conf import settings

    from ashore.jobs.worker import run

    settings.WORKER_PROCESSES = processes or settings.WORKER_PROCESSES
    run(title=name, once=once)
    return 0


def free_port(host: str, wanted: int, tried: int = PORTS_TRIED) -> int:
    """The wanted port, or the next one of ``tried`` that nobody listens on."""
    for port in range(wanted, min(wanted + tried, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    told = f"Port {wanted} on {host} is" if tried == 1 else f"Ports {wanted} to {wanted + tried - 1} on {host} are all"
    raise click.ClickException(f"{told} taken; choose --port.")


@contextlib.contextmanager
def running(commands: Sequence[Sequence[str]], extra: dict[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The commands as children; all of them are ended on the way out, whatever happened."""
    environment = {**os.environ, **extra}
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            children.append(subprocess.Popen(command, env=environment, start_new_session=True))
        yield children
    finally:
        for child in children:
            child.terminate()
        for child in children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(STOP_SECONDS)
            if child.poll() is None:
                child.kill()
                child.wait()


def wait(children: list[subprocess.Popen[bytes]]) -> int:
    """Until Ctrl+C or a termination signal (0), or until the first child ends by itself (its code). Others are started
    again when they end: whatever killed them, the work is to go on."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while not stop.wait(0.3):
        if (code := children[0].poll()) is not None:
            click.echo(f"ashore: the web server ended ({code}).", err=True)
            return code or 1
        for place, child in enumerate(children[1:], 1):
            if (code := child.poll()) is not None:
                which = ("the background worker", "the watch for new mail")[place - 1]
                click.echo(f"ashore: {which} ended ({code}) and is started again.", err=True)
                if stop.wait(REST_SECONDS):
                    return 0
                children[place] = subprocess.Popen(child.args, start_new_session=True)
    return 0


def _background(name: str) -> list[str]:
    return [sys.executable, "-m", "ashore", name]


def _server(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "--no-ws",
        "ashore.conf.wsgi:application",
    ]  # fmt: skip


def _answers(host: str, port: int, children: Sequence[subprocess.Popen[bytes]]) -> bool:
    """Whether the server takes connections in good time."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and children[0].poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((_reachable(host), port), timeout=1):
            return True
        time.sleep(0.1)
    return False


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - what the user chose


def _shown(host: str) -> str:
    name = _reachable(host)
    return f"[{name}]" if ":" in name else name


def _link(owner: "User") -> str:
    from ashore.usecases.signin import sign_in_link

    return sign_in_link(user=owner, now=at(None))


def _demo_home() -> str:
    from ashore.conf.home import home

    place = home()
    return str(place if os.environ.get("ASHORE_HOME") else place.with_name("ashore-demo"))


def _ensure_demo(place: Path) -> None:
    """Fill an empty desk; tell the story anew when it was told on an earlier day, for it is always of today."""
    from ashore.usecases.demo_desk import fill, is_of_another_day, put_away
    from ashore.usecases.setting_up import workspaces

    now = datetime.now(UTC)
    found = workspaces()
    if found and is_of_another_day(workspace=found[0], now=now):
        former = put_away(now=now)
        click.echo(f"The demo of an earlier day was moved to {former}.", err=True)
        opened(str(place), must_exist=False)
        found = workspaces()
    if not found:
        click.echo("Filling the demo desk ...", err=True)
        fill(now=now)
