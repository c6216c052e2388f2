"""Sentences for what an agreement makes both sides owe: stages, edits, reports, calls, payments; shifts and powers."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "ledger.agreed_day": N_("The agreement names the day: {agreed_date}."),
    "ledger.stage": N_("Stage “{quote}” is due by {due_at}."),
    "ledger.stage.no_day": N_("The agreement gives this stage no day of its own; it follows “{after}”."),
    "ledger.stage.rendered": N_(
        "The information that it waited for had not come when the term ended on {ended_at}; the agreement "
        "counts the service as rendered."
    ),
    "ledger.approval": N_("“{quote}” is to be approved or sent back by {due_at}."),
    "ledger.approval.delivered": N_("“{name}” was handed over on {delivered_at}."),
    "ledger.item": N_("The client owes us “{quote}” by {due_at}."),
    "ledger.item.agreed": N_("The agreement lists it among what the client gives: “{name}”."),
    "ledger.item.not_asked": N_("Its time begins with “{after}”, which has not come yet."),
    "ledger.item.never_came": N_("It had not come when the term ended on {ended_at}."),
    "ledger.edit": N_("The edit “{quote}” is due by {due_at}."),
    "ledger.estimate": N_("The edit “{quote}” needs its date by {due_at}."),
    "ledger.edit.asked": N_("Asked for on {asked_at}: “{quote}”"),
    "ledger.edit.asked_share": N_("Asked for on {asked_at}: “{quote}”; it touches {touched_share}."),
    "ledger.edit.estimated": N_("On {estimated_at} we named {promised_date}; that is its due time."),
    "ledger.edit.estimated_late": N_(
        "On {estimated_at} we named {promised_date}, but it was late already then; the due time stays."
    ),
    "ledger.edit.no_day": N_("The agreement sets no time for edits; the day that we name counts."),
    "ledger.edit.too_large": N_(
        "It touches {touched_share}, more than the {most_share} that an included edit may touch, so it is extra."
    ),
    "ledger.edit.too_many": NP_(
        "{count} edit is included; this one is extra.", "{count} edits are included; this one is extra.", "count"
    ),
    "ledger.report": N_("Report “{quote}” is due by {due_at}."),
    "ledger.report.wall": N_("“{name}” goes out in its rhythm, this time by {due_at}."),
    "ledger.call": N_("A call is agreed for {due_at}."),
    "ledger.call.agreed": N_("Calls come in the agreed rhythm; this one at {call_at}."),
    "ledger.call.planned": N_("It was planned for {call_at}, to speak about: {topic}"),
    "ledger.call.missed": N_("It was missed ({missed_side}): {why}"),
    "ledger.call.other_missed": N_("This side was there; the other one was not ({missed_side})."),
    "ledger.call.off": N_("Called off in time, on {off_at} ({missed_side}): {why}"),
    "ledger.call.suspended": N_("The work was suspended at that time."),
    "ledger.call.unrecorded": N_("Nothing was recorded of it, so nothing follows from it."),
    "ledger.payment": N_("The client owes the payment “{quote}” by {due_at}."),
    "ledger.payment.amount": N_("“{name}”: {amount_sum}."),
    "ledger.payment.came": N_("{part_sum} came on {paid_at}."),
    "ledger.payment.no_day": N_("The agreement sets no time for this payment."),
    "ledger.ended": N_(
        "The engagement was ended on {ended_at} ({ended_side}): {why}; what was not due yet is owed no more."
    ),
    "ledger.ended_late": N_(
        "The engagement was ended on {ended_at} ({ended_side}): {why}; this was late already then."
    ),
    "ledger.shift.after": N_(
        "“{name}”, which it follows, was done on {done_at}, so the due time is {due_at} instead of {from_at}."
    ),
    "ledger.shift.amendment": N_("An amendment valid from {valid_at} moved it from {from_at} to {due_at}: {why}"),
    "ledger.shift.suspension": N_(
        "Suspended from {begins_at} until {until_at} ({why}): {lost_working_minutes} of working time, so it "
        "moved from {from_at} to {due_at}."
    ),
    "ledger.shift.force_majeure": N_(
        "Force majeure from {begins_at} until {until_at} ({why}): {lost_working_minutes} of working time, so "
        "it moved from {from_at} to {due_at}."
    ),
    "ledger.shift.information_full": N_(
        "“{name}” was due on {was_due_at} and came on {until_at}: {lost_working_minutes} of working time, so "
        "it moved from {from_at} to {due_at}."
    ),
    "ledger.shift.information_after_grace": N_(
        "“{name}” was due on {was_due_at} and came on {until_at}; beyond the grace that was "
        "{lost_working_minutes} of working time, so it moved from {from_at} to {due_at}."
    ),
    "ledger.shift.rejected": N_(
        "“{name}” lay with the other side from {begins_at} until it was sent back on {until_at} ({why}): "
        "{lost_working_minutes} of working time, so it moved from {from_at} to {due_at}."
    ),
    "ledger.power.pause": N_(
        "“{name}” has been late since {due_at}; the agreement lets us pause the work from {since_at} on."
    ),
    "ledger.power.resume": N_("What the work waited for came on {came_at}; it can go on."),
    "ledger.power.rendered": N_(
        "“{name}” had not come when the term ended on {ended_at}; we may treat the service as rendered in full."
    ),
    "ledger.power.terminate": N_(
        "Notice of breach was given on {notice_at} and it is still late; from {since_at} on this side may "
        "end the agreement ({owed_side})."
    ),
    "ledger.power.invoice": N_("{total_sum} for extra work may be invoiced since {since_at}."),
}
