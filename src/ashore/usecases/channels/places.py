"""Under what the messages of a channel are known: as every copy of a message, by a source and a place in it."""

from ashore.usecases.records import text_for_database

PLACE = 400


def source_of(channel: str) -> str:
    """Where its messages come from, as copies of messages name it."""
    return f"channel:{channel}"


def place_of(chat: str, id: str) -> str:
    """Under what a message is known within its channel."""
    return text_for_database(f"{chat}/{id}")[:PLACE]
