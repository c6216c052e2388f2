"""Terms about people: who they are, what they mean, expect, influence and aim at."""

from ashore.core.agreement.clauses import Channel, Definition, Expectation, Goal, Influence, Party
from ashore.core.agreement.schema import kinds, numbers, times
from ashore.core.agreement.schema.kinds import choice
from ashore.core.agreement.schema.parts import Key, Table

_PARTY = (
    Key("name", kinds.TEXT, "The name as it stands in the contract.", '"Harbour Studio Ltd"', "A17"),
    Key(
        "details",
        kinds.TEXTS,
        "Address, registration, bank: a line each.",
        '["12 Quay Street, Bristol", "Company 01234567"]',
        "A17",
    ),
    Key("signatory", kinds.TEXT, "Who signs.", '"Anna Novak"', "A17"),
    Key("signatory_role", kinds.TEXT, "In which capacity.", '"director"', "A17"),
    Key("contact", kinds.TEXT, "The one person who speaks for this side.", '"Peter Hill"', "A10"),
    Key("contact_email", kinds.ADDRESS, "That person's address.", '"peter@client.example"', "A10"),
    Key("deputies", kinds.TEXTS, "Who may stand in for the contact.", '["Jane Hill"]', "A10"),
    Key(
        "addresses",
        kinds.ADDRESSES,
        "All e-mail addresses and domains of this side.",
        '["client.example", "peter@mail.example"]',
        "A8",
    ),
    Key("language", kinds.LANGUAGE, "The language in which this side is written to.", '"en"', "A17"),
)

PARTIES = Table(
    "parties",
    (
        Table("us", _PARTY, "The contractor: we.", "A10", Party, clause=False),
        Table("client", _PARTY, "The client.", "A10", Party, clause=False),
    ),
    "Who agrees with whom.",
    "A10",
)

CHANNELS = Table(
    "channels",
    (
        Key("name", kinds.TEXT, "The channel.", '"e-mail"', "A8", required=True),
        Key("binding", kinds.FLAG, "Whether what is said there counts as evidence.", "true", "A8", required=True),
        Key("voice", kinds.FLAG, "Whether it is spoken.", "false", "A8", "false"),
        Key("address", kinds.TEXT, "Where.", '"desk@harbour.example"', "A8"),
        Key("preferred", kinds.FLAG, "The one that the client likes best.", "true", "A8", "false"),
    ),
    "A way of contact.",
    "A8",
    Channel,
    many=True,
)

DEFINITIONS = Table(
    "definitions",
    (
        Key("word", kinds.TEXT, "The word that the deal rests on.", '"a good site"', "A2", required=True),
        Key(
            "means",
            kinds.TEXT,
            "What both sides mean by it.",
            '"it has a design of its own and turns at least 5 % of visits into enquiries"',
            "A2",
            required=True,
        ),
        Key("measured_by", kinds.TEXT, "How it is measured.", '"the counter on the enquiry form, over 30 days"', "A2"),
    ),
    "A word made measurable.",
    "A2",
    Definition,
    many=True,
)

EXPECTATIONS = Table(
    "expectations",
    (
        Key("side", kinds.SIDE, "Who expects it.", '"client"', "A3", required=True),
        Key("text", kinds.TEXT, "What that side will count as success.", '"more enquiries"', "A3", required=True),
        Key("goal", kinds.ID, "The goal it rests on.", '"enquiries"', "A3"),
    ),
    "What a side will count as success.",
    "A3",
    Expectation,
    many=True,
)

INFLUENCE = Table(
    "influence",
    (
        Key("factor", kinds.TEXT, "What the result depends on.", '"answers to enquiries"', "A4", required=True),
        Key(
            "side",
            choice("us, client or nobody", "us", "client", "nobody"),
            "Who can influence it; nobody is a stated risk.",
            '"client"',
            "A4",
            required=True,
        ),
        Key("note", kinds.TEXT, "What that means.", '"within one working day"', "A4"),
    ),
    "A factor of the result and who can influence it.",
    "A4",
    Influence,
    many=True,
)

GOALS = Table(
    "goals",
    (
        Key("id", kinds.ID, "Its name in other terms.", '"enquiries"', "A14", required=True),
        Key("name", kinds.TEXT, "Its name for people.", '"Enquiries a month"', "A14", required=True),
        Key("indicator", kinds.TEXT, "What is counted, and where.", '"sent forms"', "N7"),
        Key("target", numbers.NUMBER, "The value to be reached.", '"120"', "A14"),
        Key("unit", kinds.TEXT, "What it is counted in.", '"enquiries"', "A14"),
        Key("by", times.DAY, "By when.", "2026-09-30", "A14"),
        Key("refund", numbers.SHARE, "The share of the fee that is paid back where it is missed.", '"25 %"', "A14"),
    ),
    "An agreed indicator.",
    "A14",
    Goal,
    many=True,
)
