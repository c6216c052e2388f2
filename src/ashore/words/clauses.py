"""The clauses of an agreement by name, as people speak of them."""

from ashore.words.marks import N_

CLAUSES: dict[str, str] = {
    "title": N_("title of the agreement"),
    "hours.us": N_("our working hours"),
    "hours.client": N_("the client's working hours"),
    "holidays.us": N_("our days off"),
    "holidays.client": N_("the client's days off"),
    "special.us": N_("our days with other hours"),
    "special.client": N_("the client's days with other hours"),
    "response.acknowledge_within": N_("telling that a message arrived"),
    "response.answer_within": N_("time to answer"),
    "response.information_within": N_("time for the client's answers"),
    "contact.every": N_("sign of life"),
    "calls.summary_within": N_("summary after a call"),
    "last_word.within": N_("the last word"),
    "counting.by": N_("what “by a day” means"),
}


def clause_name(path: str) -> str:
    """The name to be translated of the clause at ``path``, of the nearest one above it, else the path itself."""
    known = path
    while known and known not in CLAUSES:
        known = known.rpartition(".")[0]
    return CLAUSES.get(known, path)
