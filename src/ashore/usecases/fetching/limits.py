"""How much is fetched at once, and how large a message may be."""

from typing import NamedTuple

from ashore.mail.imap.pace import PATIENCE_SECONDS
from ashore.mail.imap.session import CONNECT_SECONDS, READ_SECONDS
from ashore.mail.limits import MAX_MESSAGE_BYTES


class Limits(NamedTuple):
    """``uids``: sizes asked for at once; ``batch`` and ``batch_bytes``: bodies at once, over a slow line what comes in
    ``batch_seconds``; ``message_bytes``: of a longer message the header is kept (H68); ``slice`` and
    ``slice_seconds``: old messages of a folder, and how long, before new mail is looked for again; ``blamed``: messages
    that the server may fail to give before it is taken for sick; time-outs in seconds, ``patience_seconds`` for what
    comes too slowly as a whole (`ashore.mail.imap.pace`)."""

    uids: int = 500
    batch: int = 200
    batch_bytes: int = 8 * 1024 * 1024
    message_bytes: int = MAX_MESSAGE_BYTES
    slice: int = 1000
    slice_seconds: float = 120.0
    batch_seconds: float = 30.0
    blamed: int = 3
    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS
    patience_seconds: float = PATIENCE_SECONDS

    def after_trouble(self) -> "Limits":
        """For a connection that is made anew in the middle: less patience, so that the whole ends."""
        return self._replace(patience_seconds=self.patience_seconds / 4)


USUAL = Limits()
