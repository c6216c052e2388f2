"""Sentences for the reasons of ``ledger``."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    # what is owed
    "ledger.reply": N_("We owe the client a reply by {due_at}."),
    "ledger.acknowledge": N_("We owe the client a word that the message arrived by {due_at}."),
    "ledger.question": N_("This question of the client wants an answer by {due_at}: “{quote}”"),
    "ledger.information": N_("The client owes us an answer by {due_at}: “{quote}”"),
    "ledger.promise": N_("Promised by {due_at}: “{quote}”"),
    "ledger.promise_without_date": N_("Promised without a date: “{quote}”"),
    "ledger.sign_of_life": N_("The client should hear from us again by {due_at}."),
    "ledger.call_summary": N_("We owe the client a written summary of the call by {due_at}."),
    "ledger.last_word": N_("The last word should be ours; a kind line by {due_at} will do."),
    # reply
    "ledger.reply.oldest_unanswered": N_(
        "The clock runs from the oldest unanswered message, which {author} wrote on {message_at}."
    ),
    "ledger.reply.later_messages": NP_(
        "{count} later message of the client waits too; it did not restart the clock.",
        "{count} later messages of the client wait too; they did not restart the clock.",
        "count",
    ),
    "ledger.reply.acknowledged": N_(
        "On {ack_at} we confirmed receipt without naming a time; the reply stays due as it was."
    ),
    "ledger.reply.acknowledged_until": N_(
        "On {ack_at} we announced the answer for {named_at}; that became the new due time."
    ),
    "ledger.reply.acknowledged_too_late": N_(
        "On {ack_at} we announced the answer for {named_at}, but it was already late then; the due time stays."
    ),
    "ledger.returned": N_(
        "Our message of {message_at} did not reach {people}: it came back on {returned_at}, so it met nothing for them."
    ),
    # questions
    "ledger.question.due_with_reply": N_(
        "It was asked on {message_at} and is due together with the reply, {reply_due_at}."
    ),
    "ledger.question.own_clock": N_(
        "It was asked on {message_at}, when the reply was late already, so it has the time of an answer for itself."
    ),
    "ledger.question.announced": N_("On {ack_at} we announced the rest for {named_at}; that became its new due time."),
    "ledger.question.by_reported": N_("Answered on {met_at}; the message reports it as done."),
    "ledger.question.by_under_quote": N_("Answered on {met_at}, directly under the quoted question."),
    "ledger.question.by_numbered": N_("Answered on {met_at}, in a numbered list with as many points as questions."),
    "ledger.question.by_topics": N_("Answered on {met_at}; the answer speaks of the same things."),
    "ledger.question.by_kind": N_("Answered on {met_at}; the message gives the kind of answer that was asked for."),
    "ledger.question.by_yes_or_no": N_("Answered on {met_at} with a yes or a no."),
    "ledger.question.by_only_question": N_("Answered on {met_at}; it was the only open question."),
    "ledger.question.by_whole": N_("Taken as answered on {met_at}: the reply deals with the message as a whole."),
    "ledger.question.by_thanks": N_("Taken as answered on {met_at}: the client thanked us on {thanks_at}."),
    # information
    "ledger.information.asked": NP_(
        "We asked for {count} thing on {message_at}.", "We asked for {count} things on {message_at}.", "count"
    ),
    "ledger.information.named": N_("Our message named the day itself: {due_at}."),
    "ledger.information.reminded": N_("We reminded the client on {reminded_at}; that does not restart the clock."),
    "ledger.information.partly": NP_(
        "Partly answered on {answered_at}; {missing} thing is still missing: “{quote}”",
        "Partly answered on {answered_at}; {missing} things are still missing: “{quote}”",
        "missing",
    ),
    "ledger.information.received": N_("We thanked on {thanks_at} for what came on {met_at} and asked no further."),
    "ledger.information.thanked": N_(
        "We thanked for it on {met_at}; when it came is not known, so that counts as its time."
    ),
    "ledger.information.unseen": N_(
        "On {met_at} we replied to words of the client about it that are not in this archive; that counts as its time."
    ),
    "ledger.information.announced": N_(
        "On {ack_at} the client announced it for {named_at}; that became the new due time."
    ),
    # promises
    "ledger.promise.made": N_("{author} promised it on {message_at}."),
    "ledger.promise.dated": N_("The promise names its time: {due_at}."),
    "ledger.promise.later_reading": N_("The words allow two times; the later one counts: {due_at}."),
    "ledger.promise.moved": N_("Moved on {message_at}, before it was late: from {from_at} to {due_at}."),
    "ledger.promise.repeated": N_("Repeated on {message_at} without a new date; the due time stays."),
    "ledger.promise.renewed_late": N_("Promised anew on {message_at}, when it was already late."),
    "ledger.promise.reported": N_("Reported as done on {met_at}."),
    "ledger.promise.under_quote": N_("Reported as done on {met_at}, directly under the quoted promise."),
    "ledger.promise.attached": N_("Sent along on {met_at}."),
    "ledger.promise.only_open": N_(
        "Taken as kept on {met_at}: what came then can only belong to the one promise open in this conversation."
    ),
    "ledger.promise.same_breath": N_("Kept on {met_at} together with what was promised in the same breath."),
    "ledger.promise.answered": N_("The announced answer was given on {met_at}."),
    "ledger.promise.begun": N_("Work had begun by {met_at}: we wrote to the client."),
    "ledger.promise.thanked": N_("The other side thanked for it on {met_at}."),
    # signs of life, calls, last word
    "ledger.sign_of_life.last_touch": N_("Our last word in any conversation or call was on {touch_at}."),
    "ledger.sign_of_life.in_progress": N_("Work was in progress; on {message_at} we had promised: “{quote}”"),
    "ledger.call_summary.call": N_("{author} spoke with the client on {call_at}: {topic}"),
    "ledger.last_word.closing": N_("{author} closed the conversation kindly on {message_at}."),
    "ledger.last_word.word": N_("{author} had the last word on {message_at}; nothing was asked."),
    # how it ended
    "ledger.met_in_time": N_("Done on {met_at}, in time."),
    "ledger.met_late": N_("Done on {met_at}, after it was due on {due_at}."),
    "ledger.met_without_date": N_("Done on {met_at}."),
    "ledger.given_up": N_("Overtaken on {met_at}, after it was due on {due_at}."),
    "ledger.lapsed": N_("Never done; since {met_at} it can no longer be made up for."),
    "ledger.lapsed_kept": N_("Kept until the work fell quiet on {met_at}."),
    "ledger.waived": N_("{author} released it on {waived_at}: {why}"),
    # suspensions, missing terms
    "ledger.suspended": N_("The clock stood still for a while, so the due time moved from {from_at} to {due_at}."),
    "ledger.suspension": N_("Suspended by {author} from {from_at} until {until_at}: {why}"),
    "ledger.never_open": N_("The calendar of this side has no more working time, so no due time can be named."),
    "ledger.term_absent": N_("The agreement sets no time for this."),
    "ledger.named_time": N_("The time was named: {due_at}."),
    # habits
    "ledger.habit.W9-subject-changed": N_(
        "{author} changed the subject within a conversation: “{before}” became “{after}”."
    ),
    "ledger.habit.W10-person-dropped": NP_(
        "{author} left {count} person out of the reply: {people}",
        "{author} left {count} people out of the reply: {people}",
        "count",
    ),
    "ledger.habit.W10-person-added": NP_(
        "{author} added {count} person to the conversation: {people}",
        "{author} added {count} people to the conversation: {people}",
        "count",
    ),
    "ledger.habit.W5-promise-without-date": N_("{author} promised something without a date: “{quote}”"),
}
