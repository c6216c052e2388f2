"""``ashore read``: one text, and many line by line."""

import io
import json
from pathlib import Path

import pytest

from ashore import cli


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_text_as_json_with_spans_that_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Привет!\nКогда будет готов отчёт? 🙂 Спасибо."
    file = tmp_path / "letter.txt"
    file.write_text(text, encoding="utf-8")
    assert cli.run(["read", str(file), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["version"] == 1
    assert facts["language"] == "ru"
    (question,) = facts["questions"]
    assert text[question["start"] : question["end"]] == question["text"] == "Когда будет готов отчёт?"


def test_lines_are_answered_one_by_one_and_bad_ones_told_by_their_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b'{"id": 1, "text": "How much is it?"}\n\nnonsense\n{"id": 2}\n{"id": "x", "text": ""}\n\xff\n')
    assert cli.run(["read", "--jsonl"]) == 2
    captured = capsys.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == [1, "x"]
    assert [line.split(":")[1] for line in captured.err.splitlines()] == [" line 3", " line 4", " line 6"]


def test_an_unknown_language_in_a_line_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b'{"id": 1, "text": "x", "language": "tlh"}\n')
    assert cli.run(["read", "--jsonl"]) == 2
    assert "tlh" in capsys.readouterr().err


def test_a_file_that_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(b"\xff\xfe\x00")
    assert cli.run(["read", str(file)]) == 2
    assert "not UTF-8" in capsys.readouterr().err


def test_for_people_each_fact_has_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b"Hello,\n\nHow much is it?\n")
    assert cli.run(["read"]) == 0
    assert "3:1 question: How much is it?" in capsys.readouterr().out


def test_prices_owners_and_the_words_of_a_feeling_are_told_as_json_and_for_people(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Ok, go ahead. The price of €1,200 includes hosting. Petra will send it tomorrow. Please sign it. I sent it."
    feed(monkeypatch, json.dumps({"id": 7, "text": text}).encode())
    assert cli.run(["read", "--jsonl"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["prices"] == [{"start": 27, "end": 33, "text": "€1,200", "amount": "1200", "currency": "EUR"}]
    assert [(each["text"], each["owner"]) for each in facts["promises"]] == [("Petra will send it tomorrow.", "Petra")]
    assert [each["text"] for each in facts["agreements"]] == ["Ok, go ahead."]
    assert [each["text"] for each in facts["inclusions"]] == ["The price of €1,200 includes hosting."]
    assert [each["text"] for each in facts["actions"]] == ["Please sign it."]
    assert [each["text"] for each in facts["reported"]] == ["I sent it."]
    assert facts["tone"]["polite"]["words"] == [{"start": 81, "end": 87, "text": "Please"}]
    assert (facts["expected"], facts["mixed"]) == ([], False)
    feed(monkeypatch, text.encode())
    assert cli.run(["read"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "1:28 price 1200 EUR: €1,200" in lines
    assert "1:53 promise of Petra: Petra will send it tomorrow." in lines
    assert "polite 0.50: 1:82 Please" in lines


def test_what_the_model_alone_found_is_shown_with_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = b"The logo in the footer is blurry and cropped."
    feed(monkeypatch, text)
    assert cli.run(["read", "--language", "en"]) == 0
    (line,) = [each for each in capsys.readouterr().out.splitlines() if each.startswith("1:1 complaint")]
    assert "cropped" in line.partition(": ")[0]
    feed(monkeypatch, text)
    assert cli.run(["read", "--language", "en", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["learned"]
    assert (found["kind"], found["text"]) == ("complaint", text.decode())
    assert 0.5 <= found["sure"] <= 1
    assert any("cropped" in each["text"] for each in found["words"])
