"""Search over messages, behind one door: what is found, and in which order, is the same on SQLite and PostgreSQL.

The index holds lexemes that Python made (``core.language.search``), each behind the number of its workspace and of its
segment, a stretch of 16 384 arrival numbers. So no query can reach another workspace's messages (H94, H95), mail that
comes in touches one corner of the index, and a search goes from the newest segment backwards and stops early, however
common the words are.
"""

from ashore.store.search.backwards import Found, newest
from ashore.store.search.filling import add, add_stored, forget_all, missing, remove, tidied
from ashore.store.search.looking import Shown, documents, shown

__all__ = [
    "Found",
    "Shown",
    "add",
    "add_stored",
    "documents",
    "forget_all",
    "missing",
    "newest",
    "remove",
    "shown",
    "tidied",
]
