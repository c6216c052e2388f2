"""What a client's type and the phase of a conflict change in the rules, and thresholds of the house."""

from datetime import UTC, datetime, timedelta

import pytest

from ashore.core.coach import Draft, Profile, Remark, Turn, all_rules, check, rule_named
from ashore.core.coach.bearing import OF_PHASE, OF_TYPE, Bearing
from ashore.core.coach.values import CLIENT_TYPES, PHASES
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT
from ashore.words.saying import sentences

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
CALM, ANGRY = "Could you send the logo?", "This is outrageous, I am furious! Where is the logo?!"
LONG = "We have " + "very " * 24 + "good news."
PROMISE = "I will send the logo."


def found(text: str, profile: Profile, client: str = CALM) -> list[Remark]:
    turn = Turn("m1", AT, CLIENT, Address("Anna", "anna@client.example"), client)
    return list(check(Draft(text, AT + timedelta(hours=1), language="en"), [turn], profile=profile).findings)


def named(remarks: list[Remark], name: str) -> Remark:
    return next(each for each in remarks if each.name == name)


def names(remarks: list[Remark]) -> set[str]:
    return {each.name for each in remarks}


def all_bearings() -> list[tuple[str, Bearing]]:
    return [pair for table in (*OF_TYPE.values(), *OF_PHASE.values()) for pair in table.items()]


def test_each_type_and_each_phase_says_what_it_changes() -> None:
    assert set(OF_TYPE) == set(CLIENT_TYPES)
    assert set(OF_PHASE) == set(PHASES)
    assert all(table for table in (*OF_TYPE.values(), *OF_PHASE.values()))


@pytest.mark.parametrize(("name", "bearing"), all_bearings())
def test_a_bearing_changes_a_rule_that_there_is_within_its_bounds(name: str, bearing: Bearing) -> None:
    rule = rule_named(name)
    assert rule is not None
    assert rule.name == name
    assert bearing != Bearing()
    if bearing.limit is not None:
        assert rule.limit is not None
        assert rule.limit.least <= bearing.limit <= rule.limit.most
        assert bearing.limit not in (rule.limit.usual, *rule.limit.of.values())


def test_why_it_weighs_more_has_a_sentence_for_each_type_and_phase() -> None:
    wanted = {f"coach.type.{each}" for each in CLIENT_TYPES} | {f"coach.phase.{each}" for each in PHASES}
    assert wanted <= set(sentences())


def test_a_promise_without_a_date_weighs_more_with_who_doubts_and_says_why() -> None:
    usual = named(found(PROMISE, Profile()), "promise-without-date")
    doubting = named(found(PROMISE, Profile(client_type="anxious")), "promise-without-date")
    assert (usual.severity, usual.reason.because) == ("warning", ())
    assert doubting.severity == "error"
    assert [step.code for step in doubting.reason.because] == ["coach.type.anxious"]


def test_a_bearing_makes_no_finding_weigh_less() -> None:
    weighed = {rule.name: rule.severity for rule in all_rules()}
    order = ["advice", "warning", "error"]
    for name, bearing in all_bearings():
        if bearing.severity:
            assert order.index(bearing.severity) > order.index(weighed[name])


def test_who_knows_the_trade_is_spared_explanations() -> None:
    text = "We raised the CTR on the landing page."
    assert "jargon-without-gloss" in names(found(text, Profile()))
    assert "jargon-without-gloss" not in names(found(text, Profile(client_type="know-all")))


def test_a_sentence_is_too_long_sooner_for_who_flares_up() -> None:
    assert "sentence-too-long" not in names(found(LONG, Profile()))
    assert "sentence-too-long" in names(found(LONG, Profile(client_type="impulsive")))


def test_an_angry_message_that_waits_is_the_explosion() -> None:
    remark = named(found(LONG, Profile(), ANGRY), "sentence-too-long")
    assert remark.severity == "warning"
    assert [step.code for step in remark.reason.because] == ["coach.phase.explosion"]


def test_a_phase_that_a_person_names_goes_before_the_one_we_see() -> None:
    assert "sentence-too-long" not in names(found(LONG, Profile(phase="action"), ANGRY))


def test_the_house_threshold_goes_before_type_and_phase() -> None:
    profile = Profile(client_type="impulsive", limits={"sentence-too-long": 40})
    assert "sentence-too-long" not in names(found(LONG, profile, ANGRY))


def test_a_threshold_below_what_makes_sense_counts_as_the_least() -> None:
    rule = rule_named("sentence-too-long")
    assert rule is not None
    assert rule.limit is not None
    short = "One two three."
    assert "sentence-too-long" not in names(found(short, Profile(limits={"sentence-too-long": 1})))
    assert rule.limit.least == 8


def test_only_rules_with_a_threshold_are_asked_for_one() -> None:
    from ashore.core.coach.case import Case

    case = Case(Draft("Hello", AT), [], None, [], Profile())
    assert case.limit("nanny") == 3
    with pytest.raises(LookupError):
        case.limit("rude")
