"""A receipt to the client: "we have it, you get an answer by ...", where the house lets the desk write it.

It stops no clock: a machine's word is no acknowledgement of a person (H71).
"""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ashore.core.kernel import CLIENT, US
from ashore.core.language import language_of
from ashore.store.models import MailAccount, Message, Obligation, Outbox, Receipts, Workspace
from ashore.usecases import automatic
from ashore.usecases.composing import Draft, compose
from ashore.usecases.deriving import agreement_for
from ashore.usecases.sending import configured, sender_address
from ashore.usecases.signatures import signature_for, signed
from ashore.words.marks import N_
from ashore.words.speech import speech

FRESH = timedelta(hours=12)
"""Mail that lies longer gets no receipt: it would come when nobody waits for one any more."""
RECEIPT = N_("Thank you, your message has arrived. You will have an answer by {due}.")
AUTOMATIC = N_("This confirmation was sent automatically; a person will answer you.")


def to_write(*, now: datetime) -> bool:
    """Whether anything came in that is to be confirmed."""
    return any(True for _ in _to_confirm(now))


def write_receipts(*, now: datetime) -> int:
    """Confirm what came in, in houses that switched it on; how many receipts were put into the outbox."""
    return sum(int(_answer(workspace, message, due, now)) for workspace, message, due in list(_to_confirm(now)))


def _to_confirm(now: datetime) -> Iterator[tuple[Workspace, Message, datetime]]:
    """What came in where it is confirmed, with the time by which an answer is due."""
    for row in Receipts.objects.exclude(since=None).select_related("workspace"):
        if row.since is None or not configured(row.workspace):
            continue
        since = max(row.since, now - FRESH)
        owed = Obligation.objects.filter(workspace=row.workspace, owed_by=US, kind="reply", state="open", dormant=False)
        rows = owed.filter(created_at__gte=since - FRESH, due__gt=now).values_list("anchor", "due")
        dues = {anchor: due for anchor, due in rows if due is not None}
        for message in automatic.to_confirm(workspace=row.workspace, since=since, keys=list(dues)):
            yield row.workspace, message, dues[message.key]


@transaction.atomic
def _answer(workspace: Workspace, message: Message, due: datetime, now: datetime) -> bool:
    why = automatic.forbidden(message=message, now=now)
    outgoing = None if why else _write(workspace, message, due, now)
    automatic.note(message=message, outgoing=outgoing, reason=why, now=now)
    return outgoing is not None


def _write(workspace: Workspace, message: Message, due: datetime, now: datetime) -> Outbox:
    language = language_of(message.new_text)
    spoken = language if language in dict(settings.LANGUAGES) else workspace.language
    reader = speech(spoken, _zone(workspace, message))
    told = f"{reader.text(RECEIPT).format(due=reader.moment(due))}\n\n{reader.text(AUTOMATIC)}"
    text = signed(told, signature_for(workspace=workspace, user=None, language=spoken))
    sender = _sender(workspace, message)
    name = secrets.token_hex(16)
    draft = Draft(
        sender_name=workspace.name,
        sender=sender,
        to=(message.sender_email,),
        cc=(),
        subject=message.subject,
        text=text,
        references=(message.message_id,),
        at=now,
        language=spoken,
    )
    own_id, _ = compose(draft, name)
    own_id, raw = compose(replace(draft, extra=automatic.headers(own_id)), name)
    talk = message.conversation
    return Outbox.objects.create(
        workspace=workspace,
        conversation=talk,
        conversation_key=talk.key if talk else "",
        message_id=own_id,
        sender=sender,
        recipients={message.sender_email: ""},
        subject=message.subject,
        text=told,
        raw=raw,
        not_before=now,
        automatic=True,
        created_at=now,
    )


def _sender(workspace: Workspace, message: Message) -> str:
    """The account that they wrote to, else that of the house."""
    to = {email for name in ("to", "cc") for _, email in message.head.get(name, ())}
    accounts = MailAccount.objects.filter(workspace=workspace).exclude(smtp_host="").order_by("pk")
    own = next((each.address for each in accounts if each.address.lower() in to), "")
    return own or sender_address(workspace, None) or next(iter(sorted(to)), "")


def _zone(workspace: Workspace, message: Message) -> str:
    """The client's own, where the agreement knows it."""
    talk = message.conversation
    if talk is None or talk.engagement_id is None:
        return workspace.zone
    return agreement_for(workspace, talk.engagement_id).calendar(CLIENT).zone
