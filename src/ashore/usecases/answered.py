"""*Send unless they answer*: a planned message that any answer of the client withdraws, in any channel.

An answer is what a person on the client's side wrote, in whichever conversation, or a call with them; an out-of-office
reply or a bounce is none. It counts by its arrival: what was under way when the message was planned was not read yet.
"""

from datetime import datetime, timedelta

from ashore.core.kernel import CLIENT, Reason, Value
from ashore.store.models import Event, MailAccount, Message, Outbox
from ashore.usecases.records import write_reason

ON_ITS_WAY = timedelta(days=3)
"""Mail that was sent longer before the message was planned, and comes in later, is a mailbox being imported."""


def may_be_withdrawn() -> bool:
    """Whether any message waits for silence."""
    return Outbox.objects.filter(state="planned", unless_answered=True).exists()


def withdraw_answered(*, now: datetime, only: int | None = None) -> int:
    """Withdraw what was to go only if nobody answered, where somebody did; how many."""
    rows = Outbox.objects.filter(state="planned", unless_answered=True)
    rows = rows if only is None else rows.filter(pk=only)
    done = 0
    for row in rows.select_related("conversation__client"):
        why = answer_to(row, now)
        if why is not None:
            mine = Outbox.objects.filter(pk=row.pk, state="planned", claim=row.claim)
            done += mine.update(state="withdrawn", incomplete=True, reason=write_reason(why))
    return done


def answer_to(row: Outbox, now: datetime) -> Reason | None:
    """What the client did since the message was planned, None while they are silent."""
    if row.conversation is None:
        return None
    client, since = row.conversation.client_id, row.created_at
    talks = {"conversation__client": client} if client else {"conversation": row.conversation_id}
    heard = Message.objects.filter(
        workspace=row.workspace_id, kind="message", side=CLIENT, outsider=False, **talks
    ).filter(at__gt=since - ON_ITS_WAY, raw__arrived_at__gt=since)
    message = heard.order_by("at", "pk").first()
    if message is not None:
        who = message.sender_name or message.sender_email
        params: dict[str, Value] = {"who": who, "answered_at": message.at}
        return Reason("outbox.answered_meanwhile", params=params, sources=(message.key,))
    calls = Event.objects.filter(kind="call", undone_by__isnull=True, at__gt=since, at__lte=now)
    calls = calls.filter(engagement__client=client) if client else calls.filter(conversation=row.conversation_id)
    call = calls.order_by("at", "pk").first()
    return Reason("outbox.called_meanwhile", params={"answered_at": call.at}) if call else None


def unread_mailbox(row: Outbox) -> Reason | None:
    """A mailbox of ours that was not read since the message's moment came: an answer may lie in it."""
    moment = row.planned_for or row.created_at
    for account in MailAccount.objects.filter(workspace=row.workspace_id).exclude(imap_host=""):
        if account.fetched_at is not None and account.fetched_at < moment:
            return Reason("outbox.mail_not_fetched", params={"account": account.address})
    return None
