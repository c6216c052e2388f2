"""Messages and conversations: threading, new text against quotes, the people on a message."""

from ashore.core.correspondence.message import Address, Conversation, Message, Placement, Threads
from ashore.core.correspondence.threads import thread

__all__ = ["Address", "Conversation", "Message", "Placement", "Threads", "thread"]
