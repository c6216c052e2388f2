"""Sentences for the reasons of ``outbox`` and ``automatic``: why a message stands as it does on its way out."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "outbox.words": N_("{words}"),
    "outbox.cut": N_(
        "The connection ended before the server confirmed that it took the message. It may have arrived: look into the "
        "Sent folder, or ask, before it goes out again."
    ),
    "outbox.sign_in": N_("{host} does not accept the sign-in: {words}"),
    "outbox.smtputf8": N_(
        "An address has letters beyond ASCII, and the server cannot handle that (SMTPUTF8); nobody was sent anything."
    ),
    "outbox.unfit": N_("{host} cannot do what is needed: {words}"),
    "outbox.unreachable": N_("{host} cannot be reached: {words}"),
    "outbox.answered": N_("The server did not take it: {words}"),
    "outbox.nobody": N_("The server took none of the recipients."),
    "outbox.some_later": N_("Not all have it yet; the rest is tried again."),
    "outbox.some_refused": N_("The server did not take all of the recipients."),
    "outbox.taken_over": N_("Another worker has taken it over."),
    "outbox.no_server": N_("There is no mail account to send it through."),
    "outbox.account_paused": N_("The mail account {account} is paused; it waits until somebody helps there."),
    "outbox.untaken": N_("It might have gone out long ago, but nothing has taken it up."),
    "outbox.no_token": N_("The sign-in of {account} cannot be renewed just now."),
    "outbox.seal_broken": N_("The password of {account} was sealed with a key that is gone; enter it anew."),
    "outbox.bounced": N_("{email} could not be reached: a mail server sent the message back."),
    "outbox.answered_meanwhile": N_("Withdrawn: {who} wrote on {answered_at}, before it was to go."),
    "outbox.called_meanwhile": N_("Withdrawn: there was a call on {answered_at}, before it was to go."),
    "outbox.mail_not_fetched": N_(
        "It goes only if no answer came, and the mailbox {account} has not been read since; it waits for that."
    ),
    "automatic.limit_day": N_("{email} got an automatic message within a day already; no second one was written."),
    "automatic.limit_all": N_(
        "{email} got two automatic messages since one of us wrote in person; no third was written."
    ),
    "automatic.limit_house": N_("Too many automatic messages were written within an hour; this one was not."),
    "automatic.machine": N_("A machine or a mailing list wrote it; such mail gets no automatic answer."),
    "automatic.unwanted": N_("Whoever wrote it wants no automatic answers."),
    "automatic.stranger": N_("Whoever wrote it is not known here; strangers get no automatic answer."),
    "automatic.came_back": N_("An automatic message of ours that came back; it was put aside and starts nothing."),
}
