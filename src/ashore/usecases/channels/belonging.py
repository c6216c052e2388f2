"""Whose a chat is: the newest standing decision of a person, or of a code that was said in it."""

from collections.abc import Mapping

from ashore.store.models import Channel, Event, Workspace

LINK = "chat_linked"


def clients_of_chats(workspace: Workspace, chats: Mapping[str, str]) -> dict[str, str]:
    """The client's key for each conversation (by its key) whose chat is linked to one. ``chats``: conversation ->
    chat as messages name it, empty outside of chats."""
    wanted = {chat for chat in chats.values() if chat}
    if not wanted:
        return {}
    links = linked(workspace)
    return {key: links[chat] for key, chat in chats.items() if chat in links}


def agreed_names(workspace: Workspace) -> dict[str, str]:
    """How agreements call the channels, by their keys."""
    rows = Channel.objects.filter(workspace=workspace).values_list("key", "agreed_as", "name")
    return {key: agreed or name for key, agreed, name in rows}


def linked(workspace: Workspace) -> dict[str, str]:
    """All linked chats with their clients' keys."""
    rows = Event.objects.filter(workspace=workspace, kind=LINK, undone_by__isnull=True).order_by("pk")
    return {data["chat"]: data["client"] for data in rows.values_list("data", flat=True)}
