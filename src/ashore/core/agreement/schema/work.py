"""Terms about the work: its plan, what it needs, edits, reports, what lateness does, rights."""

from typing import get_args

from ashore.core.agreement.clauses import Edits, Information, Lateness, ReportRule, Rights, Shift, Stage
from ashore.core.agreement.schema import kinds, numbers, times
from ashore.core.agreement.schema.kinds import choice
from ashore.core.agreement.schema.parts import Key, Table

STAGES = Table(
    "stages",
    (
        Key("id", kinds.ID, "Its name in other terms.", '"design"', "A7", required=True),
        Key("name", kinds.TEXT, "Its name for people.", '"Design of the pages"', "A7", required=True),
        Key("owner", kinds.SIDE, "Who does it.", '"us"', "A7", "us"),
        Key("due", times.DAY, "Done on this day.", "2026-04-15", "A11"),
        Key(
            "after",
            kinds.ID,
            'Counted from a stage, a payment, information, "start" or "signing".',
            '"brief"',
            "A7",
            "start",
        ),
        Key("within", times.WITHIN, "Done so long after that.", '"10 working days"', "A11"),
        Key("deliverables", kinds.TEXTS, "What is handed over.", '["three page designs"]', "A7"),
        Key("needs", kinds.IDS, "The information it waits for.", '["texts"]', "A11"),
        Key("price", numbers.SUM, "Its part of the contract sum.", '"24000.00"', "A16"),
        Key("approval_within", times.WITHIN, "How long the client has to approve it.", '"3 working days"', "A11"),
    ),
    "A stage of the work plan.",
    "A7",
    Stage,
    many=True,
)
INFORMATION = Table(
    "information",
    (
        Key("id", kinds.ID, "Its name in other terms.", '"texts"', "A11", required=True),
        Key("name", kinds.TEXT, "What the client gives.", '"Texts of the pages"', "A11", required=True),
        Key("due", times.DAY, "Given by this day.", "2026-03-20", "A11"),
        Key(
            "after",
            kinds.ID,
            'Counted from "start", "signing", "asked", a stage or a payment.',
            '"start"',
            "A11",
            "start",
        ),
        Key("within", times.WITHIN, "Given so long after that.", '"3 working days"', "A11"),
    ),
    "What the client gives us.",
    "A11",
    Information,
    many=True,
)
LATENESS = Table(
    "lateness",
    (
        Key("grace", times.WITHIN, "So much lateness of the client does nothing.", '"1 working day"', "A11"),
        Key(
            "shift",
            choice("whether our dates move", *get_args(Shift)),
            "Whether the client's lateness moves our dates: not at all, by all of it, or by what exceeds the grace.",
            '"after grace"',
            "A11",
            "none",
        ),
        Key("pause_after", times.WITHIN, "From then on we may pause the work.", '"5 working days"', "A11"),
        Key(
            "rendered_in_full",
            kinds.FLAG,
            "What never comes before the term ends leaves the service rendered in full.",
            "true",
            "A11",
            "false",
        ),
    ),
    "What the client's late information does.",
    "A11",
    Lateness,
)
EDITS = Table(
    "edits",
    (
        Key("count", kinds.WHOLE, "How many edits are included.", "1", "A13", required=True),
        Key("share", numbers.SHARE, "How much one edit may touch.", '"30 %"', "A13"),
        Key("share_of", choice("of what", "text", "items"), "Of what that is a share.", '"text"', "A13", "text"),
        Key("estimate_within", times.WITHIN, "An edit gets its date.", '"1 working day"', "A13"),
        Key("deliver_within", times.WITHIN, "It is live, where nothing else was said.", '"2 working days"', "A13"),
        Key("extra_price", numbers.SUM, "The price of each further one.", '"150.00"', "A13"),
    ),
    "Edit rounds.",
    "A13",
    Edits,
)
REPORTS = Table(
    "reports",
    (
        Key("id", kinds.ID, "Its name in other terms.", '"weekly"', "A11", required=True),
        Key("name", kinds.TEXT, "Its name for people.", '"Weekly figures"', "A11", required=True),
        Key(
            "every",
            choice("rhythm", "day", "week", "month"),
            "How often; daily ones come on our working days.",
            '"week"',
            "A11",
            required=True,
        ),
        Key("day", times.DAY_OF, "The weekday, or the day of the month.", '"fri"', "A11", "first of week or month"),
        Key("at", times.CLOCK, "Until which time of that day.", '"15:00"', "A11", "what a day's end is"),
        Key("format", kinds.TEXT, "In which form.", '"PDF, one page"', "A11"),
        Key("begins", times.DAY, "From which day on.", "2026-03-20", "A11", "start of the term"),
    ),
    "A report that we owe in a rhythm.",
    "A11",
    ReportRule,
    many=True,
)
RIGHTS = Table(
    "rights",
    (
        Key(
            "case",
            choice("public or confidential", "public", "confidential"),
            "Whether we may show the work.",
            '"public"',
            "A14",
        ),
        Key("third_parties", kinds.FLAG, "Whether we may involve others.", "true", "A14"),
        Key("us", kinds.TEXTS, "What else we may do.", '["demand the information that the work needs"]', "A14"),
        Key("client", kinds.TEXTS, "What else the client may do.", '["look at the work at any time"]', "A14"),
        Key("confidentiality", kinds.TEXT, "What both keep to themselves.", '"For two years after the end ..."', "A14"),
        Key("evidence", kinds.TEXT, "What counts as evidence.", '"Messages on binding channels ..."', "A8"),
        Key("force_majeure", kinds.TEXT, "What frees from liability.", '"Events that nobody could prevent ..."', "A12"),
        Key(
            "terminate_after",
            times.WITHIN,
            "A side may end the agreement so long after a notice of breach.",
            '"10 working days"',
            "A14",
        ),
    ),
    "Rights and general clauses, as they are signed.",
    "A14",
    Rights,
)
