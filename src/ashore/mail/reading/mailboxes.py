"""Any path that a user may name: file, Maildir, folder, zip; or a piece of the work."""

from collections.abc import Iterator
from pathlib import Path

from ashore.mail.reading.files import read_file
from ashore.mail.reading.folders import Item, items, nothing_in, renamed
from ashore.mail.reading.sources import Found, Source, Unreadable, failed
from ashore.mail.reading.work import Piece


def read(path: str | Path | Piece) -> Iterator[Found]:
    """All messages at a path, or in a piece of work, as they are found: a Source each, an Unreadable for what is none.

    mbox (all kinds of quoting), Maildir with subfolders, folder of messages, single message, zip of these. Streams;
    memory stays constant but for the one message. Raises nothing for what it finds on disk.
    """
    if isinstance(path, Piece):
        for stretch in path.stretches:
            yield from _item(Item(stretch.path, 0, stretch.is_message), stretch.start, stretch.end)
        yield from path.unreadable
        return
    place = Path(path)
    try:
        is_folder = place.is_dir()
    except OSError as e:
        yield failed(str(path), e)
        return
    if not is_folder:
        yield from read_file(str(path))
        return
    empty = True
    for item in items(str(path)):
        empty = False
        if isinstance(item, Item):
            yield from _item(item, 0, None)
        else:
            yield item
    if empty:
        yield nothing_in(str(path))


def _item(item: Item, start: int, end: int | None) -> Iterator[Found]:
    for found in read_file(item.path, start, end, is_message=item.is_message):
        if item.is_message and isinstance(found, Unreadable) and found.reason.code == "mail.source.vanished":
            yield _found_again(item.path, found)
        else:
            yield found


def _found_again(path: str, lost: Unreadable) -> Source | Unreadable:
    moved = renamed(path)
    if moved is None:
        return lost
    return next(iter(read_file(moved, is_message=True)), lost)
