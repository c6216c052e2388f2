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
    "dkim.strong": N_("proves sender’s domain and text"),
    "dkim.limited": N_("proves with gaps"),
    "dkim.nothing": N_("holds, proves nothing"),
    "dkim.broken": N_("does not hold"),
    "dkim.unchecked": N_("not checked"),
    "dkim.unsigned": N_("none"),
}
