"""Mail from standard input, for the commands that read it."""

import shutil
import sys
import tempfile
from collections.abc import Iterator

from ashore.mail import Source, Unreadable
from ashore.mail.reading.files import read_open


def standard_input() -> Iterator[Source | Unreadable]:
    """The messages on standard input, through a scratch file, so that it may be all that a file may be, and of any
    length."""
    with tempfile.TemporaryFile() as scratch:
        shutil.copyfileobj(sys.stdin.buffer, scratch)
        scratch.flush()
        yield from read_open(scratch.fileno(), "standard input")
