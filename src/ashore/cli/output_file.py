"""Writing a file that a command makes: whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click


def write_out(target: str, data: bytes) -> None:
    """Write ``data`` to the file ``target`` under a scratch name first, then rename; ``-`` writes to stdout.

    Raises click.UsageError for a terminal as stdout and OSError (with the target's name) where it cannot be written.
    """
    if target == "-":
        if sys.stdout.isatty():
            raise click.UsageError("this is not for a terminal; name a file with -o, e.g. -o contract.pdf.")
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    place = Path(target)
    if place.is_dir():
        raise click.UsageError(f"{target} is a folder; name a file in it.")
    try:
        with written_whole(place) as out:
            out.write(data)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, target) from fault


@contextmanager
def written_whole(place: Path) -> Iterator[BinaryIO]:
    """A file that gets its name only when it is complete; nothing is left where it was not completed."""
    handle, scratch = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        Path(scratch).chmod(_mode(place))
        Path(scratch).replace(place)
    finally:
        with suppress(OSError):
            Path(scratch).unlink(missing_ok=True)


def _mode(place: Path) -> int:
    """The rights that the file has, or that a new one would get."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
