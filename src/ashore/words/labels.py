"""Names of states and sides as people read them."""

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
    "state.discharged": N_("no longer owed"),
}
