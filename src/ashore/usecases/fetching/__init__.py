"""Mail from IMAP servers into the desk: nothing lost, nothing doubled, whatever the server or the machine does."""

from ashore.usecases.fetching.account import Fetched, fetch_account
from ashore.usecases.fetching.limits import USUAL, Limits

__all__ = ["USUAL", "Fetched", "Limits", "fetch_account"]
