"""Where in a workspace a person is: what `erase` would empty, change and delete."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from ashore.mail.redacting import Redaction
from ashore.store.models import Attachment, Message, Person, PersonAddress, RawMessage, Workspace
from ashore.usecases.changes import in_batches
from ashore.usecases.erasing.chats import own_chats
from ashore.usecases.erasing.contents import redacted_bytes
from ashore.usecases.erasing.sweeping import mentions
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.eventlog import read_head
from ashore.usecases.sending import us_test
from ashore.usecases.sharing import raw_bytes

LEAST_NAME = 4
AT_ONCE = 200


@dataclass(frozen=True)
class Whom:
    """The person by all names and addresses that are known; ``person`` None where only letters know them."""

    emails: tuple[str, ...]
    names: tuple[str, ...]
    person: Person | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Traces:
    """What will go, in numbers. ``own``: their letters; ``shared``: letters of others that are changed; ``kept``: those
    that stay as they are; ``files``: attachments of theirs; ``records``: rows of the log, drafts, replies and the like;
    ``subjects``: of their letters, newest first."""

    name: str
    emails: tuple[str, ...]
    own: int
    shared: int
    kept: int
    files: int
    records: int
    subjects: tuple[str, ...] = ()

    def as_counts(self) -> dict[str, object]:
        """Numbers for machines."""
        names = ("own", "shared", "kept", "files", "records")
        return {"emails": list(self.emails), **{name: getattr(self, name) for name in names}}


def find(*, workspace: Workspace, who: str, keep_shared: bool = False) -> Traces:
    """What `erase` would do; nothing is changed. ``who``: a name or an address.

    Raises `NotThere`, `NotPossible` (``erase.ours``, ``erase.several``).
    """
    whom = whom_of(workspace, who)
    own = own_letters(workspace, whom)
    named = len({letter_of(row) for row, _ in shared_letters(workspace, whom, own)})
    subjects = Message.objects.filter(pk__in=sorted(own)[-20:]).order_by("-pk").values_list("subject", flat=True)
    return Traces(
        whom.names[0] if whom.names else "",
        whom.emails,
        len(own),
        0 if keep_shared else named,
        named if keep_shared else 0,
        sum(Attachment.objects.filter(message__in=some).count() for some in in_batches(sorted(own), AT_ONCE)),
        mentions(workspace, redaction_of(whom)),
        tuple(subjects),
    )


def whom_of(workspace: Workspace, who: str) -> Whom:
    """Whom a name or an address means. Raises `NotThere`, `NotPossible` (``erase.ours``, ``erase.several``)."""
    wanted = who.strip().strip("<>").lower()
    person = _person_at(workspace, wanted) if "@" in wanted else _person_called(workspace, wanted)
    known = PersonAddress.objects.filter(person=person) if person else PersonAddress.objects.none()
    emails = tuple(sorted({*known.values_list("email", flat=True), *([wanted] if "@" in wanted else [])}))
    if any(map(us_test(workspace), emails)):
        raise NotPossible("erase.ours", email=emails[0])
    mail = Message.objects.filter(workspace=workspace, sender_email__in=emails)
    if person is None and not mail.exists() and not _heads(workspace, emails).exists():
        raise NotThere(f"person {who}")
    emails = tuple(sorted({*emails, *own_chats(workspace, emails)}))
    written = mail.exclude(sender_name="").values_list("sender_name", flat=True).distinct()
    names = dict.fromkeys(name.strip() for name in (*([person.name] if person else []), *written))
    return Whom(emails, tuple(name for name in names if _is_name(name)), person)


def own_letters(workspace: Workspace, whom: Whom) -> set[int]:
    """What they wrote."""
    mail = Message.objects.filter(workspace=workspace, sender_email__in=whom.emails)
    return set(mail.values_list("pk", flat=True))


def shared_letters(
    workspace: Workspace, whom: Whom, own: set[int], aliases: dict[str, str] | None = None
) -> Iterator[tuple[RawMessage, bytes]]:
    """(row, its bytes without them) of each letter of somebody else in which they are. Their words, surname and first
    name are looked for only in conversations in which they took part."""
    mine = _conversations(workspace, whom, own)
    for talk, words in mine.items():
        members = set(Message.objects.filter(conversation=talk).values_list("pk", flat=True)) - own
        who = redaction_of(whom, aliases, _short_names(talk, whom), words)
        yield from _changed(members, who)
    elsewhere = _elsewhere(workspace, whom) - own
    beyond: set[int] = set()
    for some in in_batches(sorted(elsewhere), AT_ONCE):
        places = Message.objects.filter(pk__in=some).values_list("pk", "conversation")
        beyond.update(pk for pk, talk in places if talk not in mine)
    yield from _changed(beyond, redaction_of(whom, aliases))


def redaction_of(
    whom: Whom, aliases: dict[str, str] | None = None, short: tuple[str, ...] = (), words: str = ""
) -> Redaction:
    """Whom to take out; without ``aliases`` only to see where they are."""
    given = aliases if aliases is not None else dict.fromkeys(whom.emails, "erased@erased.invalid")
    return Redaction(given, whom.names, short, words)


def with_copies(messages: Sequence[int]) -> "QuerySet[RawMessage]":
    """The contents of messages and of all their copies."""
    return RawMessage.objects.filter(Q(pk__in=messages) | Q(same_as__in=messages)).order_by("pk")


def letter_of(row: RawMessage) -> int:
    """The message that a content is shown by."""
    return row.same_as_id or row.pk


def copies_that_name(workspace: Workspace, whom: Whom, who: Redaction) -> Iterator[tuple[RawMessage, bytes]]:
    """(row, its bytes without them) of each copy that names an address of theirs where its message does not: in what
    servers and lists added on the way."""
    names = [each.encode() for each in whom.emails]
    for row in RawMessage.objects.filter(workspace=workspace, state="copy").order_by("pk").iterator(chunk_size=20):
        raw = raw_bytes(row)
        if any(each in raw.lower() for each in names) and (fresh := redacted_bytes(raw, who, row.form)) is not None:
            yield row, fresh


def _changed(ids: Iterable[int], who: Redaction) -> Iterator[tuple[RawMessage, bytes]]:
    for some in in_batches(sorted(ids), AT_ONCE):
        for row in with_copies(some):
            fresh = redacted_bytes(raw_bytes(row), who, row.form)
            if fresh is not None:
                yield row, fresh


def _conversations(workspace: Workspace, whom: Whom, own: set[int]) -> dict[int, str]:
    """In which conversations they took part, and all that they wrote there."""
    found: dict[int, list[str]] = {}
    for some in in_batches(sorted(own), AT_ONCE):
        rows = Message.objects.filter(pk__in=some, conversation__isnull=False)
        for talk, text in rows.values_list("conversation", "new_text"):
            found.setdefault(talk or 0, []).append(text)
    addressed = _heads(workspace, whom.emails).filter(conversation__isnull=False)
    for talk in addressed.values_list("conversation", flat=True).distinct():
        found.setdefault(talk or 0, [])
    return {talk: "\n".join(texts) for talk, texts in sorted(found.items())}


def _heads(workspace: Workspace, emails: Iterable[str]) -> "QuerySet[Message]":
    """Messages whose headers name one of these addresses."""
    rows = Message.objects.filter(workspace=workspace).annotate(told=Cast("head", TextField()))
    wanted = Q(pk__in=())
    for email in emails:
        wanted |= Q(told__icontains=email)
    return rows.filter(wanted)


def _elsewhere(workspace: Workspace, whom: Whom) -> set[int]:
    """Messages anywhere that hold an address or a whole name, a first look that may find too much."""
    rows = Message.objects.filter(workspace=workspace).annotate(told=Cast("head", TextField()))
    wanted = Q(pk__in=())
    for email in whom.emails:
        wanted |= Q(told__icontains=email) | Q(text__icontains=email) | Q(subject__icontains=email)
    for name in whom.names:
        last = max(name.split(), key=len)
        stem = last[:-1] if len(last) > LEAST_NAME else last
        for form in {stem, stem.upper()}:
            wanted |= Q(told__contains=form) | Q(text__contains=form) | Q(subject__contains=form)
    return set(rows.filter(wanted).values_list("pk", flat=True))


def _short_names(talk: int, whom: Whom) -> tuple[str, ...]:
    """Their single names, but those that somebody else in the conversation bears too."""
    mine = {part for name in whom.names for part in name.split() if len(part) >= 3}
    others: set[str] = set()
    for (head,) in Message.objects.filter(conversation=talk).values_list("head"):
        message = read_head(head)
        for each in (message.sender, *message.to, *message.cc):
            if each.email not in whom.emails:
                others.update(part.casefold() for part in each.name.split())
    return tuple(sorted(part for part in mine if part.casefold() not in others))


def _is_name(name: str) -> bool:
    return len(name) >= LEAST_NAME and "@" not in name and re.search(r"[^\W\d_]{2}", name) is not None


def _person_at(workspace: Workspace, email: str) -> Person | None:
    row = PersonAddress.objects.filter(workspace=workspace, email=email).select_related("person").first()
    return row.person if row else None


def _person_called(workspace: Workspace, name: str) -> Person:
    rows = Person.objects.filter(workspace=workspace).exclude(name="").prefetch_related("addresses")
    found = [row for row in rows.iterator(chunk_size=2000) if row.name.casefold() == name.casefold()]
    if not found:
        raise NotThere(f"person {name}")
    if len(found) > 1:
        emails = sorted(each.email for row in found for each in row.addresses.all())
        raise NotPossible("erase.several", emails=", ".join(emails))
    return found[0]
