"""How this house writes: which rules of the coach hold a reply back, from which number on a rule speaks up, and how
each client wants to be written to."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.core.coach import rule_named
from ashore.core.coach.packs.model import House
from ashore.core.coach.values import CLIENT_TYPES
from ashore.store.models import Client, ClientManner, Engagement, Event, HouseLimit, RequiredRule, User, Workspace
from ashore.usecases.appending import append, plain_words
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.houserules import house_of

MAX_TERMS = 200
MAX_TERM = 60
_BETWEEN = re.compile(r"[,;\n]")


@transaction.atomic
def write_so(
    *, workspace: Workspace, user: User, now: datetime, client: int, type: str = "", familiar: bool, terms: str
) -> int:
    """Note how a client wants to be written to: their ``type`` (P2; empty where nobody knows), whether one is on
    first-name terms (R4), and the words of the trade that they know, between commas (R3). The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``manner.unknown_type``, ``manner.same``).
    """
    row = Client.objects.filter(workspace=workspace, pk=client).first()
    if row is None:
        raise NotThere(f"client {client}")
    if type and type not in CLIENT_TYPES:
        raise NotPossible("manner.unknown_type")
    after = {"type": type, "familiar": familiar, "known_terms": terms_in(terms)}
    before = manner_of(row.pk)
    if after == before:
        raise NotPossible("manner.same")
    _keep(row, after)
    work = Engagement.objects.filter(client=row).order_by("-pk").first()
    return append(workspace, user, now, "manner", now, {"client": row.pk, "before": before, "after": after}, work, None)


@transaction.atomic
def require(*, workspace: Workspace, user: User, now: datetime, rules: Iterable[str]) -> int:
    """Let these rules, and no others, hold a reply back; the id that `undo` takes.

    Raises `NotPossible` (``required.unknown``, ``required.same``).
    """
    house = house_of(workspace, "en")
    found = {_code(each, house) for each in rules}
    if None in found:
        raise NotPossible("required.unknown")
    after = sorted(filter(None, found))
    before = sorted(workspace.required_rules.values_list("code", flat=True))
    if after == before:
        raise NotPossible("required.same")
    _set_required(workspace, after)
    return append(workspace, user, now, "required", now, {"before": before, "rules": after}, None, None)


@transaction.atomic
def set_limits(*, workspace: Workspace, user: User, now: datetime, limits: Mapping[str, int | None]) -> int:
    """Set the thresholds of rules, by name, each in its rule's unit; None: the usual one. Rules that are not named keep
    theirs. The id that `undo` takes.

    Raises `NotPossible` (``limits.unknown``, ``limits.beyond`` with ``name``, ``least`` and ``most``, ``limits.same``).
    """
    before = limits_of(workspace)
    after = dict(before)
    for name, value in limits.items():
        rule = rule_named(name)
        if rule is None or rule.limit is None:
            raise NotPossible("limits.unknown")
        if value is None:
            after.pop(rule.name, None)
        elif rule.limit.least <= value <= rule.limit.most:
            after[rule.name] = value
        else:
            raise NotPossible("limits.beyond", name=rule.name, least=rule.limit.least, most=rule.limit.most)
    if after == before:
        raise NotPossible("limits.same")
    _set_limits(workspace, after)
    return append(workspace, user, now, "limits", now, {"before": before, "limits": after}, None, None)


def limits_of(workspace: Workspace) -> dict[str, int]:
    """The house's thresholds: name of the rule -> number in its unit."""
    return dict(workspace.house_limits.values_list("rule", "value"))


def _code(name: str, house: House) -> str | None:
    """The code of a rule, ours or the house's own; None where there is none."""
    if own := house.named(name):
        pack, house_rule = own
        return pack.code_of(house_rule)
    rule = rule_named(name)
    return rule.code if rule else None


def take_back(event: Event) -> None:
    """Undo one of these decisions: what stood before it stands again. The caller holds the transaction and logs it."""
    if event.kind == "required":
        _set_required(event.workspace, event.data["before"])
    elif event.kind == "limits":
        _set_limits(event.workspace, event.data["before"])
    else:
        _keep(Client.objects.get(workspace=event.workspace, pk=event.data["client"]), event.data["before"])


def manner_of(client: int) -> dict[str, Any]:
    """How to write to a client, as it is kept: ``type``, ``familiar``, ``known_terms``."""
    row = ClientManner.objects.filter(client=client).first()
    if row is None:
        return {"type": "", "familiar": False, "known_terms": []}
    return {"type": row.type, "familiar": row.familiar, "known_terms": row.known_terms}


def terms_in(text: str) -> list[str]:
    """Words and phrases between commas, semicolons and line ends: in lower case, each once, in order."""
    terms = (plain_words(each, MAX_TERM).lower() for each in _BETWEEN.split(text))
    return list(dict.fromkeys(filter(None, terms)))[:MAX_TERMS]


def _keep(client: Client, values: dict[str, Any]) -> None:
    ClientManner.objects.update_or_create(client=client, defaults={"workspace_id": client.workspace_id, **values})


def _set_required(workspace: Workspace, codes: Iterable[str]) -> None:
    RequiredRule.objects.filter(workspace=workspace).delete()
    RequiredRule.objects.bulk_create([RequiredRule(workspace=workspace, code=code) for code in codes])


def _set_limits(workspace: Workspace, limits: Mapping[str, int]) -> None:
    HouseLimit.objects.filter(workspace=workspace).delete()
    HouseLimit.objects.bulk_create(HouseLimit(workspace=workspace, rule=name, value=n) for name, n in limits.items())
