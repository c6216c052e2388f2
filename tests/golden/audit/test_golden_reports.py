"""The whole report of the demo mailbox at one moment, and the page of a small mailbox, as a person has reviewed them.

After a change that is meant, look at the difference and renew the files with one command:

    RENEW_GOLDEN=1 python -m pytest tests/golden/audit -q && git diff tests/golden/audit
"""

import difflib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ashore import cli
from ashore.usecases.demo import compose, demo_agreement, plays_folder, read_plays, write_mbox

HERE = Path(__file__).parent
NOW = "2026-03-13T15:00+01:00"
DEMO = ("--me", "breakwater.example", "--agreement", str(plays_folder() / "agreement.toml"), "--now", NOW)
SMALL = b"""From x Mon Mar  9 10:00:00 2026
Message-ID: <1@box>
From: Ivan Green <ivan@client.example>
To: Anna Blue <anna@studio.example>
Date: Mon, 9 Mar 2026 10:00:00 +0000
Subject: Brochure <b>2026</b>

Hello Anna,

how much is the brochure? When can you print it?

From x Tue Mar 10 10:00:00 2026
Message-ID: <2@box>
In-Reply-To: <1@box>
From: Anna Blue <anna@studio.example>
To: Ivan Green <ivan@client.example>
Date: Tue, 10 Mar 2026 10:00:00 +0000
Subject: Re: Brochure <b>2026</b>

Hello Ivan,

the brochure is 400 euro. I will send you the date of printing tomorrow.
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.mbox"
    now = datetime.fromisoformat(NOW).astimezone(ZoneInfo("Europe/Bratislava"))
    write_mbox(compose(read_plays(plays_folder()), agreement=demo_agreement(), now=now), path)
    return path


def compare(name: str, text: str) -> None:
    """Fail with the difference, or write the file anew where that was asked for."""
    place = HERE / name
    if os.environ.get("RENEW_GOLDEN"):
        place.write_text(text, encoding="utf-8")
    known = place.read_text(encoding="utf-8") if place.exists() else ""
    if text != known:
        lines = difflib.unified_diff(known.splitlines(), text.splitlines(), "reviewed", "now", lineterm="", n=1)
        pytest.fail(f"{name} differs; renew it if that is meant (see above)\n" + "\n".join(list(lines)[:80]))


def test_the_report_of_the_demo_is_as_reviewed(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["audit", str(demo), *DEMO, "--all"]) == 1
    compare("demo.txt", capsys.readouterr().out)


def test_the_data_of_the_demo_are_as_reviewed(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["audit", str(demo), *DEMO, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    report["conversations"] = [brief(each) for each in report["conversations"]]
    compare("demo.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def brief(conversation: dict[str, Any]) -> dict[str, Any]:
    """A conversation on few lines: what is owed in it, without keys and reasons."""
    owed = [
        " ".join(str(each[name]) for name in ("kind", "owed_by", "state", "message_id", "due", "met_at"))
        for each in conversation["obligations"]
    ]
    kept = ("subject", "client", "waiting_for", "message_ids")
    return {name: conversation[name] for name in kept} | {
        "obligations": owed,
        "unanswered": [each["text"] for each in conversation["unanswered"]],
        "findings": [f"{each['code']} {each['message_id']}" for each in conversation["findings"]],
    }


def test_the_page_of_a_small_mailbox_is_as_reviewed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box, page = tmp_path / "small.mbox", tmp_path / "page.html"
    box.write_bytes(SMALL)
    now = "2026-03-13T12:00+00:00"
    assert cli.run(["audit", str(box), "--me", "studio.example", "--now", now, "--html", str(page)]) == 1
    capsys.readouterr()
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition("<style>")
    compare("small.html", (head + "<style>" + rest[rest.index("</style>") :]).replace("><", ">\n<"))
