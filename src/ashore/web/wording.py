"""Sentences that the pages make of figures and refusals, whole ones, each translatable as it stands."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.rows import ClockRow, Today
from ashore.web.clocks import reader
from ashore.web.grouping import grouped
from ashore.words.kinds import step as step_of
from ashore.words.moments import near

REFUSALS = {
    "call.in_the_future": gettext_lazy("This lies ahead; log the call when it is over."),
    "call.without_topic": gettext_lazy("Say in a line what the call is about."),
    "call.in_the_past": gettext_lazy("This is past; log the call instead."),
    "call.too_far": gettext_lazy("This is too far ahead; look at the year."),
    "call.settled": gettext_lazy("It is noted already what became of this call."),
    "letter.empty": gettext_lazy("Write what it says, or choose its scan."),
    "letter.in_the_future": gettext_lazy("This day lies ahead; look at both days."),
    "letter.before_it_was_written": gettext_lazy("It cannot have been received before the day on it."),
    "letter.too_large": gettext_lazy("The scan is too large; {most} MB are the most."),
    "letter.without_person": gettext_lazy("Nobody of the client's side is known here yet."),
    "call.without_party": gettext_lazy("This conversation belongs to no client yet, so a call cannot be kept with it."),
    "team.not_yours": gettext_lazy("Only an owner can do this."),
    "team.last_owner": gettext_lazy("This is the last owner; make somebody else an owner first."),
    "team.guest_of_whom": gettext_lazy("A guest is of one client: choose which."),
    "team.here_already": gettext_lazy("{email} works here already."),
    "team.other_address": gettext_lazy("This invitation is for {email}."),
    "team.sign_in_first": gettext_lazy("{email} has an account already: sign in first."),
    "user.bad_email": gettext_lazy("“{email}” is no e-mail address."),
    "audit.days": gettext_lazy("Write how many days, at most {most}."),
    "waiver.without_reason": gettext_lazy("Say in a few words why it is no longer owed."),
    "waiver.not_open": gettext_lazy("This is settled already; nothing is left to waive."),
    "no_answer.own_message": gettext_lazy("This is our own message; only a client's message can be marked so."),
    "no_answer.without_client": gettext_lazy("This conversation belongs to no client yet, so nothing is owed in it."),
    "undo.of_an_undo": gettext_lazy("This was an undo itself; record the step again instead."),
    "undo.done_already": gettext_lazy("This was taken back already."),
    "suspension.without_reason": gettext_lazy("Say in a few words why the clocks stand still."),
    "suspension.stands": gettext_lazy("These clocks stand still already."),
    "suspension.ended": gettext_lazy("These clocks run again already."),
    "happened.unknown": gettext_lazy("The agreement knows nothing of that kind at that time; look at day and choice."),
    "happened.in_the_future": gettext_lazy("This lies ahead; note it when it is over."),
    "happened.without_words": gettext_lazy("Say it in a line, so that it is understood later."),
    "happened.without_amount": gettext_lazy("Write the figure."),
    "happened.negative": gettext_lazy("The figure must be more than nothing."),
    "happened.more_than_all": gettext_lazy("An edit touches at most all of it: 100 percent."),
    "happened.without_minutes": gettext_lazy("Say how many minutes it took."),
    "happened.without_day": gettext_lazy("Name the day on which the edit will be done."),
    "happened.before_it_began": gettext_lazy("This is before it began; look at both times."),
    "agreement.empty": gettext_lazy("Paste the agreement, or choose its file."),
    "agreement.too_long": gettext_lazy("This is too long for an agreement: {most} characters are the most."),
    "agreement.same": gettext_lazy("This is word for word version {version}; nothing was changed."),
    "chat.is_none": gettext_lazy("This conversation is no chat."),
    "chat.linked_already": gettext_lazy("The chat belongs to this client already."),
    "reply.channel_rests": gettext_lazy("Nothing can be sent by {channel} just now; write by mail, or ask an owner."),
    "absence.nobody": gettext_lazy("This person does not work here; choose again."),
    "absence.backwards": gettext_lazy("The last day lies before the first; look at both."),
    "absence.too_long": gettext_lazy("This is more than two years; look at the years."),
    "absence.own_cover": gettext_lazy("Nobody can cover for themselves; choose a colleague."),
    "absence.same": gettext_lazy("This is noted already."),
    "effort.unknown": gettext_lazy("There is no such kind of work; load the page again."),
    "effort.beyond": gettext_lazy("Write whole minutes from 0 to {most}."),
    "attention.beyond": gettext_lazy("Write a share from 0 to 100 percent."),
    "keeper.nobody": gettext_lazy("This person does not work here; choose again."),
    "keeper.nothing": gettext_lazy("There is no client to hand over here."),
    "keeper.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "keeper.moved_on": gettext_lazy("A colleague took this client over meanwhile; look at the page again."),
    "client.without_name": gettext_lazy("Write the name first."),
    "client.same_name": gettext_lazy("The client has this name already."),
    "outsider.is_none": gettext_lazy("Whoever wrote this belongs to the conversation already."),
    "outsider.blocked": gettext_lazy("This sender is passed over; take that back first."),
    "outsider.decided": gettext_lazy("This was decided already."),
    "arrange.nowhere": gettext_lazy("Choose a conversation first."),
    "split.first": gettext_lazy("This conversation begins with this message already."),
    "join.same": gettext_lazy("This stands in the same conversation already."),
    "join.other_client": gettext_lazy(
        "These are two clients: {one} and {two}. Put together, what each of them wrote stands in one conversation."
    ),
    "assign.nobody": gettext_lazy("Choose a client first."),
    "assign.same": gettext_lazy("The conversation belongs there already."),
    "merge.same": gettext_lazy("These two are one client already."),
    "merge.own_work": gettext_lazy(
        "{name} has an agreement or recorded work of its own, which would be left behind. "
        "Do it the other way round, or give over single conversations."
    ),
    "person.same": gettext_lazy("Both addresses belong to one person already."),
    "person.nobody": gettext_lazy("Say which address; load the page again."),
    "block.nobody": gettext_lazy("This message names no sender."),
    "block.ours": gettext_lazy("This is an address of yours; it cannot be passed over."),
    "block.blocked": gettext_lazy("This sender is passed over already."),
    "tray.settled": gettext_lazy("This was settled already."),
    "tray.empty": gettext_lazy("Write down what it says."),
    "tray.in_the_future": gettext_lazy("This lies ahead; look at the day."),
    "tray.to_nobody": gettext_lazy("This is from one of you: say to whom it went."),
    "tray.without_reason": gettext_lazy("Say in a few words why it can be put away."),
    "silence.unknown": gettext_lazy("This cannot be silenced; load the page again."),
    "silence.without_client": gettext_lazy("This conversation belongs to no client yet; silence it in this draft."),
    "silence.without_reason": gettext_lazy("Say in a few words why it is not to be shown."),
    "silence.stands": gettext_lazy("This is silent already."),
    "silence.lifted": gettext_lazy("This is shown again already."),
    "manner.unknown_type": gettext_lazy("There is no such type of client; choose again."),
    "manner.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "required.unknown": gettext_lazy("One of these rules does not exist any more; load the page again."),
    "required.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "limits.unknown": gettext_lazy("One of these rules does not exist any more; load the page again."),
    "limits.beyond": gettext_lazy("“{name}” takes a whole number from {least} to {most}; nothing was changed."),
    "limits.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "house_pack.not_owner": gettext_lazy("Only an owner of this house changes its rules."),
    "house_pack.empty": gettext_lazy("Paste the pack, or choose its file."),
    "house_pack.too_many": gettext_lazy("A house has at most {most} packs; put rules into one that is here."),
    "house_pack.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "account.bad_address": gettext_lazy("“{address}” is no e-mail address."),
    "account.exists": gettext_lazy("{address} is an account already."),
    "account.bad_host": gettext_lazy("“{host}” is no name of a server."),
    "account.in_the_clear": gettext_lazy(
        "Without encryption the password for {host} would cross the net readable; choose TLS or STARTTLS."
    ),
    "account.no_host": gettext_lazy("Name the server of this mailbox."),
    "account.no_password": gettext_lazy("Enter the password."),
    "account.no_token": gettext_lazy("Access by token needs a refresh token and the client that it was given to."),
    "account.no_folder": gettext_lazy("There is no folder “{folder}” any more; load the page again."),
    "account.not_owner": gettext_lazy("Only an owner of this house looks after its mailboxes."),
    "account.sealed": gettext_lazy("The stored password cannot be opened any more; enter it again."),
    "channel.not_owner": gettext_lazy("Only an owner of this house looks after its channels."),
    "channel.bad_key": gettext_lazy("“{key}” is no short name: write letters, digits and hyphens, such as viber."),
    "channel.exists": gettext_lazy("There is, or was, a channel “{key}” already; take another short name."),
    "channel.without_name": gettext_lazy("Say how people call it."),
    "channel.bad_token": gettext_lazy("This is no bot token. It looks like 123456:AbC-…, and @BotFather gives it."),
    "channel.token_again": gettext_lazy(
        "A stored token is told to no other server; for this address write the token again."
    ),
    "channel.bad_url": gettext_lazy(
        "Nothing can be posted to “{url}”. Write a public address that begins with https://; a bridge in your own "
        "network needs private_targets = true under [channels] in ashore.toml, on the server."
    ),
    "channel.without_secret": gettext_lazy("A bot has no signing secret; it has its token."),
    "data.not_owner": gettext_lazy("Only an owner of this house takes its data out, or erases any."),
    "data.being_made": gettext_lazy("One is being made already."),
    "erase.nobody": gettext_lazy("Write whose data: a name or an address."),
    "erase.ours": gettext_lazy("{email} is one of us; only people of clients are erased here."),
    "erase.several": gettext_lazy("Several people are called so: {emails}. Write the address."),
    "reply.held": gettext_lazy(
        "Not sent: a rule that this house requires holds it back. It stands below, with the reason."
    ),
    "reply.empty": gettext_lazy("There is nothing to send yet: write a line."),
    "reply.too_long": gettext_lazy("This is too long for one message: {most} characters are the most."),
    "reply.bad_address": gettext_lazy("“{address}” is not one plain address; leave it out or correct it."),
    "reply.without_recipient": gettext_lazy("Choose at least one person."),
    "reply.too_many_recipients": gettext_lazy("A reply goes to at most {most} people."),
    "reply.on_its_way": gettext_lazy("This reply is on its way already."),
    "reply.taken_already": gettext_lazy("This reply is on its way already."),
    "reply.moved_on": gettext_lazy(
        "The conversation has moved on since you opened it. Read what is new, then send your reply or change it."
    ),
    "reply.sent_already": gettext_lazy("This reply was sent already."),
    "reply.too_many_files": gettext_lazy("A letter carries at most {most} files; send the rest in another one."),
    "reply.files_too_large": gettext_lazy(
        "The files are more than {most} MB together; few mail servers take that. Send a link, or several letters."
    ),
    "reply.too_early": gettext_lazy("This moment is over; choose one that lies ahead."),
    "reply.too_far": gettext_lazy("This is more than a year ahead; look at the date."),
    "reply.without_moment": gettext_lazy("Say until when the client has time to answer: choose when it is to go."),
    "signature.too_long": gettext_lazy("A signature has at most {most} characters."),
    "reply.unfilled": gettext_lazy("Fill this in before it goes: {names}."),
    "owner.nobody_here": gettext_lazy("Nobody of that name works here."),
    "owner.same": gettext_lazy("It is theirs already."),
    "follow.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "snooze.when": gettext_lazy("Say until when."),
    "snooze.past": gettext_lazy("Choose a day after today."),
    "snooze.too_far": gettext_lazy("Choose a day within a year."),
    "snooze.never": gettext_lazy("By the hours of this house nobody ever works, so there is no moment to wake it."),
    "snooze.none": gettext_lazy("It is not put off."),
    "tag.empty": gettext_lazy("Write a word for the tag."),
    "tag.gone": gettext_lazy("There is no such tag any more."),
    "tag.same": gettext_lazy("Its tags are so already."),
    "tag.same_one": gettext_lazy("This is the same tag."),
    "tag.taken": gettext_lazy("There is a tag “{name}” already; let it take this one’s place instead."),
    "tag.too_many": gettext_lazy("There are {most} tags; remove or merge some first."),
    "tag.unchanged": gettext_lazy("This is how it stands already; nothing was changed."),
    "note.empty": gettext_lazy("Write the note first."),
    "note.nobody": gettext_lazy("Nobody here is called @{name}."),
    "note.whom": gettext_lazy("Several people are called @{name}; write the whole name."),
    "field.empty": gettext_lazy("Write what the field is called."),
    "field.kind": gettext_lazy("Choose what the field holds."),
    "field.taken": gettext_lazy("There is a field “{name}” already."),
    "field.too_many": gettext_lazy("There are {most} fields; that is the limit."),
    "field.no_choices": gettext_lazy("Write what there is to choose from, a line each, at most {most}."),
    "field.not_a_number": gettext_lazy("{name}: write a number, such as 1250.50."),
    "field.not_a_date": gettext_lazy("{name}: write a day, such as 2026-03-13."),
    "field.not_offered": gettext_lazy("{name}: choose one of those offered."),
    "field.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "saved.empty": gettext_lazy("Write a name and the words."),
    "saved.too_long": gettext_lazy("A saved reply has at most {most} characters."),
    "saved.too_many": gettext_lazy("There are {most} saved replies; that is the limit."),
    "saved.unknown": gettext_lazy("There is no variable “{name}”; the list below has all of them."),
    "hours.unreadable": gettext_lazy("“{day}” does not read as hours; write 09:00-13:00, 14:00-18:00."),
    "lot.nothing": gettext_lazy("Tick some conversations first."),
    "lot.too_many": gettext_lazy("Tick at most {most} at a time."),
    "lot.which": gettext_lazy("Choose what is to be done with them."),
    "lot.gone": gettext_lazy("It is not there any more."),
    "lot.we_wrote_last": gettext_lazy("The last word here is ours."),
    "lot.said_already": gettext_lazy("That was said already."),
    "receipts.same": gettext_lazy("This is how it stands already; nothing was changed."),
    "receipts.not_owner": gettext_lazy("Only an owner of this house changes what the desk sends by itself."),
}


CHORES = {
    "fetch": gettext_lazy("Fetch mail"),
    "send_outbox": gettext_lazy("Send the outbox"),
    "withdraw": gettext_lazy("Withdraw what was answered"),
    "confirm": gettext_lazy("Confirm what came in"),
    "parse": gettext_lazy("Put mail into conversations"),
    "understand": gettext_lazy("Understand mail"),
    "derive": gettext_lazy("Keep the clocks"),
    "remind": gettext_lazy("Remind"),
    "wake": gettext_lazy("Bring back what was put off"),
    "digest": gettext_lazy("Letter of the day"),
    "make_bundles": gettext_lazy("Make exports"),
    "send_to_chats": gettext_lazy("Send into chats"),
    "measure": gettext_lazy("Count"),
    "share": gettext_lazy("Store once what many messages carry"),
    "prune": gettext_lazy("Clear away"),
    "tidy": gettext_lazy("Put the search index in order"),
}


LABELS = {
    "oldpassword": gettext_lazy("Your password now"),
    "password": gettext_lazy("Password"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password once more"),
    "code": gettext_lazy("Code"),
}
FAULTS = {
    "required": gettext_lazy("Fill this in."),
    "enter_current_password": gettext_lazy("This is not your password."),
    "incorrect_password": gettext_lazy("This is not your password."),
    "password_mismatch": gettext_lazy("The two are not the same."),
    "password_too_short": gettext_lazy("This is too short; write at least {min_length} characters."),
    "password_too_common": gettext_lazy("Too many people use this one; take another."),
    "incorrect_code": gettext_lazy("This code is not right, or was used already."),
    "too_many_login_attempts": gettext_lazy("Too many attempts; wait a few minutes."),
    "too_many_attempts": gettext_lazy("Too many attempts; wait a few minutes."),
    "password_entirely_numeric": gettext_lazy("Figures alone are guessed too easily; add letters."),
    "password_too_similar": gettext_lazy("This is too much like your name or address."),
}


def fault(error: ValidationError) -> str:
    """What is wrong with something typed into a form of another's making."""
    known = FAULTS.get(error.code or "")
    return str(known).format(**(error.params or {})) if known else " ".join(error.messages)


def refusal(error: NotPossible) -> str:
    """Why a wish cannot be carried out, in the reader's language."""
    sentence = REFUSALS.get(error.code, gettext_lazy("As things stand, this cannot be done."))
    return str(sentence).format(**error.params)


def first_step(today: Today) -> str:
    """The one sentence on top of Today: what to do next."""
    if today.first is None or today.first.due is None:
        return _("The day is clear.") if today.day_clear else _("Nothing is due by the clock.")
    if today.day_clear and today.first.state != "late":
        return _("The day is clear.")
    told = grouped(today.due)[0].row if today.due else today.first
    return step(told, told.due or today.first.due, today.at)


def step(row: ClockRow, due: datetime, now: datetime) -> str:
    """What a clock asks for, as a colleague would say it."""
    return step_of(row.kind, row.state == "late", reader()).format(
        client=row.client.name, time=near(due, now, reader())
    )


def the_rest(today: Today) -> str:
    """How the day stands besides: what is late, what is still to come."""
    ahead = today.due_today - today.late
    told = []
    if today.late:
        told.append(ngettext("{n} thing is late.", "{n} things are late.", today.late).format(n=today.late))
    if ahead > 0:
        told.append(ngettext("{n} thing is due later today.", "{n} things are due later today.", ahead).format(n=ahead))
    return " ".join(told)


def chore(name: str) -> str:
    """What a chore of the background is called; its own name where it has no other."""
    return str(CHORES.get(name, name))
