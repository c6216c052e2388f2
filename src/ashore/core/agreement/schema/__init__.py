"""The schema of agreement files (version 1), defined once: the reader, the advice about unknown keys, the JSON Schema
and the page of the reference all come from ``ROOT``."""

from ashore.core.agreement.schema import clocks, kinds, people, sums, times, work
from ashore.core.agreement.schema.parts import Here, Key, Kind, Table

LAW = Table(
    "law",
    (
        Key(
            "governing",
            kinds.TEXT,
            "The law that governs the agreement, and who decides.",
            '"The law of England and Wales; its courts decide."',
            "A17",
        ),
    ),
    "The law.",
    "A17",
)
VALID = Table(
    "valid",
    (Key("from", times.MOMENT, "From when on this version holds.", "2026-03-16", "A17"),),
    "From when on this version holds.",
    "A17",
)
AMENDMENTS = Table(
    "amendments",
    (
        Key("valid_from", times.MOMENT, "From when on the change holds.", "2026-05-01", "A17", required=True),
        Key("why", kinds.TEXT, "Why, in the parties' words.", '"The texts come from an agency now."', "A17"),
        Key(
            "changes",
            kinds.CHANGES,
            "Paths of terms and their new values; an entry of a list is named by its id, or else its number.",
            '{ "stages.design.within" = "7 working days" }',
            "A17",
            required=True,
        ),
    ),
    "Single terms changed from a moment on.",
    "A17",
    many=True,
)

ROOT = Table(
    "",
    (
        Key(
            "version",
            kinds.VERSION,
            "The version of the schema.",
            "1",
            "A17",
            required=True,
            missing="agreement.version_missing",
        ),
        Key("title", kinds.TEXT, "The title of the contract.", '"Website of the harbour café"', "A17"),
        Key("language", kinds.LANGUAGE, "The language of the contract.", '"en"', "A17", "en"),
        Key("languages", kinds.LANGUAGES, "All languages it is made out in.", '["en", "sk"]', "A17"),
        Key("urgent", kinds.FLAG, "An urgent project: all is agreed on the first day.", "false", "A15", "false"),
        VALID,
        people.PARTIES,
        LAW,
        sums.MONEY,
        clocks.TERM,
        clocks.HOURS,
        clocks.HOLIDAYS,
        clocks.SPECIAL,
        clocks.ROTA,
        clocks.COUNTING,
        people.CHANNELS,
        clocks.RESPONSE,
        clocks.CONTACT,
        clocks.LAST_WORD,
        clocks.CALLS,
        people.DEFINITIONS,
        people.EXPECTATIONS,
        people.INFLUENCE,
        people.GOALS,
        work.STAGES,
        work.INFORMATION,
        work.LATENESS,
        work.EDITS,
        work.REPORTS,
        sums.PENALTIES,
        sums.FEES,
        sums.EXTRAS,
        work.RIGHTS,
        AMENDMENTS,
    ),
    "The agreement.",
)

__all__ = ["ROOT", "Here", "Key", "Kind", "Table"]
