"""``ashore check`` and ``ashore rule`` as a person calls them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ashore.cli.check import check
from ashore.cli.rule import rule

NOW = "2026-03-03T11:00+00:00"
ASKED = "When will the banners be ready? And what does a second size cost?"
CLIENT = f"""From: Anna Brown <anna@client.example>
To: Mila Hart <mila@studio.example>
Subject: New banners
Date: Tue, 03 Mar 2026 10:00:00 +0000
Message-ID: <a1@client.example>

{ASKED}
"""
DRAFT = """Hi Anna,

the banners will be ready on Friday by noon.

Mila
"""
HEAD = "From: Mila Hart <mila@studio.example>\nTo: Anna Brown <anna@client.example>\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    draft, conversation = tmp_path / "reply.txt", tmp_path / "thread.eml"
    draft.write_text(DRAFT, "utf-8")
    conversation.write_text(CLIENT, "utf-8")
    return str(draft), str(conversation)


def run(*args: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(check, [*args, "--now", NOW], input=text, standalone_mode=False)


def test_a_skipped_question_is_told_with_its_words(files: tuple[str, str]) -> None:
    result = run(files[0], "--conversation", files[1])
    assert result.return_value == 1
    assert result.stdout.startswith(f"{files[0]}:1:1 R011 No answer to: And what does a second size cost?")


def test_the_same_draft_with_the_answer_is_clean(files: tuple[str, str]) -> None:
    result = run("-", "--conversation", files[1], text=DRAFT.replace("noon.", "noon. Another size is 40 EUR."))
    assert (result.return_value, result.stdout) == (0, "")


def test_json_holds_code_place_reason_and_evidence(files: tuple[str, str]) -> None:
    data = json.loads(run(files[0], "--conversation", files[1], "--json").stdout)
    (found,) = data["findings"]
    assert (data["version"], data["language"]) == (1, "en")
    expected = {"code": "R011", "name": "unanswered-question", "rule": "R1", "severity": "error"}
    assert {key: found[key] for key in expected} == expected
    assert found["evidence"][0]["text"] == "And what does a second size cost?"
    assert found["message"] and found["suggestion"]
    assert found["params"]["asked_at"] == "2026-03-03T10:00:00+00:00"


def test_the_findings_speak_the_language_of_their_reader(files: tuple[str, str]) -> None:
    said = run(files[0], "--conversation", files[1], "--lang", "ru").stdout
    assert "Осталось без ответа: And what does a second size cost?" in said


def test_sarif_names_the_rule_and_the_place(files: tuple[str, str]) -> None:
    (ran,) = json.loads(run(files[0], "--conversation", files[1], "--format", "sarif").stdout)["runs"]
    assert [each["id"] for each in ran["tool"]["driver"]["rules"]] == ["R011"]
    assert (ran["results"][0]["ruleId"], ran["results"][0]["level"]) == ("R011", "error")


def test_an_annotation_stands_at_line_and_column() -> None:
    said = run("-", "--format", "github", text="We are late:\nour designer fell ill.").stdout
    assert said.startswith("::warning file=<stdin>,line=2,col=5,title=R071 kitchen-smell::")


def test_one_finding_is_silenced_by_its_mark_and_a_rule_by_its_code(files: tuple[str, str]) -> None:
    found = json.loads(run(files[0], "--conversation", files[1], "--json").stdout)["findings"]
    by_mark = json.loads(run(files[0], "--conversation", files[1], "--json", "--ignore", found[0]["mark"]).stdout)
    by_code = json.loads(run(files[0], "--conversation", files[1], "--json", "--ignore", "R011").stdout)
    assert [by_mark["findings"], by_code["findings"]] == [[], []]
    assert [each["code"] for each in by_mark["silenced"]] == ["R011"]


def test_only_a_required_rule_holds_a_message_back(files: tuple[str, str]) -> None:
    assert not json.loads(run(files[0], "--conversation", files[1], "--json").stdout)["blocked"]
    held = run(files[0], "--conversation", files[1], "--json", "--require", "unanswered-question")
    assert json.loads(held.stdout)["blocked"]


def test_quotations_of_the_draft_are_its_conversation_where_no_other_is_named() -> None:
    letter = f"{HEAD}Subject: Re: New banners\n\n{DRAFT}\nOn Tue, 3 Mar 2026, Anna Brown wrote:\n> {ASKED}\n"
    assert "R011" in run("-", text=letter).stdout


def test_the_conversation_is_chosen_by_the_references_of_the_draft(tmp_path: Path) -> None:
    other = CLIENT.replace("New banners", "Old invoice").replace("a1@", "b2@").replace("03 Mar", "02 Mar")
    (tmp_path / "1.eml").write_text(CLIENT, "utf-8")
    (tmp_path / "2.eml").write_text(other.replace(ASKED, "Is the invoice paid?"), "utf-8")
    letter = (
        f"{HEAD}Subject: Re: Old invoice\nIn-Reply-To: <b2@client.example>\n\nHi Anna, yes, it was paid on Monday.\n"
    )
    result = run("-", "--conversation", str(tmp_path), text=letter)
    assert (result.return_value, result.stdout) == (0, "")
    assert 'checked in "Old invoice"' in result.stderr


def test_a_conversation_without_the_client_is_said(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(CLIENT, "utf-8")
    result = run("-", "--conversation", str(tmp_path), "--me", "client.example", text=DRAFT)
    assert "holds no message of the client" in result.stderr


def test_a_language_that_nobody_knows_is_said() -> None:
    result = run("-", text="Guten Tag, vielen Dank für Ihre Nachricht, wir melden uns.")
    assert result.return_value == 0
    assert "none of en, ru, sk, fil" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "🙂" * 50,
        "\u200b",
        "שלום, מתי זה יהיה מוכן?",
        "Hi Анна, ahoj, kumusta po",
        "a" * 100_000,
        "?!" * 50_000,
    ],
    ids=["empty", "nul", "emoji", "invisible", "right to left", "mixed", "one word", "marks"],
)
def test_any_text_is_checked_without_a_crash(text: str) -> None:
    result = run("-", text=text)
    assert result.exception is None and result.return_value in (0, 1)


def test_a_draft_of_ten_megabytes_is_read() -> None:
    assert run("-", text="The banners will be ready on Friday. " * 270_000).return_value == 0


@pytest.mark.parametrize(
    ("args", "advice"),
    [
        (("nowhere.txt",), "nowhere.txt: there is no such file"),
        (("-", "--ignore", "R999"), "ashore rule lists them"),
        (("-", "--agreement", "nowhere.toml"), "nowhere.toml: there is no such file"),
        (("-", "--me", "somebody"), "neither an address nor a domain"),
        (("-", "--conversation", "-"), "stdin can be the draft or another file"),
        (("-", "--limit", "R061=3"), "R061 rude has no threshold; these have: C032 nanny"),
        (("-", "--limit", "R044=3"), "R044 takes 8 to 200 words, not 3"),
        (("-", "--limit", "R044=many"), "write a rule and a whole number"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(args: tuple[str, ...], advice: str) -> None:
    result = run(*args, text="Hi Anna")
    assert advice in str(getattr(result.exception, "message", result.exception))


def test_what_is_no_utf8_is_told_with_its_line() -> None:
    result = run("-", text=b"Hi\nAnn\xff")
    assert "stdin:2: this is not UTF-8 text" in str(getattr(result.exception, "message", ""))


def test_a_rule_explains_itself_and_a_mistyped_one_is_guessed() -> None:
    page = CliRunner().invoke(rule, ["r071"], standalone_mode=False).stdout
    assert page.startswith("R071 kitchen-smell (warning, rests on R7)") and "## When to ignore" in page
    missed = CliRunner().invoke(rule, ["kitchn-smell"], standalone_mode=False).exception
    assert "did you mean kitchen-smell?" in str(getattr(missed, "message", ""))


def test_a_finding_that_weighs_more_with_this_client_says_why() -> None:
    result = run("-", "--client-type", "anxious", text="I will send you the logo.")
    assert "[error, promise-without-date]" in result.stdout
    assert "  · Weighs more with this client, who doubts and needs firm dates." in result.stdout


def test_a_phase_may_be_named() -> None:
    result = run("-", "--phase", "plan", "--lang", "sk", text="I will send you the logo.")
    assert "  · Váži viac, kým spolu hľadáte, čo urobiť." in result.stdout
