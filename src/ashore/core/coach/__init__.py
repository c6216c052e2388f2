"""The coach: reads a draft inside its conversation and says, with reasons, what an experienced colleague would."""

from ashore.core.coach.checking import check
from ashore.core.coach.rule import Limit, Rule, all_rules, page_of, rule_named
from ashore.core.coach.values import (
    Draft,
    Evidence,
    Fix,
    Person,
    Profile,
    Remark,
    Review,
    Silence,
    Turn,
)

__all__ = [
    "Draft",
    "Evidence",
    "Fix",
    "Limit",
    "Person",
    "Profile",
    "Remark",
    "Review",
    "Rule",
    "Silence",
    "Turn",
    "all_rules",
    "check",
    "page_of",
    "rule_named",
]
