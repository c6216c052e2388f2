"""Which commands there are, where they live and under which heading the help lists them.

Only names and one-line summaries: nothing is imported until a command is called.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One command. ``target``: ``module:object``; ``needs``: the extra that must be installed, or empty."""

    name: str
    target: str
    summary: str
    needs: str = ""


LOOK = (
    Entry("audit", "ashore.cli.audit:audit", "Read a mail archive: whom we owe, who owes us, what was promised."),
    Entry("message", "ashore.cli.message:message", "Show one message as it is understood."),
    Entry("read", "ashore.cli.read:read", "Questions, requests, promises and tone of a text."),
    Entry("check", "ashore.cli.check:check", "Check a reply in its conversation before it goes out."),
    Entry("rule", "ashore.cli.rule:rule", "Explain a rule of the coach: what it finds, why, when to ignore it."),
    Entry("evidence", "ashore.cli.evidence:evidence", "Hand over a pack of evidence, or check one."),
    Entry("worktime", "ashore.cli.worktime:worktime", "Working-time arithmetic: due times and elapsed minutes."),
)

AGREE = (
    Entry("agreement", "ashore.cli.agreement:agreement", "The agreement file: write, check, explain."),
    Entry("ledger", "ashore.cli.ledger:ledger", "What both sides owe by an agreement and a log of events."),
)

DESK = (
    Entry("up", "ashore.cli.desk:up", "Start the desk: web pages and background work.", "desk"),
    Entry("init", "ashore.cli.desk:init", "Create a desk in a folder.", "desk"),
    Entry("import", "ashore.cli.desk:import_", "Bring mail archives into the desk.", "desk"),
    Entry("contacts", "ashore.cli.contacts:contacts", "Clients and people in from CSV and vCard, and out.", "desk"),
    Entry("today", "ashore.cli.desk:today", "Whom to write today, and why.", "desk"),
    Entry("report", "ashore.cli.desk:report", "Answers, promises, lateness and its cost over a period.", "desk"),
    Entry("search", "ashore.cli.desk:search", "Find messages by their words, in any form.", "desk"),
)

UPKEEP = (
    Entry("account", "ashore.cli.desk:account", "Mailboxes that the desk fetches from and sends through.", "desk"),
    Entry("sync", "ashore.cli.desk:sync", "Fetch mail now.", "desk"),
    Entry("user", "ashore.cli.desk:user", "Add people and make sign-in links.", "desk"),
    Entry("channel", "ashore.cli.desk:channel", "Connect messengers: Telegram, or any by the message API.", "desk"),
    Entry("serve", "ashore.cli.desk:serve", "Serve the pages alone, as a service.", "desk"),
    Entry("worker", "ashore.cli.desk:worker", "Run background work in a process of its own.", "desk"),
    Entry("watch", "ashore.cli.desk:watch", "Wait for new mail and fetch it at once.", "desk"),
    Entry("doctor", "ashore.cli.desk:doctor", "Check the installation and say what to mend.", "desk"),
    Entry("backup", "ashore.cli.desk:backup", "Write one file that holds the whole desk.", "desk"),
    Entry("restore", "ashore.cli.desk:restore", "Bring a desk back from such a file.", "desk"),
    Entry("export", "ashore.cli.desk_data:export", "Write everything in open formats.", "desk"),
    Entry("erase", "ashore.cli.desk_data:erase", "Erase a person, at their wish.", "desk"),
    Entry("rebuild", "ashore.cli.desk:rebuild", "Derive everything anew from the stored mail.", "desk"),
)

SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("Look at mail (no database)", LOOK),
    ("Agree (no database)", AGREE),
    ("The desk", DESK),
    ("Upkeep of the desk", UPKEEP),
)

ENTRIES: dict[str, Entry] = {entry.name: entry for _, entries in SECTIONS for entry in entries}
