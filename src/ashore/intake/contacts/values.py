"""What a file of contacts says, and where it cannot be read."""

from dataclasses import dataclass

from ashore.core.kernel import Reason

MOST_CONTACTS = 200_000
MOST_BYTES = 64 * 1024 * 1024
MOST_ADDRESSES = 20
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Contact:
    """One person, or a client without one. ``line``: where it begins in the file, from 1; ``emails``: in lower case,
    each once; ``client``: the organisation's name, ``domain``: its domain, both empty where nothing says so."""

    line: int
    name: str = ""
    emails: tuple[str, ...] = ()
    client: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be taken in. ``line``: from 1; 0 for the whole file."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contacts:
    """A file as read. ``form``: ``csv`` or ``vcard``; ``encoding`` and ``delimiter`` as they were found; ``columns``:
    for each column of a table its heading and what it was taken for, empty for what is not kept."""

    found: tuple[Contact, ...] = ()
    faults: tuple[Fault, ...] = ()
    form: str = ""
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[tuple[str, str], ...] = ()
