"""Quotations that bear no common marks: initials, indentation, odd attributions, armour, short heads."""

import pytest

from ashore.core.correspondence.newtext import split

ANSWERED = """Thank you for the questions. My answers begin with AB.

I am new to lamps and wonder about many things.

AB: Welcome! It took me a year as well.

Which lamp would you buy first?
Is the blue one good?

AB: The green one. Do you need it soon?
"""


def test_answers_marked_with_initials_are_told_from_what_they_answer() -> None:
    parts = split(ANSWERED)
    assert "Which lamp" not in parts.new_text
    assert "Do you need it soon?" in parts.new_text
    assert parts.new_text.startswith("Thank you")
    assert any("blue one" in pair.quoted and "green one" in pair.answer for pair in parts.inline)


def test_initials_that_nobody_declared_are_left_alone() -> None:
    text = "PS: the lamp came.\n\nIs it blue?\n\nPS: thanks.\n"
    assert split(text).new_text == text.strip()


def test_an_indented_passage_under_a_colon_is_somebody_elses() -> None:
    passage = (
        "    What would the house be without a lamp, the paper asks in its leader,\n" * 3 + "    and answers nothing.\n"
    )
    parts = split(f"This is what the paper says:\n\n{passage}\nI do not agree.\n")
    assert parts.new_text == "This is what the paper says:\n\nI do not agree."


def test_an_indented_list_of_questions_is_ones_own() -> None:
    text = "My questions:\n\n    Which lamp?\n    When?\n    How much does it cost?\n    Who brings it?\n"
    assert "Who brings it?" in split(text).new_text


@pytest.mark.parametrize("mark", ["> ", "    > ", "    >> ", "\t> "])
def test_a_quotation_moved_in_is_a_quotation(mark: str) -> None:
    assert split(f"{mark}Is the lamp blue?\n{mark}Tell me.\n\nIt is green.").new_text == "It is green."


def test_the_head_that_supercite_writes_is_no_new_text() -> None:
    text = '    >>>>> "AB" == Anna Bell <anna@example.org> writes:\n    >> Is it blue?\n\nGreen.'
    assert split(text).new_text == "Green."


def test_the_rest_of_an_attribution_wrapped_in_mid_sentence_is_no_question() -> None:
    parts = split("It was number five.  On Tue, 5 Mar 2024, Anna\n?? wrote:\n\n> Which number?\n")
    assert "??" not in parts.new_text
    assert parts.new_text.startswith("It was number five.")


def test_an_attribution_after_an_invisible_sign_is_one() -> None:
    text = 'It is.\n\n\ufeffOn 3/5/24, 10:51, "Anna Bell" <anna@example.org> wrote:\n\n    Is it blue?\n'
    assert split(text).new_text == "It is."


def test_two_head_lines_begin_a_passed_on_mail_below_own_words() -> None:
    text = "This may interest you.\n\nFrom: Anna Bell <anna@example.org>\nSubject: Lamps\n\nWill you come?\n"
    assert split(text).new_text == "This may interest you."


def test_two_head_lines_at_the_top_belong_to_a_form_and_stay() -> None:
    text = "From: Anna Bell <anna@example.org>\nSubject: Lamps\n\nWill you come?\n"
    assert "Will you come?" in split(text).new_text


SIGNED = """-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

Will you come?
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCAAdFiEEabcdefgh
=abcd
-----END PGP SIGNATURE-----
"""


def test_the_armour_of_a_signed_message_is_not_said() -> None:
    assert split(SIGNED).new_text == "Will you come?"


def test_a_key_is_shown_and_not_read() -> None:
    key = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBFabc\n=ab12\n-----END PGP PUBLIC KEY BLOCK-----"
    parts = split(f"My key:\n\n{key}\n\nGot it?")
    assert parts.new_text == "My key:\n\nGot it?"
    assert parts.code == key


def test_armour_without_its_end_hides_no_prose() -> None:
    assert "Got it?" in split("-----BEGIN PGP SIGNATURE-----\n\niQEz\n\nGot it? Tell me.").new_text


def test_a_name_after_a_dash_signs_with_all_beneath_it() -> None:
    parts = split("Will you come on Friday? I would like that.\n\n—Anna Bell\nWebsite: https://example.org\n")
    assert parts.new_text == "Will you come on Friday? I would like that."
    assert "Website" in parts.signature


def test_a_sign_once_known_marks_every_later_quotation() -> None:
    text = "On 5 Mar 2024 at 14:02, Anna wrote:\n--> Is it blue?\n\nGreen.\n\n-->\n-->And the door?\n\nThe door too.\n"
    parts = split(text)
    assert parts.new_text == "Green.\n\nThe door too."
    assert len(parts.inline) == 2


def test_a_colon_as_the_sign_does_not_swallow_words_that_begin_with_it() -> None:
    text = "On 5 Mar 2024 at 14:02, Anna Bell wrote:\n: Is it blue?\n\n:-) It is.\n"
    assert split(text).new_text == ":-) It is."


def test_a_passage_in_quotation_marks_is_somebody_elses() -> None:
    text = 'Yesterday Anna wrote in part, "\nI am thinking about lamps. I will\nsend you one."\nI think that is kind.\n'
    parts = split(text)
    assert "I will" not in parts.new_text
    assert parts.new_text.endswith("I think that is kind.")


def test_a_line_that_only_ends_in_a_quotation_mark_opens_nothing() -> None:
    text = 'He called it "the lamp"\nWill you come?\nThey said "no"\n'
    assert split(text).new_text == text.strip()


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Anna Bell <anna@example.org>\nDate: 5 Mar 2024\nSubject: Lamp\n",
        "Begin forwarded message:\n\nFrom: Anna Bell <anna@example.org>\nSubject: Lamp\nDate: 5 March 2024\n",
        "-------- Пересылаемое сообщение --------\nОт кого: Анна <anna@example.org>\nДата: 5 марта 2024\nТема: Лампа\n",
    ],
)
def test_a_message_that_only_passes_on_says_nothing_itself(head: str) -> None:
    assert split(f"{head}\nWill you come? I will send the lamp.\n").new_text == ""
