"""The stored things that callers pass back in: they hold them, and never look inside."""

from ashore.store.models import User, Workspace

__all__ = ["User", "Workspace"]
