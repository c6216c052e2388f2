"""Subjects: marks in many languages, tags, counts, "was:", and what is a change (W9)."""

from datetime import UTC, datetime

import pytest

from ashore.core.correspondence import Address, Message
from ashore.core.correspondence.subjects import (
    base_subject,
    is_generic,
    parse_subject,
    subject_changed,
    subject_finding,
)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Poster",
        "RE: RE: Poster",
        "Re[2]: Poster",
        "Re(3): Poster",
        "Re^2: Poster",
        "re : Poster",
        "Fwd: Poster",
        "FW: Re: Poster",
        "AW: Poster",
        "WG: Poster",
        "SV: Poster",
        "Отв: Poster",
        "Ответ: Poster",
        "Пересл: Poster",
        "Odp: Poster",
        "Odpoveď: Poster",
        "[team] Re: [shop] Poster",
        "[team]Poster",
        "***SPAM*** Poster",
        "EXTERNAL: Re: Poster",
        "MAY BE MALICIOUS Re: Poster",
        "Poster (fwd)",
        "  POSTER  ",
        "Poster.",
        "Automatic reply: Poster",
        "Автоответ: Poster",
        "回复：Poster",
    ],
)
def test_marks_tags_case_and_space_are_no_part_of_the_base(subject: str) -> None:
    assert base_subject(subject) == "poster"
    assert subject_changed("Poster", subject) is None


@pytest.mark.parametrize(
    "subject", ["Repair: the roof", "Svetlana: her plan", "Refund", "Forward planning", "Odpad: vývoz"]
)
def test_words_that_begin_like_a_mark_stay(subject: str) -> None:
    assert base_subject(subject) == subject.casefold()


def test_was_is_taken_apart() -> None:
    assert parse_subject("Banner (was: Re: Poster)")[:2] == ("banner", "poster")
    assert parse_subject("Re: Banner [was Poster]")[:2] == ("banner", "poster")
    assert parse_subject("I am sorry (it was late)").was == ""


def test_a_declared_change_is_a_change_that_says_so() -> None:
    change = subject_changed("Poster", "Banner (was: Poster)")
    assert change == ("poster", "banner", True)
    assert subject_changed("Poster", "Banner") == ("poster", "banner", False)


def test_a_subject_that_a_program_cut_short_is_no_change() -> None:
    assert subject_changed("The poster for the spring fair in Bratislava", "Re: The poster for the spring...") is None


def test_no_subject_before_is_no_change() -> None:
    assert subject_changed("", "Poster") is None


@pytest.mark.parametrize("subject", ["Question", "Re: hello!", "вопрос", "Otázka", "tanong", "Счёт", "hi", "12345", ""])
def test_generic_subjects_say_nothing(subject: str) -> None:
    assert is_generic(base_subject(subject))


@pytest.mark.parametrize(
    "subject", ["Question about the poster", "Вопрос по макету", "Otázka k plagátu", "Tanong sa poster"]
)
def test_a_generic_word_with_its_matter_is_not_generic(subject: str) -> None:
    assert not is_generic(base_subject(subject))


def test_w9_a_changed_subject_becomes_a_finding_with_both_subjects() -> None:
    one = Message("one", "1", datetime(2024, 3, 4, tzinfo=UTC), 0, Address("", "a@x.example"), subject="Poster")
    two = Message("two", "2", datetime(2024, 3, 5, tzinfo=UTC), 1, Address("", "a@x.example"), subject="Re: Banner")
    finding = subject_finding(one, two)
    assert finding is not None
    assert (finding.code, finding.where, finding.reason.rule) == ("W9-subject-changed", "two", "W9")
    assert finding.reason.params == {"before": "Poster", "after": "Re: Banner"}
    assert subject_finding(one, one) is None


def test_a_subject_of_a_megabyte_costs_no_more_than_its_first_thousand_characters() -> None:
    assert base_subject("Re: " * 250_000) == ""
    assert len(base_subject("x" * 1_000_000)) == 1000
