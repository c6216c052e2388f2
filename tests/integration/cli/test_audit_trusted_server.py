"""``ashore audit --trusted-server``: mail that only claims to be ours settles nothing (H38, H45)."""

import json
from pathlib import Path
from typing import Any

import pytest

from ashore import cli

ME = ("--me", "studio.example", "--now", "2026-03-12T12:00+00:00", "--json")
TRUST = ("--trusted-server", "mx.studio.example")
HOP = "Received: from pc (pc [192.0.2.7])\n\tby mx.studio.example with ESMTP id 4; 10 Mar 2026 10:00:00 +0000\n"
EARLIER = "Received: from a by b with SMTP; x\n"
FORGED = "Authentication-Results: mx.studio.example; dmarc=pass header.from=studio.example\n"
REFUTED = FORGED.replace("pass", "fail")


def mail(n: int, day: int, sender: str, to: str, text: str, *, top: str = "", more: str = "") -> str:
    return (
        f"From x@y.example Mon Mar {day:2d} 10:00:00 2026\n{top}Message-ID: <m{n}@box>\nFrom: {sender}\nTo: {to}\n"
        f"Date: {day} Mar 2026 10:00:00 +0000\nSubject: Brochure\n{more}"
        f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )


def report(capsys: pytest.CaptureFixture[str], tmp_path: Path, top: str, *options: str) -> dict[str, Any]:
    """The audit of a question by Ivan and an answer in our name that came with ``top`` above it."""
    box = tmp_path / "box.mbox"
    box.write_text(
        mail(1, 9, "Ivan Green <ivan@client.example>", "anna@studio.example", "How much is the brochure?")
        + mail(2, 10, "anna@studio.example", "ivan@client.example", "The brochure is 500 EUR.", top=top,
               more="In-Reply-To: <m1@box>\n")
    )  # fmt: skip
    assert cli.run(["audit", str(box), *ME, *options]) in (0, 1)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def is_answered(found: dict[str, Any]) -> bool:
    (talk,) = found["conversations"]
    assert len(talk["message_ids"]) == 2
    return not talk["unanswered"]


@pytest.mark.parametrize(
    "top", [REFUTED + HOP, HOP + REFUTED, HOP, REFUTED + HOP + FORGED, HOP + EARLIER + FORGED]
)  # fmt: skip
def test_h38_mail_that_our_server_does_not_confirm_answers_for_nobody(capsys, tmp_path, top):
    assert not is_answered(report(capsys, tmp_path, top, *TRUST))


@pytest.mark.parametrize("top", ["", FORGED + HOP, HOP + FORGED, HOP.replace("ESMTP", "ESMTPSA")])
def test_h38_our_own_mail_sent_logged_in_or_confirmed_answers_as_ever(capsys, tmp_path, top):
    assert is_answered(report(capsys, tmp_path, top, *TRUST))


def test_h45_without_the_option_no_such_header_changes_anything(capsys, tmp_path):
    plain, refuted = (report(capsys, tmp_path, top) for top in ("", REFUTED + HOP))
    assert is_answered(plain)
    assert plain["summary"] == refuted["summary"]


def test_h45_results_of_another_server_refute_nothing_and_confirm_nothing(capsys, tmp_path):
    alien = "Authentication-Results: evil.example; dmarc={} header.from=studio.example\n"
    assert is_answered(report(capsys, tmp_path, alien.format("fail"), *TRUST))
    assert not is_answered(report(capsys, tmp_path, alien.format("pass") + HOP, *TRUST))


def test_a_forged_copy_beside_the_true_mail_takes_nothing_from_it(capsys, tmp_path):
    sent, forged = ("The brochure is 500 EUR.", "Pay to this account.")
    box = tmp_path / "box.mbox"
    box.write_text(
        mail(1, 9, "Ivan Green <ivan@client.example>", "anna@studio.example", "How much is the brochure?")
        + mail(2, 10, "anna@studio.example", "ivan@client.example", forged, top=HOP, more="In-Reply-To: <m1@box>\n")
        + mail(2, 10, "anna@studio.example", "ivan@client.example", sent, more="In-Reply-To: <m1@box>\n")
    )
    cli.run(["audit", str(box), *ME, *TRUST])
    found = json.loads(capsys.readouterr().out)
    assert found["messages"] == 3
    assert not found["conversations"][0]["unanswered"]


@pytest.mark.parametrize("name", ["", "mx studio", 'mx";x'])
def test_a_name_that_no_server_has_is_told_with_an_example(capsys, tmp_path, name):
    assert cli.run(["audit", str(tmp_path), *ME, "--trusted-server", name]) == 2
    assert "mx.studio.example" in capsys.readouterr().err
