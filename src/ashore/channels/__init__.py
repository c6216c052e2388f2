"""Messengers, letters and whatever else is no mail: their messages as values, their signatures, their protocols.

Pure of Django and of any database. A channel of its own kind is a folder here (`telegram`).
"""

from ashore.channels.body import Body, Fault, File, read_body
from ashore.channels.envelope import Envelope, open_envelope, wrap

__all__ = ["Body", "Envelope", "Fault", "File", "open_envelope", "read_body", "wrap"]
