"""Sentences for what can be wrong with a file of contacts; the line stands before."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "contacts.empty": N_("There is nothing in this file."),
    "contacts.too_large": N_("This file is too large: {megabytes} MB are the most. Make several of it."),
    "contacts.too_many": N_("Here it ends: {most} contacts are the most at a time. Make several files of it."),
    "contacts.no_address_column": N_(
        "No column is headed “E-mail” or “Domain”; the first line has: {columns}. Put headings into the first line."
    ),
    "contacts.broken_row": N_("A quotation mark is not closed, or stands in the middle of a cell."),
    "contacts.more_columns": N_(
        "There are {found} columns here, and {expected} headings; is a cell not in quotation marks?"
    ),
    "contacts.bad_address": N_("“{text}” is not an e-mail address."),
    "contacts.without_address": N_("There is neither an e-mail address nor a domain here."),
    "contacts.broken_card": N_("This card cannot be read; it may have been cut off."),
    "contacts.card_without_address": N_("The card of {name} has no e-mail address."),
}
