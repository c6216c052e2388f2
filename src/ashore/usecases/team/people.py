"""Who works here, and when: names, mentions, and each person's own hours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from ashore.core.worktime import NeverOpen, clock_of
from ashore.core.worktime.calendar import WEEKDAYS, Calendar
from ashore.core.worktime.clock import WorkClock
from ashore.store.models import Membership, User, WorkHours, Workspace
from ashore.usecases.deriving import house_agreement
from ashore.usecases.errors import NotPossible

_MENTION = re.compile(r"(?<![\w@.])@(?=\w)")
_GOES_ON = re.compile(r"[.@-]?\w")
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of us. ``name``: as the others call them."""

    id: int
    name: str
    email: str

    @property
    def names(self) -> tuple[str, ...]:
        """By what they can be mentioned, longest first: whole name, first name, the address's first part."""
        found = {self.name, self.name.partition(" ")[0], self.email.partition("@")[0], self.name.replace(" ", "")}
        return tuple(sorted((each.casefold() for each in found if each), key=lambda each: (-len(each), each)))


def colleagues(workspace: Workspace) -> tuple[Colleague, ...]:
    """All who work here, by name."""
    rows = Membership.objects.filter(workspace=workspace, user__is_active=True)
    found = (
        Colleague(pk, name or email.partition("@")[0], email)
        for pk, name, email in rows.values_list("user_id", "user__name", "user__email")
    )
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def mentioned(text: str, people: Sequence[Colleague]) -> tuple[int, ...]:
    """Whom a text names with an @, in that order. Raises `NotPossible` (``note.whom``: a name that two bear;
    ``note.nobody``: one that nobody bears)."""
    found: list[int] = []
    for match in _MENTION.finditer(text):
        found.append(_named(text[match.end() : match.end() + LONGEST_NAME], people))
    return tuple(dict.fromkeys(found))


def _named(rest: str, people: Sequence[Colleague]) -> int:
    said = rest.casefold()
    by_length: dict[str, set[int]] = {}
    for each in people:
        for name in each.names:
            if said.startswith(name) and not _GOES_ON.match(said, len(name)):
                by_length.setdefault(name, set()).add(each.id)
    spoken = re.split(r"[\s,;:!?]", rest, maxsplit=1)[0]
    if not by_length:
        raise NotPossible("note.nobody", name=spoken)
    longest = max(by_length, key=len)
    if len(by_length[longest]) > 1:
        raise NotPossible("note.whom", name=spoken)
    return next(iter(by_length[longest]))


def zone_of(workspace: Workspace, user: User | None) -> ZoneInfo:
    """Where a person's clock hangs."""
    for name in (user.zone if user else "", workspace.zone):
        try:
            if name:
                return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return ZoneInfo("UTC")


def team_clock(workspace: Workspace) -> WorkClock:
    """The house's own working time."""
    return clock_of(house_agreement(workspace).us)


def clock_of_person(workspace: Workspace, user: User) -> WorkClock:
    """When a person works: by their own hours, else the house's, with its holidays, on their clock."""
    house = replace(house_agreement(workspace).us, zone=zone_of(workspace, user).key)
    own = hours_of(user=user)
    if own is None:
        return clock_of(house)
    week = Calendar.of(house.zone, own).week
    return clock_of(replace(house, week=week, special=tuple(day for day in house.special if not day[1])))


def next_working(clock: WorkClock, at: datetime) -> datetime:
    """``at`` if somebody works then, else when they begin; ``at`` itself where they never do."""
    try:
        return clock.next_open(at)
    except NeverOpen:
        return at


def hours_of(*, user: User) -> Mapping[str, str] | None:
    """A person's own week, None where they keep the house's."""
    return WorkHours.objects.filter(user=user).values_list("week", flat=True).first()


@transaction.atomic
def set_hours(*, user: User, week: Mapping[str, str]) -> None:
    """Keep a person's own hours: windows by weekday, such as ``09:00-13:00, 14:00-18:00``; an empty week goes back to
    the house's. Raises `NotPossible` (``hours.unreadable``)."""
    kept = {day: text.replace(" ", "").replace("–", "-") for day, text in week.items() if text.strip()}
    if not kept:
        WorkHours.objects.filter(user=user).delete()
        return
    for day, text in kept.items():
        if day not in WEEKDAYS:
            raise NotPossible("hours.unreadable", day=day)
        try:
            Calendar.of("UTC", {day: text.replace(",", ", ")})
        except ValueError as error:
            raise NotPossible("hours.unreadable", day=text) from error
    WorkHours.objects.update_or_create(
        user=user, defaults={"week": {day: text.replace(",", ", ") for day, text in kept.items()}}
    )
