"""``ashore message``: the contract of its JSON, its words and its exit codes."""

# ruff: noqa: E501 - samples are read as rows

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ashore.cli.message import message

_RAW = (
    "From: Anna <anna@shop.example>\nTo: Desk <desk@us.example>\nCc: jan@shop.example\nSubject: Banner\nMessage-ID: <2@shop.example>\n"
    "In-Reply-To: <1@us.example>\nReferences: <0@us.example> <1@us.example>\nDate: Fri, 5 Jan 2024 17:40:00 +0100\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n"
    "<p>Could you change the second banner?</p><script>alert(1)</script><blockquote>old words</blockquote>\n"
    '--x\nContent-Type: application/pdf; name="../a.pdf"\n\nhello\n--x--\n'
)
_CONTRACT = {"message_id", "in_reply_to", "references", "from", "to", "cc", "date", "subject", "text", "new_text", "html", "attachments",
             "language", "auto_reply", "bounce", "facts"}  # fmt: skip


@pytest.mark.parametrize("by_name", [True, False])
def test_the_json_holds_what_the_contract_names(tmp_path: Path, by_name: bool) -> None:
    (tmp_path / "a.eml").write_text(_RAW)
    arguments = ["--json", str(tmp_path / "a.eml") if by_name else "-"]
    result = CliRunner().invoke(message, arguments, input=_RAW.encode())
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert data.keys() >= _CONTRACT
    assert data["version"] == 1
    assert data["from"] == {"name": "Anna", "email": "anna@shop.example"}
    assert data["in_reply_to"] == ["1@us.example"]
    assert data["references"] == ["0@us.example", "1@us.example"]
    assert data["date"] == "2024-01-05T17:40:00+01:00"
    assert "banner" in data["new_text"]
    assert "old words" in data["text"]
    assert "old words" not in data["new_text"]
    assert "script" not in data["html"]
    assert data["attachments"] == [
        {"name": "a.pdf", "type": "application/pdf", "size": 5, "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}
    ]  # fmt: skip
    assert (data["language"], data["auto_reply"], data["bounce"]) == ("en", False, False)
    assert [q["text"] for q in data["facts"]["questions"]] == ["Could you change the second banner?"]


def test_people_get_text(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(_RAW)
    result = CliRunner().invoke(message, [str(tmp_path / "a.eml")])
    assert result.exit_code == 0
    assert "From:    Anna <anna@shop.example>" in result.stdout
    assert "Attached: a.pdf (application/pdf, 5 bytes)" in result.stdout
    assert "Question: Could you change the second banner?" in result.stdout


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"words without any header"])
def test_what_cannot_be_read_ends_with_two_and_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.bin").write_bytes(data)
    for arguments in (["--json", str(tmp_path / "a.bin")], ["-"], [str(tmp_path / "none.eml")]):
        result = CliRunner().invoke(message, arguments, input=data)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1


def test_every_reason_code_of_the_layer_has_a_sentence() -> None:
    import re

    import ashore.mail
    from ashore.words import dkim, mail

    root = Path(ashore.mail.__file__).parent
    used = {code for path in root.rglob("*.py") for code in re.findall(r'"(mail(?:\.[a-z_]+){1,3})"', path.read_text())}
    used.discard("mail.ru")  # a provider
    assert used - mail.SENTENCES.keys() - dkim.SENTENCES.keys() == set()
    assert mail.SENTENCES.keys() - used == set()
