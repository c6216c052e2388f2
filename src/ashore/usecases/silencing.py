"""Findings that people do not want to see: one finding, one rule in a draft, with a client, in the whole house. The
reason is kept, each decision stands in the log, and all of them can be taken back."""

import re
from datetime import datetime
from typing import Literal, cast

from django.db import transaction
from django.db.models import Q

from ashore.core.coach import Silence, rule_named
from ashore.store.models import Conversation, Engagement, Event, User, Workspace
from ashore.store.models import Silence as SilenceRow
from ashore.usecases.appending import append, plain_words
from ashore.usecases.drafts import newest_message
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.houserules import house_of

Scope = Literal["finding", "draft", "client", "house"]
SCOPES: tuple[Scope, ...] = ("finding", "draft", "client", "house")
OF_A_DRAFT = ("finding", "draft")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9._:/-]{0,79}")
_MARK = re.compile(r"[0-9a-f]{1,16}")


@transaction.atomic
def silence(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversation: int,
    scope: str,
    code: str,
    mark: str = "",
    why: str = "",
) -> int:
    """Show a finding (``mark``), or a rule by its ``code``, no more; the id that `undo` takes.

    Of a draft, a reason is asked for only where the rule holds replies back; beyond it, always. What is silenced in a
    draft is silent for its writer until their reply goes out.

    Raises `NotThere`, `NotPossible` (``silence.unknown``, ``silence.without_client``, ``silence.without_reason``,
    ``silence.stands``).
    """
    talk = Conversation.objects.select_related("client").filter(workspace=workspace, pk=conversation).first()
    if talk is None:
        raise NotThere(f"conversation {conversation}")
    known = scope in SCOPES and _CODE.fullmatch(code) and (_MARK.fullmatch(mark) or scope != "finding")
    if not known:
        raise NotPossible("silence.unknown")
    if scope == "client" and talk.client is None:
        raise NotPossible("silence.without_client")
    words = plain_words(why)
    if not words and (scope not in OF_A_DRAFT or holds(workspace, code)):
        raise NotPossible("silence.without_reason")
    row = SilenceRow(
        workspace=workspace,
        scope=scope,
        code=code,
        mark=mark if scope == "finding" else "",
        conversation=talk if scope in OF_A_DRAFT else None,
        anchor=newest_message(talk.pk) if scope in OF_A_DRAFT else "",
        client=talk.client if scope == "client" else None,
        why=words,
        created_by=user,
        created_at=now,
    )
    if scope not in OF_A_DRAFT and _stands(row):
        raise NotPossible("silence.stands")
    row.save()
    return _log(row, user, now, "silence")


@transaction.atomic
def lift(*, workspace: Workspace, user: User, now: datetime, silence: int) -> int:
    """Show again what was silenced; the id that `undo` takes. Raises `NotThere`, `NotPossible` (``silence.lifted``)."""
    row = SilenceRow.objects.select_related("conversation").filter(workspace=workspace, pk=silence).first()
    if row is None:
        raise NotThere(f"silence {silence}")
    if SilenceRow.objects.filter(pk=row.pk, lifted_at__isnull=True).update(lifted_at=now) != 1:
        raise NotPossible("silence.lifted")
    return _log(row, user, now, "silence_lifted")


def take_back(event: Event, now: datetime) -> None:
    """Undo a silence, or its lifting. The caller holds the transaction and logs it."""
    lifted_at = now if event.kind == "silence" else None
    SilenceRow.objects.filter(workspace=event.workspace, pk=event.data["silence"]).update(lifted_at=lifted_at)


def standing_for(row: Conversation, user: User, since: datetime | None) -> dict[Silence, int]:
    """What is silenced for a person's draft in a conversation, with the id of each, the narrower before the wider.
    ``since``: when their last reply there went out; what was silenced in drafts before it is over."""
    mine = Q(scope__in=OF_A_DRAFT, conversation=row, created_by=user)
    if since is not None:
        mine &= Q(created_at__gt=since)
    wider = Q(scope="house") | Q(scope="client", client=row.client_id) if row.client_id else Q(scope="house")
    standing = SilenceRow.objects.filter(mine | wider, workspace=row.workspace_id, lifted_at__isnull=True)
    ordered = sorted(standing, key=lambda each: (SCOPES.index(cast(Scope, each.scope)), each.pk))
    return {Silence(each.code, each.mark, cast(Scope, each.scope), each.why): each.pk for each in ordered}


def holds(workspace: Workspace, code: str) -> bool:
    """Whether this house lets the rule hold a reply back. ``code``: its code or its name; one of the house's own may
    be required by its pack."""
    rule = rule_named(code)
    names = {code, rule.code, rule.name} if rule else {code}
    if own := house_of(workspace, "en").named(code):
        pack, house_rule = own
        if house_rule.required:
            return True
        names = {pack.code_of(house_rule), f"{pack.name}/{house_rule.name}"}
    return workspace.required_rules.filter(code__in=names).exists()


def _stands(row: SilenceRow) -> bool:
    same = SilenceRow.objects.filter(workspace=row.workspace, scope=row.scope, code=row.code, client=row.client)
    return same.filter(lifted_at__isnull=True).exists()


def _log(row: SilenceRow, user: User, now: datetime, kind: str) -> int:
    """Beyond one draft it concerns the client, where there is one: it stands among what was decided there."""
    work = Engagement.objects.filter(client=row.client_id).order_by("-pk").first() if row.client_id else None
    data = {"silence": row.pk, "scope": row.scope, "code": row.code, "mark": row.mark, "why": row.why}
    return append(row.workspace, user, now, kind, now, data, work, row.conversation)
