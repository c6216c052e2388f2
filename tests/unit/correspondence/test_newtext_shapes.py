"""Depths, inline answers, spans, and texts that mean harm."""

import time

import pytest

from ashore.core.correspondence import newtext


def kinds(text: str) -> list[tuple[str, int]]:
    return [(segment.kind, segment.depth) for segment in newtext.split(text).segments]


def test_a_plain_text_is_new() -> None:
    parts = newtext.split("Hello,\n\nwhen can we meet?\n")
    assert parts.new_text == "Hello,\n\nwhen can we meet?"
    assert kinds(parts.text) == [("new", 0)]


def test_an_empty_text_has_no_parts() -> None:
    assert newtext.split("").segments == ()
    assert newtext.split("").new_text == ""
    assert newtext.split("\n\n").new_text == ""


def test_each_answer_is_paired_with_the_passage_above_it() -> None:
    parts = newtext.split(
        "Hi Anna,\n\nOn 5 Mar 2019, at 14:02, Anna <anna@example.org> wrote:\n\n"
        "> Hello,\n>\n> what does the poster cost?\n\nIt costs 100 euros.\n\n> And when is it ready?\n\nOn Friday.\n"
    )
    assert [(pair.nearest, pair.answer) for pair in parts.inline] == [
        ("what does the poster cost?", "It costs 100 euros."),
        ("And when is it ready?", "On Friday."),
    ]
    assert parts.inline[0].quoted == "Hello,\n\nwhat does the poster cost?"
    assert parts.new_text == "Hi Anna,\n\nIt costs 100 euros.\n\nOn Friday."


def test_a_quotation_above_a_signature_has_no_answer() -> None:
    assert newtext.split("Yes.\n\n> Really?\n\n-- \nAnna\n").inline == ()


def test_depths_are_counted() -> None:
    assert kinds("Yes.\n> one\n>> two\n> > > three\n> one\n") == [
        ("new", 0),
        ("quote", 1),
        ("quote", 2),
        ("quote", 3),
        ("quote", 1),
    ]


def test_marks_beneath_a_header_block_count_one_deeper() -> None:
    text = "Yes.\n\nFrom: Anna\nSent: Tuesday\nTo: Peter\nSubject: Poster\n\nSee below.\n\n> older\n"
    assert kinds(text) == [("new", 0), ("attribution", 0), ("quote", 1), ("quote", 2)]
    assert newtext.split(text).quoted_text.strip() == "See below."


def test_a_mottos_quote_mark_beneath_a_signature_is_no_quotation() -> None:
    parts = newtext.split("It builds.\n\n-- \nSamuel\n> No manual is ever necessary.\nMay I interject.\n")
    assert parts.new_text == "It builds."
    assert [segment.kind for segment in parts.segments] == ["new", "signature"]


def test_an_escaped_from_line_is_the_senders_own() -> None:
    assert newtext.split(">From what I read, it is fine.\nIs it?").new_text == ">From what I read, it is fine.\nIs it?"


def test_an_answer_between_two_quotations_keeps_its_signature_out() -> None:
    parts = newtext.split("> one?\n\nYes.\n\nBest regards,\nAnna\n\n> two\n")
    assert parts.new_text == "Yes."


def test_the_footer_behind_an_outlook_quotation_is_a_footer() -> None:
    parts = newtext.split(
        "Yes.\n\nFrom: Anna\nSent: Tuesday\nTo: Peter\nSubject: Poster\n\nReally?\n"
        "_______________________________________________\nTeam mailing list\nhttp://x.example/listinfo/team\n"
    )
    assert parts.segments[-1].kind == "footer"
    assert parts.segments[-1].depth == 0


ASKED = "On 5 Mar 2019, Anna Smith wrote:"


@pytest.mark.parametrize("sign", ["} ", "| ", "--> ", ": ", "AS> ", "=> "])
def test_a_quotation_marked_in_ones_own_way_is_known_under_a_dated_attribution(sign: str) -> None:
    text = f"{ASKED}\n{sign}Shall we meet?\n{sign}On Tuesday?\n\nYes, gladly.\n"
    assert newtext.split(text).new_text == "Yes, gladly."


def test_initials_before_the_mark_make_a_quotation_too() -> None:
    text = '>>>>> "AS" == Anna Smith <anna@example.org> writes:\n\n    AS> Shall we meet?\n\nYes, gladly.\n'
    assert newtext.split(text).new_text == "Yes, gladly."


def test_a_date_without_a_year_is_enough_above_marks() -> None:
    text = "Yes, gladly.\n\nOn Nov 13, 12:39pm, Anna Smith wrote:\n} Subject: Re: Poster\n} Shall we?\n"
    assert newtext.split(text).new_text == "Yes, gladly."


def test_a_quotation_that_begins_with_an_elision_keeps_the_answer_beneath_it() -> None:
    text = "On 5 Mar 2019, at 14:02, Anna <a@x.example> wrote:\n[...]\n> Shall we meet?\n\nYes, gladly.\n"
    assert newtext.split(text).new_text == "Yes, gladly."


def test_an_attribution_left_over_at_the_end_is_no_new_text() -> None:
    assert newtext.split(f"Yes, gladly.\n{ASKED}\n").new_text == "Yes, gladly."


def test_a_name_in_small_letters_is_a_name() -> None:
    assert newtext.split("Yes.\n\njude smith writes:\n\n> Shall we?\n").new_text == "Yes."


HOSTILE = {
    "marks in one line": ">" * 100_000,
    "marks line by line": ">\n" * 50_000,
    "marks and spaces": "> " * 50_000,
    "deeper and deeper": "\n".join(">" * n for n in range(440)),
    "on on on": "On " * 33_000,
    "on line by line": "On\n" * 33_000,
    "on with colons": "On:\n" * 25_000,
    "verbs": "wrote " * 16_000 + ":",
    "verbs line by line": "wrote:\n" * 14_000,
    "dates": "On 5 Mar 2019 14:02 " * 5_000 + "wrote:",
    "dates line by line": "On 5 Mar 2019 14:02 a@b.example\n" * 3_000 + "wrote:",
    "addresses": "<a@b.example> " * 7_000 + ":",
    "at signs": "@" * 100_000 + ":",
    "header names": "From: a\n" * 12_000,
    "headers in blocks": "From: a\n\n" * 10_000,
    "elisions": "[...]\n" * 16_000,
    "colons and elisions": "On 5 Mar 2019 a wrote:\n[...]\n" * 3_000,
    "own marks": "On 5 Mar 2019 a wrote:\n} a\n" * 3_000,
    "comments": "# a b\n" * 20_000,
    "hunks": "@@ -1,9 +1,9 @@\n" * 10_000,
    "fences": "```\n" * 30_000,
    "heads of patches": "--- a\n+++ b\n" * 10_000,
    "settings": "x = y\n" * 20_000,
    "armour": "-----BEGIN PGP SIGNATURE-----\n" * 5_000,
    "leads without passages": 'Anna wrote "\n' * 10_000,
    "colons over indented lines": ("Anna says:\n" + "    " + "word " * 12 + "\n") * 3_000,
    "initials": "My answers begin with AB.\n\n" + "AB: yes.\n\nWhy?\n\n" * 5_000,
    "rules": "_____\n" * 16_000,
    "dashes": "-" * 100_000,
    "signatures": "--\n" * 33_000,
    "signatures between quotations": "-- \n> a\n" * 12_000,
    "answers between quotations": "> a\nb\n" * 16_000,
    "attributions between quotations": "On 5 Mar 2019, A wrote:\n> a\n" * 3_500,
    "regards": "Best regards\n" * 7_500,
    "disclaimers": "This e-mail is\n\n" * 6_000,
    "blank lines": "\n" * 100_000,
    "bars": "| " * 50_000,
    "spaces": " " * 100_000 + "x",
    "sent from": "Sent from " * 10_000,
    "letters": "a" * 100_000 + ":",
    "sent from one long word": ("Sent from " + "a" * 100 + "?\n\n") * 900,
    "sent from many words": ("Sent from my " + "a b " * 25 + "!x\n\n") * 900,
    "framed": ("---- On 5 Mar 2024 " + "- " * 200 + "wrote x\n") * 240,
    "framed by dashes": ("--a" + "-" * 400 + "x\n") * 240,
    "told under marks": "> On 5 Mar 2024 at 14:02, A <a@x.example> wrote:\n>\n" * 1_900,
    "told in one paragraph": "> On 5 Mar 2024:\n" * 5_800,
    "colons over blank marks": "> a:\n" + ">\n" * 45_000,
    "cards": ("Done.\n\nAnna Smith\n+44 7700 900123\n\n> a\n") * 2_300,
    "capital words": ("Anna " * 17 + "\n\n") * 1_150,
    "numbers": ("Done.\n\nAnna Smith\n" + "0 " * 44 + "\n\n> a\n") * 850,
    "opening banners": "Caution: this email came from outside\n\n" * 2_400,
    "unsubscribe": "Unsubscribe\n\n" * 7_500,
    "farewells with commas": ("S pozdravom, " + "Anna " * 12 + "\n") * 1_300,
    "heads without colons": "------ Original Message ------\nFrom a\nTo b\nDate c\n\n> x\n" * 1_700,
    "heads over an attribution": "To: a\nSubject: b\n05.03.2024, 14:02, a@x.example:\n" * 2_000,
    "reply above": "##- above this line\n" * 5_000,
    "name and verb": "Anna <a@x.example> wrote:\n" * 3_800,
    "names in one line": "Anna Smith " * 9_000 + "<a@x.example> wrote:",
    "hungarian": "a ezt írta (" * 8_000 + ":",
    "stamped": "вторник 14:02 +0300 от " * 4_000 + "a@x.example:",
    "slashes": "s pozdravom/" * 8_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time_and_are_covered(name: str) -> None:
    text = HOSTILE[name]
    began = time.process_time()
    parts = newtext.split(text)
    assert parts.inline is not None
    assert parts.new_text is not None
    assert time.process_time() - began < 10
    assert "".join(segment.span.of(text) for segment in parts.segments) == text
