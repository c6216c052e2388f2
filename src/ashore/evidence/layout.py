"""What stands where in a pack, and how large it may be. The names are a contract: other people's tools rest on them."""

import re

FORMAT = "ashore-evidence"
VERSION = 1

MANIFEST = "manifest.json"
ROOT = "root.txt"
SUMS = "SHA256SUMS"
STAMP = "timestamp.tsr"
ABOVE = (MANIFEST, ROOT, SUMS, STAMP)
"""What vouches for the other files, and so cannot be among those that the root covers."""

INDEX = "index.pdf"
README = "README.txt"
FACTS = "pack.json"
AGREEMENT = "agreement/agreement.toml"
EVENTS = "events/events.jsonl"
CHAIN = "events/chain.jsonl"
LEDGER = "ledger/ledger.json"
LEDGER_WORDS = "ledger/ledger.txt"
LETTERS = "messages/messages.jsonl"
KEYS = "dkim/keys.json"
RESULTS = "dkim/results.jsonl"
RESULT_WORDS = "dkim/results.txt"
CHANNELS = "messages/channels.txt"
"""Only where something was said by another channel than mail, calls included."""
NEEDED = (FACTS, AGREEMENT, EVENTS, CHAIN, LEDGER, LEDGER_WORDS, LETTERS, KEYS, RESULTS, RESULT_WORDS, INDEX, README)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
_VERSION = re.compile(r"agreement/version-\d{2,}\.json")
_LETTER = re.compile(r"messages/\d{5,}-[0-9a-f]{12}\.(?:eml|said)")

LARGEST_TEXT = 256 * 1024 * 1024
"""Bytes of a text member that is read whole, the log of events included; chain and lists are read line by line."""
LARGEST_JSON = 32 * 1024 * 1024
"""Bytes of a member that is read into values at once: manifest, pack.json, keys."""
LARGEST_LINE = 16 * 1024 * 1024
LARGEST_STAMP = 64 * 1024
MOST_MEMBERS = 200_000
LARGEST_DIRECTORY = 64 * 1024 * 1024


def letter_name(number: int, sha256: str, *, mail: bool = True) -> str:
    """The name of the ``number``-th message (from 1): safe on every system, in the order in which they were read."""
    return f"messages/{number:05}-{sha256[:12]}.{'eml' if mail else 'said'}"


def version_name(number: int) -> str:
    """The name of the ``number``-th version of the terms (from 1)."""
    return f"agreement/version-{number:02}.json"


def is_letter(name: str) -> bool:
    """True for the name of a message."""
    return bool(_LETTER.fullmatch(name))


def is_said(name: str) -> bool:
    """True for the name of a message that came by another channel than mail."""
    return name.endswith(".said")


def is_known(name: str) -> bool:
    """True for a name that a pack of this version may hold."""
    return name in ABOVE or name in NEEDED or name == CHANNELS or is_letter(name) or bool(_VERSION.fullmatch(name))


def is_safe(name: str) -> bool:
    """True for a relative path of plain names: no way up, no drive, no device's own characters (H63)."""
    return 0 < len(name) <= 200 and all(_NAME.fullmatch(part) for part in name.split("/"))
