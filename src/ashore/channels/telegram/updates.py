"""An update of the Bot API as the JSON of `ashore.channels.body`, the update itself kept within."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ashore.channels.body import MOST_TEXT, File

_SPOKEN = ("voice", "video_note")
_FILES = ("document", "audio", "video", "animation", "sticker", *_SPOKEN)
_SERVICE = (
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo", "pinned_message",
    "group_chat_created", "supergroup_chat_created", "migrate_to_chat_id", "migrate_from_chat_id",
    "message_auto_delete_timer_changed", "forum_topic_created", "video_chat_started", "video_chat_ended",
)  # fmt: skip


class Wanted(NamedTuple):
    """A file of an update that is still to be fetched. ``size``: 0 where it is not told."""

    file_id: str
    name: str
    type: str
    size: int


def message_in(update: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The message that a person wrote or changed; None where the update is about something else."""
    found = update.get("message") or update.get("edited_message")
    if not isinstance(found, dict) or any(name in found for name in _SERVICE):
        return None
    return found if isinstance(found.get("chat"), dict) and "message_id" in found else None


def files_in(update: Mapping[str, Any]) -> Sequence[Wanted]:
    """Its files; of a picture the largest size."""
    return tuple(_files(message_in(update) or {}))


def _files(message: Mapping[str, Any]) -> Iterator[Wanted]:
    for name in _FILES:
        found = message.get(name)
        if isinstance(found, dict) and "file_id" in found:
            yield _wanted(found, name)
    photos = [each for each in message.get("photo", ()) if isinstance(each, dict) and "file_id" in each]
    if photos:
        largest = max(photos, key=lambda each: int(each.get("file_size", 0)))
        yield _wanted({"mime_type": "image/jpeg", "file_name": "photo.jpg", **largest}, "photo")


def _wanted(found: Mapping[str, Any], kind: str) -> Wanted:
    usual = {"voice": ("audio/ogg", "voice.ogg"), "video_note": ("video/mp4", "video-note.mp4")}
    type_, name = usual.get(kind, ("application/octet-stream", kind))
    return Wanted(
        str(found["file_id"]),
        str(found.get("file_name") or name)[:300],
        str(found.get("mime_type") or type_)[:100],
        int(found.get("file_size") or 0),
    )


def body_of(update: Mapping[str, Any], files: Sequence[File] = ()) -> bytes | None:
    """The JSON to take in; None where nobody wrote anything."""
    message = message_in(update)
    if message is None:
        return None
    number, edited = str(message["message_id"]), message.get("edit_date")
    chat, sender = message["chat"], message.get("from") or message.get("sender_chat") or message["chat"]
    spoken: Mapping[str, Any] = next((message[name] for name in _SPOKEN if isinstance(message.get(name), dict)), {})
    body: dict[str, Any] = {
        "id": f"{number}~{edited}" if edited else number,
        "chat": {"id": str(chat.get("id", "")), "title": (str(chat.get("title") or "") or _name(chat))[:300]},
        "sender": {"id": str(sender.get("id", "")), "name": _name(sender)[:300]},
        "text": _text(message)[:MOST_TEXT],
        "at": datetime.fromtimestamp(int(edited or message.get("date") or 0), UTC).isoformat(),
        "original": update,
    }
    answered = message.get("reply_to_message")
    if isinstance(answered, dict) and "message_id" in answered:
        body["reply_to"] = str(answered["message_id"])
    if edited:
        body["edits"] = number
    if spoken:
        body["voice_seconds"] = max(1, int(spoken.get("duration") or 1))
    if files:
        body["attachments"] = [_attachment(each) for each in files]
    if not (body["text"].strip() or files or spoken):
        body["text"] = _what(message)
    return json.dumps(body, ensure_ascii=True).encode("ascii")


def _name(who: Mapping[str, Any]) -> str:
    parts = (str(who.get("first_name") or ""), str(who.get("last_name") or ""))
    return " ".join(filter(None, parts)) or str(who.get("title") or who.get("username") or "")


def _text(message: Mapping[str, Any]) -> str:
    text = str(message.get("text") or message.get("caption") or "")
    if isinstance(found := message.get("contact"), dict):
        text = text or f"{_name(found)} {found.get('phone_number', '')}".strip()
    if isinstance(found := message.get("location"), dict):
        text = text or f"geo:{found.get('latitude')},{found.get('longitude')}"
    if isinstance(found := message.get("sticker"), dict):
        text = text or str(found.get("emoji") or "")
    if isinstance(found := message.get("poll"), dict):
        text = text or str(found.get("question") or "")
    return text


def _what(message: Mapping[str, Any]) -> str:
    """Of a message of a kind that is not known: which kind."""
    known = ("message_id", "from", "chat", "date", "edit_date", "reply_to_message", "sender_chat")
    return f"[{', '.join(sorted(name for name in message if name not in known)) or 'empty'}]"[:200]


def _attachment(file: File) -> dict[str, str]:
    if file.missing:
        return {"name": file.name, "type": file.type, "missing": file.missing}
    return {"name": file.name, "type": file.type, "content": base64.b64encode(file.content).decode("ascii")}
