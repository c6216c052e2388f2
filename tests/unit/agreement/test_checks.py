"""What terms must be to each other."""

from collections.abc import Callable

import pytest

from ashore.core.agreement import Agreement, load
from ashore.core.agreement.checks_plan import circles
from ashore.words import say

Good = Callable[[str], Agreement]
Faults = Callable[[str], list[tuple[str, str]]]
HEAD = 'version = 1\n[money]\ncurrency = "EUR"\n'
FIXED = HEAD + "[fees]\nkind = 'fixed'\nsum = '100.00'\n"


def stage(name: str, more: str = "within = '2 days'\n") -> str:
    return f"[[stages]]\nid = '{name}'\nname = '{name}'\n{more}"


def penalty(more: str, side: str = "us", breach: str = "stage late") -> str:
    return f"[[penalties]]\nid = 'p'\nside = '{side}'\nbreach = '{breach}'\n{more}"


def payment(name: str, more: str) -> str:
    return f"[[fees.payments]]\nid = '{name}'\nafter = 'start'\nwithin = '2 days'\n{more}"


PLAN = [
    (stage("a") + stage("a"), "id_twice", "9: stages.a.id"),
    (stage("start"), "id_reserved", "5: stages.start.id"),
    (stage("a", "after = 'b'\nwithin = '1 day'\n") + stage("bb"), "reference_near", "7: stages.a.after"),
    (stage("a", "after = 'zzz'\nwithin = '1 day'\n"), "reference_unknown", "7: stages.a.after"),
    (stage("a", "needs = ['text']\nwithin = '1 day'\n"), "reference_unknown", "7: stages.a.needs"),
    (stage("a", ""), "due_missing", "4: stages.a"),
    (stage("a", "due = 2026-04-01\nwithin = '1 day'\n"), "due_twice", "7: stages.a.due"),
    ("[term]\nstart = 2026-04-01\n" + stage("a", "due = 2026-03-01\n"), "due_before_start", "9: stages.a.due"),
    ("[term]\nend = 2026-04-01\n" + stage("a", "due = 2026-05-01\n"), "due_after_end", "9: stages.a.due"),
    (
        stage("a", "due = 2026-05-01\n") + stage("b", "due = 2026-04-01\nafter = 'a'\n"),
        "due_before_other",
        "11: stages.b.due",
    ),
    ("[lateness]\nshift = 'after grace'\n", "grace_missing", "5: lateness.shift"),
    ("[term]\nstart = 2026-04-01\nstart_after_payment = '1 day'\n", "start_twice", "6: term.start_after_payment"),
    ("[term]\nstart_after_payment = '1 day'\n", "start_without_payment", "5: term.start_after_payment"),
    ("[[channels]]\nname='m'\nbinding=true\n[[channels]]\nname='m'\nbinding=true\n", "id_twice", "8: channels.2.name"),
    ("[[response.rules]]\nside='us'\n", "rule_empty", "4: response.rules.1"),
    ("[[response.rules]]\nside='us'\nanswer_within='1 day'\n" * 2, "rule_twice", "7: response.rules.2"),
    (
        "[[channels]]\nname='mail'\nbinding=true\n"
        "[[response.rules]]\nside='us'\nchannel='mial'\nanswer_within='1 day'\n",
        "reference_near",
        "9: response.rules.1.channel",
    ),
    ("[[expectations]]\nside='us'\ntext='x'\ngoal='g'\n", "reference_unknown", "7: expectations.1.goal"),
]


@pytest.mark.parametrize(("body", "code", "place"), PLAN)
def test_a_plan_that_does_not_hold_together_is_named(faults: Faults, body: str, code: str, place: str) -> None:
    assert faults(HEAD + body) == [(code, place)]


MONEY = [
    (HEAD + "[fees]\nkind = 'fixed'\n", "fee_needs", "4: fees.sum"),
    (HEAD + "[fees]\nkind = 'hourly'\n", "fee_needs", "4: fees.hour_price"),
    (FIXED + "floor = '9'\ncap = '8'\n", "floor_over_cap", "7: fees.floor"),
    (FIXED + payment("a", ""), "payment_sum_or_share", "7: fees.payments.a"),
    (FIXED + payment("a", "share = '60 %'\n"), "payments_not_sum", "7: fees.payments"),
    (FIXED + "[[fees.tiers]]\nfrom = 5\nrate = '1 %'\n" * 2, "tier_order", "10: fees.tiers.2"),
    (
        FIXED + "[[fees.tiers]]\nfrom = 5\nrate = '2 %'\n[[fees.tiers]]\nrate = '1 %'\n",
        "tier_order",
        "10: fees.tiers.2",
    ),
    (
        FIXED + penalty("[[penalties.tiers]]\nrate = '2 %'\n", breach="service level"),
        "penalty_tiers_missing",
        "11: penalties.p.tiers.1",
    ),
    (FIXED + "[[fees.tiers]]\nfrom = 5\n", "tier_rate_or_amount", "7: fees.tiers.1"),
    (FIXED + "[[fees.tiers]]\nfrom = 5\namount = 7\n", "tier_needs_rate", "7: fees.tiers.1"),
    (FIXED + penalty(""), "penalty_empty", "7: penalties.p"),
    (FIXED + penalty("rate = '2 %'\n"), "penalty_step_missing", "11: penalties.p.rate"),
    (FIXED + penalty("one_off = 5\n", "us", "payment late"), "penalty_side", "9: penalties.p.side"),
    (FIXED + penalty("one_off = 5\n", breach="service level"), "penalty_tiers_missing", "7: penalties.p"),
    (HEAD + penalty("one_off = '10 %'\n"), "base_missing", "8: penalties.p.one_off"),
    (HEAD + penalty("one_off = 5\ncap = '10 %'\n"), "base_missing", "9: penalties.p.cap"),
    (FIXED + penalty("one_off = '10 %'\nof = 'month fee'\n"), "base_missing", "12: penalties.p.of"),
    (FIXED + penalty("one_off = '10 %'\nof = 'stage'\n"), "base_missing", "12: penalties.p.of"),
    (FIXED + penalty("one_off = '10 %'\ncap = '5 %'\n"), "cap_under_one_off", "12: penalties.p.cap"),
]


@pytest.mark.parametrize(("text", "code", "place"), MONEY)
def test_sums_that_cannot_be_reckoned_are_named(faults: Faults, text: str, code: str, place: str) -> None:
    assert faults(text) == [(code, place)]


def test_a_circle_in_the_plan_is_named_from_member_to_member(faults: Faults) -> None:
    text = (
        HEAD
        + stage("a", "after = 'c'\nwithin = '1 day'\n")
        + stage("b", "after = 'a'\nneeds = ['t']\nwithin = '1 day'\n")
        + stage("c", "after = 'b'\nwithin = '1 day'\n")
        + "[[information]]\nid = 't'\nname = 'T'\nafter = 'c'\nwithin = '1 day'\n"
    )
    found = load(text, "a.toml")
    assert not isinstance(found, Agreement)
    said = [say(finding.reason) for finding in found]
    assert any("a -> c -> b -> a" in each for each in said)
    assert any("b -> t -> c -> b" in each for each in said)
    assert len(faults(text)) == 2


def test_a_plan_of_ten_thousand_stages_in_a_row_is_no_burden() -> None:
    waits = {f"s{n}": (f"s{n + 1}",) for n in range(10_000)}
    assert list(circles(waits)) == []
    assert [len(circle) for circle in circles({**waits, "s10000": ("s0",)})] == [10_001]


def test_a_file_of_faults_alone_is_told_in_moments(faults: Faults) -> None:
    text = HEAD + "".join(stage(f"s{n}", f"after = 'zz{n}'\nwithin = '1 day'\n") for n in range(1_500))
    assert len(faults(text)) == 1_500


def test_what_waits_for_itself_is_a_circle_of_one() -> None:
    assert list(circles({"a": ("a",)})) == [["a"]]


def test_a_stage_may_follow_information_a_payment_and_the_signing(good: Good) -> None:
    text = (
        FIXED
        + payment("all", "share = '100 %'\n")
        + stage("a", "after = 'all'\nwithin = '1 day'\n")
        + stage("b", "after = 'texts'\nwithin = '1 day'\n")
        + stage("c", "after = 'signing'\nwithin = '1 day'\n")
        + "[[information]]\nid = 'texts'\nname = 'T'\nafter = 'asked'\nwithin = '1 day'\n"
    )
    assert len(good(text).clauses.stages) == 3


def test_a_level_falls_from_tier_to_tier(good: Good, faults: Faults) -> None:
    tiers = "[[penalties.tiers]]\nbelow = '{0}'\nrate = '2 %'\n[[penalties.tiers]]\nbelow = '{1}'\nrate = '3 %'\n"
    level = penalty("tier_kind = 'single amount'\n", breach="service level")
    assert good(FIXED + level + tiers.format("99.8", "98.0")).clauses.penalties
    assert faults(FIXED + level + tiers.format("98.0", "99.8")) == [("tier_order", "15: penalties.p.tiers.2")]
