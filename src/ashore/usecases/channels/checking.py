"""Whether a messenger can be reached, tried now."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings

from ashore.channels.posting import READ_SECONDS, ForbiddenTarget, Unreachable, Unsure, request
from ashore.channels.signing import sign
from ashore.channels.telegram.bot import Busy, Refused
from ashore.store.models import User, Workspace
from ashore.usecases.channels.polling import bot_of
from ashore.usecases.channels.registry import allow, channel_by_key
from ashore.usecases.sealing import SealBroken, unseal

Verdict = Literal["reached", "refused", "unreachable", "forbidden", "sealed", "only_in"]


@dataclass(frozen=True, slots=True)
class Checked:
    """``words``: the bot's name, or what the other side said."""

    verdict: Verdict
    words: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing needs mending."""
        return self.verdict in ("reached", "only_in")


def check_channel(
    *, workspace: Workspace, key: str, now: datetime, seconds: float = READ_SECONDS, user: User | None = None
) -> Checked:
    """Ask a bot for its name, or post a signed ``ping`` to a webhook; ``seconds``: so long an answer may take.

    Raises `NotThere`, `NotPossible` (``channel.not_owner``)."""
    allow(workspace, user)
    row = channel_by_key(workspace=workspace, key=key)
    try:
        if row.kind == "telegram":
            return Checked("reached", f"@{bot_of(row).name(seconds)}")
        if not row.url:
            return Checked("only_in")
        return _ping(row.url, str(unseal(row.secret)["signing"][0]), now, seconds)
    except (Refused, Busy) as error:
        return Checked("refused", str(error))
    except (Unreachable, Unsure) as error:
        return Checked("unreachable", str(error))
    except ForbiddenTarget as error:
        return Checked("forbidden", str(error))
    except SealBroken:
        return Checked("sealed")


def _ping(url: str, secret: str, now: datetime, seconds: float) -> Checked:
    content = json.dumps({"type": "ping", "at": now.isoformat()}).encode()
    headers = {"Content-Type": "application/json", **sign(secret, f"ping-{int(now.timestamp())}", now, content)}
    answer = request(
        "POST",
        url,
        content=content,
        headers=headers,
        private=settings.PRIVATE_TARGETS,
        read_seconds=seconds,
        most=100_000,
    )
    return Checked("reached" if answer.status < 300 else "refused", str(answer.status))
