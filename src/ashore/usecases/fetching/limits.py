"""How much is fetched at once, and how large a message may be."""

from typing import NamedTuple

from ashore.mail.imap.session import CONNECT_SECONDS, READ_SECONDS
from ashore.mail.limits import MAX_MESSAGE_BYTES


class Limits(NamedTuple):
    """``uids``: sizes asked for at once; ``batch`` and ``batch_bytes``: bodies at once; ``message_bytes``: of a longer
    message the header is kept (H68); ``slice``: old messages of a folder before new mail is looked for again;
    ``blamed``: messages that the server may fail to give before it is taken for sick; time-outs in seconds."""

    uids: int = 500
    batch: int = 200
    batch_bytes: int = 8 * 1024 * 1024
    message_bytes: int = MAX_MESSAGE_BYTES
    slice: int = 1000
    blamed: int = 3
    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS


USUAL = Limits()
