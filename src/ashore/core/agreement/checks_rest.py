"""The term, channels, goals: ends after starts, names that are known, nothing said twice."""

from difflib import get_close_matches

from ashore.core.agreement.filling import Filled
from ashore.core.agreement.findings import Findings


def check_rest(filled: Filled, findings: Findings) -> None:
    """What is left beside plan and money."""
    _check_term(filled, findings)
    _check_channels(filled, findings)
    _check_goals(filled, findings)
    _check_client_lateness(filled, findings)
    _check_amendments(filled, findings)


def _check_term(filled: Filled, findings: Findings) -> None:
    term, fees = filled.get("term"), filled.get("fees")
    if term is None:
        return
    if term.start and term.end and term.end < term.start:
        findings.say(("term", "end"), "agreement.end_before_start", {"start_date": term.start, "end_date": term.end})
    if term.start and term.start_after_payment:
        findings.say(("term", "start_after_payment"), "agreement.start_twice")
    elif term.start_after_payment and not (fees and fees.payments):
        findings.say(("term", "start_after_payment"), "agreement.start_without_payment")


def _check_channels(filled: Filled, findings: Findings) -> None:
    seen: dict[str, int] = {}
    channels = filled.get("channels", ())
    for number, channel in enumerate(channels, 1):
        if channel.name in seen:
            params = {"id": channel.name, "other": f"channels.{seen[channel.name]}"}
            findings.say(("channels", str(number), "name"), "agreement.id_twice", params)
        seen.setdefault(channel.name, number)
    cases: dict[tuple[str, str, str], int] = {}
    for number, rule in enumerate(filled.get("response", {}).get("rules", ()), 1):
        path = ("response", "rules", str(number))
        if rule.channel and channels and rule.channel not in seen:
            near = get_close_matches(rule.channel, list(seen), n=1, cutoff=0.0)
            findings.say((*path, "channel"), "agreement.reference_near", {"id": rule.channel, "nearest": near[0]})
        if rule.acknowledge_within is None and rule.answer_within is None:
            findings.say(path, "agreement.rule_empty")
        case = (rule.side, rule.channel, rule.priority)
        if case in cases:
            findings.say(path, "agreement.rule_twice", {"other": f"response.rules.{cases[case]}"})
        cases.setdefault(case, number)


def _check_goals(filled: Filled, findings: Findings) -> None:
    goals = [goal.id for goal in filled.get("goals", ())]
    for number, expectation in enumerate(filled.get("expectations", ()), 1):
        if expectation.goal and expectation.goal not in goals:
            near = get_close_matches(expectation.goal, goals, n=1, cutoff=0.0)
            code = "agreement.reference_near" if near else "agreement.reference_unknown"
            params = {"id": expectation.goal, "nearest": near[0]} if near else {"id": expectation.goal, "known": "–"}
            findings.say(("expectations", str(number), "goal"), code, params)


def _check_client_lateness(filled: Filled, findings: Findings) -> None:
    lateness = filled.get("lateness")
    if lateness is not None and lateness.shift == "after_grace" and lateness.grace is None:
        findings.say(("lateness", "shift"), "agreement.grace_missing")
    for number, report in enumerate(filled.get("reports", ()), 1):
        weekday_only = report.every == "week" and report.day > 6
        if weekday_only:
            findings.say(("reports", str(number), "day"), "agreement.day_of_week_needed")


def _check_amendments(filled: Filled, findings: Findings) -> None:
    begins = filled.get("valid", {}).get("from")
    for number, amendment in enumerate(filled.get("amendments", ()), 1):
        at = amendment.get("valid_from")
        if begins and at and at <= begins:
            path = ("amendments", str(number), "valid_from")
            findings.say(path, "agreement.amendment_too_early", {"begins_at": begins})
