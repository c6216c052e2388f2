"""The clauses of an agreement by name, as people speak of them."""

from ashore.words.marks import N_

CLAUSES: dict[str, str] = {
    "title": N_("title of the agreement"),
    "urgent": N_("urgent project"),
    "parties": N_("the parties"),
    "law": N_("the law"),
    "money": N_("the currency"),
    "term": N_("the term"),
    "hours": N_("working hours"),
    "holidays": N_("days off"),
    "special": N_("days with other hours"),
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
    "counting": N_("how time and money are counted"),
    "counting.by": N_("what “by a day” means"),
    "channels": N_("ways of contact"),
    "response": N_("answers"),
    "response.rules": N_("answers in special cases"),
    "calls": N_("calls and meetings"),
    "definitions": N_("what words mean"),
    "expectations": N_("what counts as success"),
    "influence": N_("who influences what"),
    "goals": N_("goals"),
    "stages": N_("stages of the work"),
    "information": N_("what the client provides"),
    "lateness": N_("where the client is late"),
    "edits": N_("edits"),
    "reports": N_("reports"),
    "penalties": N_("penalties"),
    "fees": N_("the fee"),
    "fees.payments": N_("payments"),
    "payments": N_("payments"),
    "extras": N_("small things beyond the order"),
    "rights": N_("rights"),
    "rights.confidentiality": N_("confidentiality"),
    "rights.evidence": N_("evidence"),
    "rights.force_majeure": N_("force majeure"),
    "rights.terminate_after": N_("termination after a breach"),
    "amendments": N_("amendments"),
}


def clause_name(path: str) -> str:
    """The name to be translated of the clause at ``path``, of the nearest one above it, else the path itself."""
    known = path
    while known and known not in CLAUSES:
        known = known.rpartition(".")[0]
    return CLAUSES.get(known, path)
