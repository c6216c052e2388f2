"""A message with its files as multipart/form-data at the programs' door."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ashore.channels.body import MOST_FILES, BadBody, read_body
from ashore.channels.multipart import joined
from ashore.channels.signing import sign
from ashore.store.models import Attachment, Message, RawMessage, Workspace
from ashore.usecases.channels.registry import add_channel
from ashore.usecases.queries.downloads import attachment

Write = Callable[..., bytes]
URL = "/api/v1/channels/viber/messages"
BOUNDARY = "a-boundary_7"


@pytest.fixture
def secret(workspace: Workspace, now: dt.datetime) -> str:
    return add_channel(workspace=workspace, now=now, kind="api", key="viber", name="Viber")[1]


def part(name: str, content: bytes, *, file: str | None = None, type: str = "", more: str = "") -> bytes:
    how = f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{file}"' if file is not None else "")
    head = "\r\n".join(filter(None, (how, f"Content-Type: {type}" if type else "", more)))
    return head.encode() + b"\r\n\r\n" + content


def whole(*parts: bytes, boundary: str = BOUNDARY) -> bytes:
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + each + b"\r\n" for each in parts) + line + b"--\r\n"


def post(raw: bytes, secret: str, *, boundary: str = BOUNDARY) -> Any:
    signed = sign(secret, "d-1", timezone.now(), raw)
    kind = f"multipart/form-data; boundary={boundary}"
    return Browser(enforce_csrf_checks=True).post(URL, raw, content_type=kind, headers=signed)


def fault(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    assert not RawMessage.objects.exists()
    return answer.json()["errors"][0]


def test_files_come_as_they_are_and_count_once_whatever_the_boundary(secret: str, body: Write) -> None:
    content = bytes(range(256)) * 40 + b"\r\n--a-bound\r\n"
    parts = part("message", body(1, "The plan?")), part("file", content, file="Plán.pdf", type="application/pdf")
    first = post(whole(*parts), secret)
    again = post(whole(*parts, boundary="another"), secret, boundary="another")
    assert (first.status_code, again.status_code) == (201, 200)
    message = Message.objects.get()
    row = Attachment.objects.get()
    found = attachment(workspace=message.workspace, id=row.pk)
    assert (found.name, found.content) == ("Plán.pdf", content)
    assert message.text == "The plan?"


def test_a_message_without_files_is_kept_as_it_came(secret: str, body: Write) -> None:
    raw = body(1, "Hello?")
    assert post(whole(part("message", raw)), secret).status_code == 201
    signed = sign(secret, "d-1", timezone.now(), raw)
    assert Browser().post(URL, raw, content_type="application/json", headers=signed).status_code == 200


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\\\Temp\\\\a.exe", "a.exe"), ("", "file"), ("con.txt", "_con.txt"),
     ("a\x00b\x1b[2J.pdf", "a b [2J.pdf"), ("x" * 5000 + ".pdf", None), ("..", "file")],
)  # fmt: skip
def test_h63_names_lose_their_path_and_what_is_no_name(secret: str, body: Write, name: str, kept: str | None) -> None:
    raw = whole(part("message", body(1, "See")), part("file", b"1", file=name))
    assert post(raw, secret).status_code == 201
    found = Attachment.objects.get().name
    assert not set(found) & set("/\\\x00\x1b")
    assert len(found) <= 300
    if kept and " " not in kept:
        assert found == kept


def test_a_name_in_other_letters_comes_by_rfc_8187_too(secret: str, body: Write) -> None:
    head = 'Content-Disposition: form-data; name="file"; filename="x"; filename*=UTF-8\'\'%D0%BF%D0%BB%D0%B0%D0%BD.pdf'
    assert post(whole(part("message", body(1, "See")), head.encode() + b"\r\n\r\n1"), secret).status_code == 201
    assert Attachment.objects.get().name == "план.pdf"


def test_h68_ten_thousand_parts_are_refused_at_the_first_too_many(secret: str, body: Write) -> None:
    raw = whole(part("message", body(1, "x")), *(part("file", b"1", file=f"{n}") for n in range(10_000)))
    assert fault(post(raw, secret))["place"] == f"parts[{MOST_FILES + 1}]"
    raw = whole(*(part("message", b"{}") for _ in range(10_000)))
    assert fault(post(raw, secret))["place"] == "parts[1]"


def test_a_wrong_boundary_is_told(secret: str, body: Write) -> None:
    raw = whole(part("message", body(1, "x")))
    assert "boundary" in fault(post(raw, secret, boundary="other"))["problem"]
    for wrong in ("", "\u2603", "x" * 71, '"'):
        assert fault(post(raw, secret, boundary=wrong))["place"] == "Content-Type"


def test_what_is_cut_off_is_not_half_taken(secret: str, body: Write) -> None:
    raw = whole(part("message", body(1, "x")), part("file", b"important " * 50, file="a.txt"))
    for end in (raw.rindex(b"--a-boundary_7--"), len(raw) - 60, raw.index(b"important") - 2):
        assert "parts[1]" in fault(post(raw[:end], secret))["place"]


@pytest.mark.parametrize(
    ("parts", "place"),
    [((part("file", b"1", file="a"),), "message"),
     ((part("message", b"{}"), part("message", b"{}")), "parts[1]"),
     ((part("message", b"{}"), part("files[]", b"1", file="a")), "parts[1]"),
     ((part("message", b"{}"), b"Content-Type: text/plain\r\n\r\nlost"), "parts[1]"),
     ((part("message", b"{}"), b"Content-Disposition: attachment; name=file\r\n\r\nlost"), "parts[1]"),
     ((part("message", b"{}"), part("file", b"AAAA", file="a", more="Content-Transfer-Encoding: base64")), "parts[1]"),
     ((part("message", b"{" * 2_000_000),), "message"),
     ((b"X: " + b"y" * 20_000 + b"\r\n" + part("message", b"{}"),), "parts[0]"),
     ((part("message", b"\xff\xfe"), part("file", b"1", file="a")), "")],
)  # fmt: skip
def test_nothing_that_is_not_understood_is_passed_over(secret: str, parts: tuple[bytes, ...], place: str) -> None:
    assert fault(post(whole(*parts), secret))["place"] == place


def test_files_together_have_the_same_bound_as_in_json(secret: str, body: Write) -> None:
    big = part("file", b"x" * 9_000_000, file="a.bin")
    answer = post(whole(part("message", body(1, "x")), big, big, big), secret)
    assert fault(answer)["problem"] == "The files are too large."


def test_the_signature_is_over_the_parts_too(secret: str, body: Write) -> None:
    raw = whole(part("message", body(1, "x")), part("file", b"right", file="a"))
    signed = sign(secret, "d-1", timezone.now(), raw)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    answer = Browser().post(URL, raw.replace(b"right", b"wrong"), content_type=kind, headers=signed)
    assert answer.status_code == 401
    assert not RawMessage.objects.exists()


@given(files=st.lists(st.binary(max_size=200), max_size=5))
def test_every_file_comes_out_as_it_went_in(files: list[bytes]) -> None:
    boundary = next(f"b{n}" for n in range(1000) if not any(f"--b{n}".encode() in each for each in files))
    raw = whole(
        part("message", b'{"id": 1, "chat": "c", "sender": "s", "text": "x"}'),
        *(part("file", each, file=f"{n}") for n, each in enumerate(files)), boundary=boundary,
    )  # fmt: skip
    made = joined(raw, f"multipart/form-data; boundary={boundary}", str)
    assert [each.content for each in read_body(made).files] == files


@given(raw=st.binary(max_size=400), boundary=st.sampled_from(["b", "", "--"]))
def test_no_bytes_break_the_reader(raw: bytes, boundary: str) -> None:
    for each in (raw, b"--b\r\n" + raw, b"--b\r\n" + raw + b"\r\n--b--"):
        try:
            joined(each, f"multipart/form-data; boundary={boundary}", str)
        except BadBody as error:
            assert json.dumps([f.place for f in error.faults])
