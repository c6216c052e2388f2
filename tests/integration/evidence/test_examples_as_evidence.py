"""The examples become packs; the how-to's own recipe gives the root that we give."""

import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ashore.evidence import layout
from ashore.evidence.building import Built, PackInput, build
from ashore.evidence.checking import check
from ashore.evidence.opening import Opened, open_pack
from ashore.mail import read
from ashore.mail.dkim_keys import read_keys
from ashore.words import speech

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples" / "agreements"
MAIL = ROOT / "examples" / "evidence"


def packed(name: str, language: str = "en") -> tuple[bytes, Built]:
    keys, wrong = read_keys((MAIL / "keys.json").read_text(), "keys.json")
    assert wrong == ()
    out = io.BytesIO()
    with (EXAMPLES / f"{name}.jsonl").open("rb") as events:
        terms = (EXAMPLES / f"{name}.toml").read_bytes()
        now = datetime(2026, 7, 1, 12, tzinfo=UTC)
        mail = read(MAIL / "mail") if name == "standard" else ()
        built = build(PackInput(terms, events, mail, now, keys, speech(language)), out)
    return out.getvalue(), built


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.jsonl")))
@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_each_example_becomes_a_pack_that_is_intact(name: str, language: str) -> None:
    pack, built = packed(name, language)
    assert check(io.BytesIO(pack), root=built.root).faults == ()


def test_the_example_with_mail_holds_what_its_events_refer_to() -> None:
    _, built = packed("standard")
    messages, agreement = built.facts["messages"], built.facts["agreement"]
    assert isinstance(messages, dict) and isinstance(agreement, dict)
    assert messages["levels"] == {"strong": 3, "limited": 2, "unsigned": 1}
    assert {each["source"] for each in messages["referenced_and_missing"]} == {"bank/2026-03-11", "bank/2026-06-05"}
    assert agreement["versions"] == 2


def test_a_flipped_byte_in_any_message_is_named() -> None:
    pack, _ = packed("standard")
    for raw in sorted((MAIL / "mail").glob("*.eml")):
        data = bytearray(pack)
        data[pack.index(raw.read_bytes()) + 40] ^= 1
        fault = check(io.BytesIO(bytes(data))).faults[0]
        assert fault.code == "evidence.file.altered"
        assert layout.is_letter(str(fault.params["file"]))


def test_the_recipe_in_the_how_to_gives_our_root(tmp_path: Path) -> None:
    pack, built = packed("standard")
    opened = open_pack(io.BytesIO(pack))
    assert isinstance(opened, Opened)
    (tmp_path / "manifest.json").write_bytes(opened.read(layout.MANIFEST))
    text = (ROOT / "docs" / "how-to" / "hand-over-evidence.md").read_text("utf-8")
    recipe = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)[0]
    run = subprocess.run([sys.executable, "-c", recipe], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == built.root


def test_every_line_of_the_ledger_has_its_reasons_in_words() -> None:
    pack, _ = packed("standard")
    opened = open_pack(io.BytesIO(pack))
    assert isinstance(opened, Opened)
    data = json.loads(opened.read(layout.LEDGER))
    words = opened.read(layout.LEDGER_WORDS).decode()
    assert all(each["id"] in words for each in data["obligations"])
    assert all(f"{each['amount']} {each['currency']}" in words for each in data["statement"])
    assert not re.search(r"\b(ledger|evidence|agreement)\.[a-z_]+\.[a-z_]+", words)


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_what_people_read_in_a_pack_is_as_it_was_reviewed(language: str) -> None:
    """``README.txt`` and ``dkim/results.txt``; after a change that is meant, write the file anew and read it."""
    pack, _ = packed("standard", language)
    opened = open_pack(io.BytesIO(pack))
    assert isinstance(opened, Opened)
    shown = opened.read(layout.README).decode() + "\n" + opened.read(layout.RESULT_WORDS).decode()
    reviewed = ROOT / "tests" / "golden" / "evidence" / f"{language}.txt"
    assert shown == reviewed.read_text("utf-8")
