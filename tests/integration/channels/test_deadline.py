"""Messengers' servers that say an answer a byte at a time."""

import pytest

from ashore.channels import posting
from ashore.channels.posting import Unsure, request
from servers.dripping import Dripping

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n"


@pytest.mark.parametrize("at_once", [0, len(HEAD) + 2])
def test_h90_an_answer_of_one_byte_at_a_time_is_left_as_a_whole(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """In its header, or in its body: the request may have been carried out."""
    monkeypatch.setattr(posting, "WHOLE_SECONDS", -4.4)
    with Dripping(HEAD + b"\r\n" + b"x" * 900, at_once=at_once) as server, pytest.raises(Unsure, match="too long"):
        request("GET", f"http://127.0.0.1:{server.port}/", private=True, read_seconds=5.0)


def test_an_answer_in_time_is_whole() -> None:
    with Dripping(HEAD + b"\r\n" + b"x" * 900, at_once=930) as server:
        found = request("GET", f"http://127.0.0.1:{server.port}/", private=True, read_seconds=5.0)
    assert (found.status, len(found.content)) == (200, 900)
