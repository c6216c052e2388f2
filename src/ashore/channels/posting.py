"""HTTP to messengers: time-outs always set, no redirects, no proxies, and to the very address that was looked at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ashore.channels.deadline import Deadline
from ashore.channels.targets import addresses_of, refused_target

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
WHOLE_SECONDS = 120.0
"""For all of it, beside one read and what is sent at the speed of a slow line."""
SLOWEST = 50_000
MOST_ANSWER = 30_000_000


class Unreachable(Exception):
    """Nothing of the request was understood there: it may be tried again."""


class Unsure(Exception):
    """The request left, its answer did not come: it may have been carried out."""


class ForbiddenTarget(Exception):
    """The address is one that nothing is posted to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``retry_after``: seconds the server asks to wait, 0 if it does not."""

    status: int
    content: bytes
    retry_after: int = 0

    @property
    def data(self) -> Any:
        """The JSON in it; None where there is none."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None


def request(
    method: str,
    url: str,
    *,
    content: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    private: bool = False,
    read_seconds: float = READ_SECONDS,
    most: int = MOST_ANSWER,
) -> Answer:
    """One request. ``private``: private networks are allowed. Raises `Unreachable`, `Unsure`, `ForbiddenTarget`."""
    import httpx  # a tenth of a second, which no other command waits for

    if why := refused_target(url, private=private):
        raise ForbiddenTarget(why)
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    found = addresses_of(host, port, private=private)
    if not found:
        raise Unreachable(f"{host} has no address that may be used")
    ip = f"[{found[0]}]" if ":" in found[0] else found[0]
    pinned = parts._replace(netloc=f"{ip}:{port}").geturl()
    sent = {"Host": parts.netloc.rpartition("@")[2], **(headers or {})}
    timeout = httpx.Timeout(read_seconds, connect=CONNECT_SECONDS)
    with Deadline(WHOLE_SECONDS + read_seconds + len(content or b"") / SLOWEST) as deadline:
        more = {"sni_hostname": host, "trace": deadline.notice}
        try:
            with (
                httpx.Client(timeout=timeout, trust_env=False) as client,
                client.stream(method, pinned, content=content, headers=sent, extensions=more) as response,
            ):
                return _answer(response, most)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unreachable(f"{host}: {error}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unsure(f"{host}: {'it takes too long' if deadline.passed else error}") from error


def _answer(response: "httpx.Response", most: int) -> Answer:
    import httpx

    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > most:
            raise httpx.ReadError(f"the answer is larger than {most} bytes")
    asked = response.headers.get("Retry-After", "")
    return Answer(response.status_code, bytes(content), int(asked) if asked.isdigit() else 0)
