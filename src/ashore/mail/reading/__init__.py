"""Mailboxes of every shape, read as a stream of values: nothing here raises for what stands in a file."""

from ashore.mail.reading.mailboxes import read
from ashore.mail.reading.sources import Source, Unreadable
from ashore.mail.reading.work import Piece, Work, measure, size_of, split_work

__all__ = ["Piece", "Source", "Unreadable", "Work", "measure", "read", "size_of", "split_work"]
