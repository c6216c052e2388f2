"""Texts that wait to be read: in nameless files, so that they are gone with the process, however it ends.

Each piece of the archive has a file of its own. The worker that reads the piece writes there itself, and no text passes
through the pipe; whoever wants a text reads it at its place.
"""

import os
import tempfile
from multiprocessing.reduction import DupFd
from typing import Any

_FILE_BITS = 48
_AT_ONCE = 8192
_LENGTH = 4


class Shelf:
    """Records by the place that ``put`` gave. Copies of it in other processes see the same files."""

    def __init__(self, files: int = 1) -> None:
        self._files: list[int] = []
        self._ends: dict[int, int] = {}
        self.extend(files)

    def extend(self, files: int) -> None:
        """Have at least so many files; only one process may write to one of them at a time."""
        while len(self._files) < files:
            with tempfile.TemporaryFile(buffering=0) as file:
                self._files.append(os.dup(file.fileno()))

    def put(self, record: bytes, file: int = 0) -> int:
        """Keep a record in one of the files; its place. Raises OSError where there is no room."""
        descriptor = self._files[file]
        end = self._ends.get(file)
        if end is None:
            end = os.fstat(descriptor).st_size
        data = len(record).to_bytes(_LENGTH, "big") + record
        written = 0
        while written < len(data):
            written += os.pwrite(descriptor, data[written:] if written else data, end + written)
        self._ends[file] = end + len(data)
        return file << _FILE_BITS | end

    def get(self, place: int) -> bytes:
        """The record at a place."""
        descriptor, at = self._files[place >> _FILE_BITS], place & ((1 << _FILE_BITS) - 1)
        data = os.pread(descriptor, _AT_ONCE, at)
        stop = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        while len(data) < stop:
            more = os.pread(descriptor, stop - len(data), at + len(data))
            if not more:
                raise EOFError("a text that was laid on the shelf is not there")
            data += more
        return data[_LENGTH:stop]

    def close(self) -> None:
        """Give the room back."""
        while self._files:
            os.close(self._files.pop())

    def __del__(self) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        """For a child that is not forked: the open files are handed over as they are."""
        return _handed_over, (tuple(DupFd(each) for each in self._files),)


def _handed_over(files: tuple[Any, ...]) -> Shelf:
    shelf = Shelf(0)
    shelf._files += (each.detach() for each in files)
    return shelf
