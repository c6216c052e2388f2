"""Names of states, kinds and sides as people read them."""

from ashore.words.marks import N_

LABELS = {
    "side.us": N_("we"),
    "side.client": N_("the client"),
    "state.open": N_("open"),
    "state.late": N_("late"),
    "state.met": N_("met"),
    "state.missed": N_("missed"),
    "state.waived": N_("waived"),
    "state.suspended": N_("suspended"),
    "kind.reply": N_("Reply"),
    "kind.acknowledge": N_("Acknowledge"),
    "kind.question": N_("Answer a question"),
    "kind.sign_of_life": N_("Sign of life"),
    "kind.promise": N_("Promise"),
    "kind.information": N_("Information"),
    "kind.call_summary": N_("Call summary"),
    "kind.last_word": N_("Last word"),
    "kind.stage": N_("Stage"),
    "kind.approval": N_("Approval"),
    "kind.edit": N_("Edit"),
    "kind.estimate": N_("Date of an edit"),
    "kind.report": N_("Report"),
    "kind.call": N_("Call"),
    "kind.payment": N_("Payment"),
}
