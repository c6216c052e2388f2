"""Findings that nobody wants to see, and those that hold a message back."""

from datetime import UTC, datetime

from ashore.core.coach import Draft, Profile, Silence, check

AT = datetime(2026, 3, 3, 11, tzinfo=UTC)
DRAFT = Draft("Hi Anna,\n\nour designer fell ill. We will send you the layout.", AT)


def names(profile: Profile) -> list[str]:
    return [each.name for each in check(DRAFT, profile=profile).findings]


def test_both_faults_are_found_in_the_order_of_the_text() -> None:
    assert names(Profile()) == ["kitchen-smell", "promise-without-date"]


def test_a_rule_is_silenced_by_code_or_name_and_the_reason_is_kept() -> None:
    silence = Silence("R071", scope="client", why="they know our designer")
    review = check(DRAFT, profile=Profile(silences=(silence,)))
    assert [each.name for each in review.findings] == ["promise-without-date"]
    assert [(each.name, why.why) for each, why in review.silenced] == [("kitchen-smell", "they know our designer")]
    assert names(Profile(silences=(Silence("kitchen-smell"),))) == ["promise-without-date"]


def test_the_mark_of_a_finding_stays_where_its_words_move() -> None:
    first = check(DRAFT).findings[0]
    moved = Draft("Hi Anna,\n\nthanks!\n\n" + DRAFT.text.removeprefix("Hi Anna,\n\n"), AT)
    assert check(moved).findings[0].mark == first.mark
    other = Draft(DRAFT.text.replace("designer", "boss"), AT)
    assert check(other).findings[0].mark != first.mark


def test_a_mark_silences_its_finding_and_no_other() -> None:
    mark = check(DRAFT).findings[0].mark
    assert names(Profile(silences=(Silence("", mark),))) == ["promise-without-date"]
    assert names(Profile(silences=(Silence("W051", mark),))) == ["kitchen-smell", "promise-without-date"]


def test_only_what_the_house_requires_blocks() -> None:
    assert not check(DRAFT).blocked
    assert check(DRAFT, profile=Profile(required=frozenset({"W051"}))).blocked


def test_in_a_language_that_nobody_knows_the_rules_that_need_it_are_named() -> None:
    review = check(Draft("Guten Tag, vielen Dank für Ihre Nachricht, wir melden uns.", AT))
    assert review.language == "und"
    assert "kitchen-smell" in review.unread
    assert not review.findings


def test_what_is_quoted_and_signed_is_not_judged() -> None:
    text = "Hi Anna, all is well.\n\n-- \nMila\n\nOn Tue, 3 Mar 2026, Anna Brown wrote:\n> our designer fell ill\n"
    assert not check(Draft(text, AT)).findings
