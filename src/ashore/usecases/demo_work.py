"""The work of the demo's clients that have an agreement of their own: its versions, and what happened, as told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ashore.core.kernel import US
from ashore.store.models import Client, Engagement, Event, User, Workspace
from ashore.usecases import recording
from ashore.usecases.agreements import add_version
from ashore.usecases.demo.dates import moment, with_days
from ashore.usecases.demo.play import Deed, Play, PlayError
from ashore.usecases.deriving import agreement_for, derive_engagements
from ashore.usecases.errors import NotPossible
from ashore.usecases.happening import Details, record_happening

ABOUT = ("stage", "information", "report", "payment")


def tell_work(workspace: Workspace, owner: User, client: Client, play: Play, now: datetime) -> None:
    """Put in the agreement and record the deeds of a play, up to ``now``. Raises PlayError."""
    work = Engagement.objects.filter(client=client).order_by("-pk").first()
    if work is None:
        return
    here = now.astimezone(ZoneInfo(workspace.zone))
    clock = agreement_for(workspace, work.pk).clock(US)
    for version in play.versions:
        at = moment(version.when, here, clock)
        if at <= now:
            text = with_days(version.text, here)
            wrong = add_version(workspace=workspace, user=owner, now=at, engagement=work.pk, text=text)
            if wrong:
                raise PlayError("; ".join(f"{finding.where}: {finding.code}" for finding in wrong))
    told = sorted(((moment(deed.when, here, clock), n, deed) for n, deed in enumerate(play.deeds)), key=lambda t: t[:2])
    for at, _, deed in told:
        if at <= now:
            _record(Desk(workspace, owner, now), work.pk, deed, at, lambda when: moment(when, here, clock))
    derive_engagements(workspace, [work.pk], now)


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose desk it is, who records, and the time."""

    workspace: Workspace
    owner: User
    now: datetime


def _record(desk: Desk, work: int, deed: Deed, at: datetime, when: Callable[[str], datetime]) -> None:
    act: dict[str, Any] = {"workspace": desk.workspace, "user": desk.owner, "now": desk.now}
    about = deed.about
    details = Details(
        words=about.get("words", ""),
        amount=Decimal(about["amount"]) if "amount" in about else None,
        minutes=int(about["minutes"]) if "minutes" in about else None,
        share=Decimal(about["share"]) / 100 if "share" in about else None,
        day=when(f"{about['day']} 00:00").date() if "day" in about else None,
    )
    choice = f"{deed.kind}:{deed.by}:{_subject(work, deed)}"
    try:
        event = record_happening(**act, engagement=work, choice=choice, at=at, details=details)
    except NotPossible as error:
        raise PlayError(f"{deed.place}: {deed.kind} cannot be told: {error}") from error
    if "until" in about and (until := when(about["until"])) <= desk.now:
        recording.resume(**act, suspension=event, at=until)


def _subject(work: int, deed: Deed) -> str:
    """What it is about: named by the play; of an edit the one that was asked for last."""
    if deed.kind in ("edit_estimated", "edit_delivered"):
        asked = Event.objects.filter(engagement=work, kind="edit_asked").order_by("-at").first()
        return f"event:{asked.pk}" if asked else ""
    return next((deed.about[name] for name in ABOUT if name in deed.about), "")
