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


@pytest.mark.parametrize(
    "after",
    [
        "Banner (was: Poster for the fair)",
        "Banner, was: Re: Poster for the fair",
        "Banner [was Poster]",
        "Banner (was: Poster...)",
    ],
)
def test_a_change_declared_in_short_or_without_brackets_is_declared(after: str) -> None:
    change = subject_changed("Re: Poster for the fair", after)
    assert change is not None
    assert change.declared


def test_the_subject_that_was_may_hold_a_tag_in_brackets() -> None:
    assert parse_subject("Banner [was: [studio] Poster]").was == "poster"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[PATCH 0/3] lamp: brighter beam", "[PATCH 2/3] lamp: document the beam"),
        ("[PATCHv2 0/12] lamp: brighter beam", "Re: [PATCHv2 11/12] lamp: document the beam"),
        ("[PATCH 1/3] lamp: brighter beam", "[PATCH 2/3] lamp: document the beam"),
    ],
)
def test_the_parts_of_one_series_are_no_changed_subject(before: str, after: str) -> None:
    assert subject_changed(before, after) is None


def test_another_series_is_another_subject() -> None:
    assert subject_changed("[PATCH 1/3] lamp: brighter beam", "[PATCH 1/4] door: quieter hinge") is not None


@pytest.mark.parametrize("front", ["Solved: ", "Now fixed: ", "update, is ", "GATEWAY SAYS MAYBE BAD "])
def test_words_set_before_the_whole_subject_leave_it_findable(front: str) -> None:
    assert subject_changed("Lamp flickers after the upgrade", f"Re: {front}Lamp flickers after the upgrade") is None


def test_a_new_question_set_before_the_old_subject_is_a_change() -> None:
    assert subject_changed("Lamp flickers after the upgrade", "Which door? Lamp flickers after the upgrade")


def test_a_short_subject_at_the_end_of_another_is_a_change() -> None:
    assert subject_changed("Poster", "Banner and poster") is not None


def test_off_topic_is_a_mark_and_not_the_matter() -> None:
    assert subject_changed("OT: lamps for the garden", "Re: lamps for the garden") is None


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
