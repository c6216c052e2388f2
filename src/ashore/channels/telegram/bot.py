"""The calls of the Bot API that a desk makes, with typed failures. The token stands in no message of an error."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ashore.channels.body import MOST_FILE_BYTES, File
from ashore.channels.posting import READ_SECONDS, Answer, Unreachable, Unsure, request

LONG_POLL_SECONDS = 25
AT_ONCE = 50
MOST_TEXT = 4096
UPDATES = ("message", "edited_message")


class Refused(Exception):
    """The server understood and says no. ``code``: as HTTP has it; ``words``: the server's own."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}")
        self.code, self.words = code, words


class Busy(Exception):
    """Too many requests; ``seconds``: so long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Bot:
    """One bot at one server of the Bot API. ``private``: the server may stand in a private network."""

    token: str = field(repr=False)
    server: str
    private: bool = False

    def name(self, seconds: float = READ_SECONDS) -> str:
        """The bot's own name, by which people find it; ``seconds``: so long the answer may take. Raises as `call`."""
        return str(self.call("getMe", {}, read_seconds=seconds).get("username", ""))

    def updates(self, after: int, seconds: int = LONG_POLL_SECONDS) -> Sequence[Mapping[str, Any]]:
        """What came after the update ``after``, which thereby is confirmed; waits so long for something to come.

        Raises as `call`."""
        asked = {"offset": after + 1, "timeout": seconds, "limit": AT_ONCE, "allowed_updates": UPDATES}
        found = self.call("getUpdates", asked, read_seconds=seconds + 15.0)
        known = [each for each in found if isinstance(each, dict) and isinstance(each.get("update_id"), int)]
        return sorted(known, key=lambda each: int(each["update_id"]))

    def say(self, chat: str, text: str, reply_to: str = "") -> str:
        """Send a text; the id of its message. Raises as `call`."""
        asked: dict[str, Any] = {"chat_id": chat, "text": text}
        if reply_to:
            asked["reply_parameters"] = {"message_id": int(reply_to), "allow_sending_without_reply": True}
        return str(self.call("sendMessage", asked).get("message_id", ""))

    def hand(self, chat: str, file: File) -> str:
        """Send a file; the id of its message. Raises as `call`."""
        boundary = secrets.token_hex(16)
        name = "".join(c for c in file.name if c.isprintable() and c not in '"\\') or "file"
        body = (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n{chat}\r\n'
                f'--{boundary}\r\nContent-Disposition: form-data; name="document"; filename="{name}"\r\n'
                f"Content-Type: application/octet-stream\r\n\r\n"
            ).encode()
            + file.content
            + f"\r\n--{boundary}--\r\n".encode()
        )
        kind = f"multipart/form-data; boundary={boundary}"
        return str(self._result(self._post("sendDocument", body, kind)).get("message_id", ""))

    def fetch(self, file_id: str) -> bytes:
        """The bytes of a file. Raises as `call`."""
        path = str(self.call("getFile", {"file_id": file_id}).get("file_path", ""))
        answer = self._hidden("GET", f"{self.server}/file/bot{self.token}/{path}", most=MOST_FILE_BYTES)
        if answer.status != 200:
            self._result(answer)
            raise Refused(answer.status, "the file cannot be fetched")
        return answer.content

    def call(self, method: str, asked: Mapping[str, Any], *, read_seconds: float = READ_SECONDS) -> Any:
        """The result of a call. Raises `Refused`, `Busy`, `Unreachable`, `Unsure`."""
        body = json.dumps(asked).encode()
        return self._result(self._post(method, body, "application/json", read_seconds))

    def _post(self, method: str, body: bytes, kind: str, read_seconds: float = READ_SECONDS) -> Answer:
        url = f"{self.server}/bot{self.token}/{method}"
        return self._hidden("POST", url, content=body, headers={"Content-Type": kind}, read_seconds=read_seconds)

    def _hidden(self, method: str, url: str, **rest: Any) -> Answer:
        """A request whose failure does not tell the token, which is part of the address."""
        try:
            return request(method, url, private=self.private, **rest)
        except Unreachable as error:
            raise Unreachable(str(error).replace(self.token, "***")) from None
        except Unsure as error:
            raise Unsure(str(error).replace(self.token, "***")) from None

    def _result(self, answer: Answer) -> Any:
        data = answer.data if isinstance(answer.data, dict) else {}
        if data.get("ok") is True:
            return data.get("result")
        if answer.status == 429:
            asked = data.get("parameters", {}).get("retry_after", answer.retry_after)
            raise Busy(max(1, min(int(asked or 1), 3600)))
        if answer.status >= 500 or not data:
            raise Unreachable(f"the server answers {answer.status}")
        raise Refused(answer.status, str(data.get("description", ""))[:300])
