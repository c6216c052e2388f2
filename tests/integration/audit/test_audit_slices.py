"""The report is the same however its slices are worked off: in children, here, or here after a child has failed."""

import json
import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from ashore import cli
from ashore.audit import ahead, slices
from ashore.intake import hearing, pool

ME = "anna@studio.example"
CLIENTS, TURNS = 60, 6
SAID = (
    "Could you send the report by Friday? When is the banner ready?",
    "Thank you. I will send you the price list tomorrow.",
    "The banner is still the old one. How much is the brochure?",
    "The brochure is 400 euro.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty clients who ask, promise and are answered, and list mail that passes us by."""
    path = tmp_path_factory.mktemp("slices") / "box.mbox"
    with path.open("w", encoding="utf-8") as file:
        for n in range(CLIENTS * TURNS):
            client, turn = n // TURNS, n % TURNS
            people = [f"Client {client} <c{client}@client{client}.example>", ME]
            refers = f"In-Reply-To: <{n - 1}@x>\nReferences: <{n - 1}@x>\n" if turn else ""
            file.write(
                f"From a@b Mon Mar  9 10:00:00 2026\nMessage-ID: <{n}@x>\nFrom: {people[turn % 2]}\n"
                f"To: {people[1 - turn % 2]}\n{refers}Date: {1 + client % 28} Mar 2026 {9 + turn}:10:00 +0000\n"
                f"Subject: Report {client}\n\n{SAID[(client + turn) % 4]}\n\n"
            )
        for n in range(200):
            file.write(
                f"From a@b Mon Mar  9 10:00:00 2026\nMessage-ID: <l{n}@x>\nFrom: eva{n % 9}@third.example\n"
                "To: all@lists.example\nList-Id: <all.lists.example>\nDate: 3 Mar 2026 10:00:00 +0000\n"
                f"Subject: Nr {n // 3}\n\nWho can test it?\n\n"
            )
    return path


def told(archive: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    code = cli.run(["audit", str(archive), "--me", ME, "--now", "2026-04-20T12:00+00:00", *options])
    assert code == 1
    return capsys.readouterr().out


def dies(*_: Any) -> Any:
    """Ends a child at once, and fails the test where there is none."""
    assert multiprocessing.parent_process() is not None
    os.kill(os.getpid(), signal.SIGKILL)


def fails(*_: Any) -> Any:
    raise ValueError("on purpose")


@pytest.mark.parametrize("options", [("--json",), ("--all",)])
@pytest.mark.parametrize(
    "how", ["all large", "rounds", "no fork", "child dies", "child fails", "nothing ahead", "all ahead"]
)
def test_slices_worked_off_elsewhere_tell_the_same(
    how: str, options: tuple[str, ...], archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    usual = told(archive, capsys, *options)
    if how == "all large":
        monkeypatch.setattr(slices, "LARGE", 0)
    elif how == "rounds":
        monkeypatch.setattr(slices, "LARGE_ARCHIVE", 0)
        monkeypatch.setattr(slices, "ROUND_MESSAGES", 100)
    elif how == "no fork":
        monkeypatch.setattr(slices, "forks", lambda: False)
    elif how == "nothing ahead":
        monkeypatch.setattr(ahead, "WORTH_CHILDREN", CLIENTS * TURNS)
    elif how == "all ahead":
        monkeypatch.setattr(ahead, "SHARE", 1)
    else:
        monkeypatch.setattr(slices, "_made", dies if how == "child dies" else fails)
    assert told(archive, capsys, *options) == usual


def test_the_archive_is_cut_in_several_slices(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else the test above would compare nothing."""
    report = json.loads(told(archive, capsys, "--json"))
    sizes = [TURNS] * CLIENTS
    cut = list(slices._cut(sizes, aside=False))
    assert [each.first for each in cut[1:]] == [each.stop for each in cut[:-1]]
    assert sum(each.size for each in cut) == CLIENTS * TURNS
    assert len(cut) > 2
    assert report["summary"]["left_aside"] > 0
    assert len(report["conversations"]) == report["summary"]["conversations"]


@pytest.mark.parametrize("share", [ahead.SHARE, 1])
def test_a_text_that_our_own_code_cannot_read_is_named_and_costs_only_itself(
    share: int, archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    for module in (pool, slices, ahead):  # other tests of this run may have left threads behind
        monkeypatch.setattr(module, "forks", lambda: True)
    usual = json.loads(told(archive, capsys, "--json"))
    heard = hearing._heard
    calls: list[int] = []

    def hears_all_but_one(shelf: Any, place: int) -> Any:
        if place == poisoned:
            raise ValueError("on purpose")
        return heard(shelf, place)

    def first(shelf: Any, place: int) -> Any:
        calls.append(place)
        return heard(shelf, place)

    monkeypatch.setattr(slices, "run", lambda units, craft, **_: pool.run(units, craft, processes=0))
    monkeypatch.setattr(hearing, "_heard", first)
    told(archive, capsys, "--json")
    poisoned = calls[0]
    monkeypatch.setattr(slices, "run", pool.run)
    monkeypatch.setattr(ahead, "SHARE", share)
    monkeypatch.setattr(hearing, "_heard", hears_all_but_one)
    report = json.loads(told(archive, capsys, "--json"))
    assert [each["reason"] for each in report["unreadable"]] == ["intake.failed"]
    assert report["unreadable"][0]["source"].startswith(str(archive))
    same = [one == two for one, two in zip(report["conversations"], usual["conversations"], strict=True)]
    assert same.count(False) == 1
