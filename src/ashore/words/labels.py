"""Names of states, sides, powers and sums as people read them."""

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
    "power.us.may_pause": N_("You may pause the work"),
    "power.us.may_resume": N_("You may take the work up again"),
    "power.us.may_terminate": N_("You may end the agreement"),
    "power.us.may_invoice_extra": N_("You may invoice something extra"),
    "power.us.may_treat_as_rendered": N_("You may treat the service as rendered in full"),
    "power.client.may_pause": N_("The client may pause the work"),
    "power.client.may_resume": N_("The client may take the work up again"),
    "power.client.may_terminate": N_("The client may end the agreement"),
    "power.client.may_invoice_extra": N_("The client may invoice something extra"),
    "power.client.may_treat_as_rendered": N_("The client may treat the service as rendered in full"),
    "sum.fee": N_("Fee"),
    "sum.penalty": N_("Penalty"),
    "sum.refund": N_("Refund"),
    "sum.extra": N_("Extra"),
    "sum.edit": N_("Further edit"),
    "sum.payment": N_("Paid"),
    "sum.expense": N_("Expense"),
    "owner.us": N_("ours"),
    "owner.client": N_("the client's"),
}
