"""Sentences for a log of events: what is wrong with a line, and what nothing follows from."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "ledger.event.type_missing": N_('this event has no "type"; write one of {known}'),
    "ledger.event.type_unknown": N_('there is no event of type "{type}"; write one of {known}'),
    "ledger.event.type_unknown_near": N_('there is no event of type "{type}"; did you mean "{known}"?'),
    "ledger.event.key_unknown": N_('"{of}" knows no "{key}"; it knows {near}'),
    "ledger.event.key_unknown_near": N_('"{of}" knows no "{key}"; did you mean "{near}"?'),
    "ledger.event.key_missing": N_('"{of}" needs "{key}"'),
    "ledger.event.key_doubled": N_('"{key}" stands twice in this line; keep one'),
    "ledger.event.value_wrong": N_('"{key}" cannot be {found}; write e.g. {example}'),
    "ledger.event.no_offset": N_('"{key}" = {found} does not say in which time zone; write e.g. {example}'),
    "ledger.event.id_empty": N_('the "id" of an event may not be empty'),
    "ledger.event.text_and_said": N_('a message has either its "text" or what it "said", not both'),
    "ledger.event.too_long": N_("this line is longer than {count} bytes; is it really one event?"),
    "ledger.event.not_utf8": N_("column {column}: this is not UTF-8 text; save the log as UTF-8"),
    "ledger.event.no_json": N_("column {column}: this is not JSON; an event is one object a line"),
    "ledger.event.cut_off": N_("column {column}: the line ends in the middle of an event; was the file cut off?"),
    "ledger.event.no_object": N_("an event is a JSON object: {{...}}"),
    "ledger.event.conflict": N_(
        'the id "{event}" stands for different events here and in line {other_line}; of those the first by '
        "their text counts"
    ),
    "ledger.unused.before_start": N_("“{event}” of {event_at} lies before the start on {start_at}; it was not used."),
    "ledger.unused.after_end": N_(
        "“{event}” of {event_at} lies after the end of the term on {ended_at}; it was not used."
    ),
    "ledger.unused.after_termination": N_(
        "“{event}” of {event_at} lies after the agreement was ended on {ended_at}; it was not used."
    ),
    "ledger.unused.unknown": N_(
        "“{event}” of {event_at} is about “{name}”, which the agreement does not know; it knows: {known}."
    ),
    "ledger.unused.unknown_near": N_(
        "“{event}” of {event_at} is about “{name}”, which the agreement does not know; was “{near}” meant?"
    ),
    "ledger.unused.currency": N_(
        "“{event}” of {event_at} is in {found}, but the agreement is in {wanted}; it was not used."
    ),
    "ledger.unused.no_clause": N_("Nothing follows from “{event}” of {event_at}: the agreement has no {wanted}."),
    "ledger.unused.nothing_delivered": N_(
        "“{event}” of {event_at} answers a delivery of “{name}”, but nothing had been delivered."
    ),
    "ledger.unused.amendment": N_(
        "The amendment “{event}” of {event_at} cannot stand in this agreement; it was not used."
    ),
    "ledger.unused.no_base": N_(
        "{clause} names a share, but there is no sum that it could be of; nothing was reckoned."
    ),
}
