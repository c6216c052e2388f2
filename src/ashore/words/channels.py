"""Sentences about channels: which bind, and what keeps one from being heard."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "correspondence.placed.chat_first": N_("Nothing had been written in this chat for {days} days before it, or ever."),
    "correspondence.placed.chat": N_("Written in the same chat, less than {days} days after the message before it."),
    "correspondence.placed.chat_answer": N_(
        "The messenger names the message of this chat that it answers or replaces."
    ),
    "channel.binding": N_("The agreement names “{channel}” as a channel that binds."),
    "channel.not_binding": N_("The agreement names “{channel}” as a channel that does not bind."),
    "channel.unnamed": N_("“{channel}” is none of the channels that the agreement names."),
    "outbox.chat": N_("The messenger: {words}"),
    "channel.locked": N_("The messenger refuses us, and would again: {words}"),
    "channel.unreachable": N_("The messenger cannot be reached; it is tried again: {words}"),
}
