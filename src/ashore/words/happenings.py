"""What people record beside mail, as lines of a log; ``{name}``: the stage, item, payment ... it is about."""

from ashore.words.marks import N_

HAPPENINGS: dict[str, str] = {
    "call": N_("Call held"),
    "call_planned": N_("Call planned"),
    "call_missed.us": N_("We missed an agreed call"),
    "call_missed.client": N_("The client missed an agreed call"),
    "call_minuted": N_("Summary of the call sent"),
    "information_asked": N_("Asked for: {name}"),
    "information_given": N_("Received: {name}"),
    "stage_delivered": N_("Handed over: {name}"),
    "stage_approved": N_("Approved: {name}"),
    "stage_rejected": N_("Sent back: {name}"),
    "edit_asked": N_("Edit asked for"),
    "edit_estimated": N_("Date named for an edit: {name}"),
    "edit_delivered": N_("Edit done: {name}"),
    "report_sent": N_("Report sent: {name}"),
    "payment_received": N_("Payment received: {name}"),
    "payment_received.any": N_("Payment received, for whatever is oldest"),
    "invoice_sent": N_("Invoice sent: {name}"),
    "sale": N_("Sales"),
    "level_measured": N_("Measured: {name}"),
    "hours_worked": N_("Hours worked"),
    "extra": N_("Small extra done"),
    "suspension.us": N_("Our clocks stand still"),
    "suspension.client": N_("The client's clocks stand still"),
    "resume": N_("Clocks run again"),
    "resumption": N_("Clocks run again"),
    "force_majeure": N_("Circumstances beyond anybody's control"),
    "breach_notice.us": N_("We gave notice of a breach"),
    "breach_notice.client": N_("The client gave notice of a breach"),
    "amendment": N_("Terms changed"),
    "termination.us": N_("We ended the agreement"),
    "termination.client": N_("The client ended the agreement"),
    "waiver": N_("Waived"),
    "no_answer_needed": N_("Needs no answer"),
    "admit": N_("Belongs here"),
    "reject": N_("Has no part in it"),
    "rename": N_("Renamed"),
    "chat_linked": N_("The chat was given to this client"),
}


def happening(kind: str, side: str = "") -> str:
    """The sentence to be translated of a kind of event, of the side that it is about where that matters."""
    return HAPPENINGS.get(f"{kind}.{side}") or HAPPENINGS[kind]
