"""One message to one messenger, tried once: what became of it, and whether it may be tried again."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ashore.channels.body import Body
from ashore.channels.posting import ForbiddenTarget, Unreachable, Unsure, request
from ashore.channels.signing import sign
from ashore.channels.telegram.bot import Bot, Busy, Refused

Result = Literal["sent", "later", "failed", "perhaps_sent"]
GONE = (400, 401, 403, 404, 405, 410, 413, 415, 422)
MOST_WAIT = 3600


@dataclass(frozen=True, slots=True)
class Delivered:
    """``theirs``: the id that the messenger gave the message; ``seconds``: so long it asks to wait."""

    result: Result
    why: str = ""
    theirs: str = ""
    seconds: int = 0


def post_webhook(body: Body, url: str, secret: str, now: datetime, *, private: bool = False) -> Delivered:
    """Post a message to a webhook, signed. Its own id stands in ``webhook-id``: the receiver takes it once, so after a
    cut it is posted again."""
    told: dict[str, Any] = {
        "type": "message",
        "id": body.id,
        "chat": {"id": body.chat, "title": body.chat_title},
        "sender": {"name": body.sender_name},
        "text": body.text,
        "at": body.at.isoformat() if body.at else None,
    }
    if body.files:
        told["attachments"] = [
            {"name": each.name, "type": each.type, "content": base64.b64encode(each.content).decode("ascii")}
            for each in body.files
        ]
    content = json.dumps(told, ensure_ascii=False).encode("utf-8")
    headers = {"Content-Type": "application/json", "User-Agent": "Ashore", **sign(secret, body.id, now, content)}
    try:
        answer = request("POST", url, content=content, headers=headers, private=private, most=100_000)
    except ForbiddenTarget as error:
        return Delivered("failed", f"Nothing is posted to this address: {error}.")
    except (Unreachable, Unsure) as error:
        return Delivered("later", str(error)[:300])
    if 200 <= answer.status < 300:
        data = answer.data if isinstance(answer.data, dict) else {}
        return Delivered("sent", theirs=str(data.get("id", ""))[:200])
    why = f"{answer.status} {' '.join(answer.content[:200].decode('utf-8', 'replace').split())}".strip()
    if answer.status in GONE:
        return Delivered("failed", why)
    return Delivered("later", why, seconds=min(answer.retry_after, MOST_WAIT))


def say_by_bot(body: Body, bot: Bot) -> Delivered:
    """Say a message in a Telegram chat, its files behind it. The Bot API has no ids of ours: after a cut it may have
    been said, and where a file does not go a person decides."""
    try:
        said = bot.say(body.chat, body.text)
    except Busy as error:
        return Delivered("later", str(error), seconds=error.seconds)
    except Refused as error:
        return Delivered("failed", str(error))
    except (Unreachable, ForbiddenTarget) as error:
        return Delivered("later", str(error)[:300])
    except Unsure as error:
        return Delivered("perhaps_sent", str(error)[:300])
    for file in body.files:
        try:
            bot.hand(body.chat, file)
        except (Busy, Refused, Unreachable, Unsure, ForbiddenTarget) as error:
            return Delivered("perhaps_sent", f"The text was said; {file.name} may not have come: {error}"[:300], said)
    return Delivered("sent", theirs=said)
