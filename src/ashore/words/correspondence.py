"""Sentences for the reasons of ``correspondence``."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "correspondence.placed.first": N_("The first message of its conversation."),
    "correspondence.placed.reference": N_("Its headers name the message it answers: {message_id}."),
    "correspondence.placed.missing_parent": N_(
        "It and another message of this conversation answer the same message, which is not in the archive: "
        "{message_id}."
    ),
    "correspondence.placed.twin": N_(
        "Another copy of a message of this conversation, with the same identity: {message_id}."
    ),
    "correspondence.placed.connected": N_("Other messages that answer it belong to this conversation."),
    "correspondence.placed.quoted_id": N_("Its text names a message of this conversation by its identity."),
    "correspondence.placed.thread_index": N_("Outlook marked it as part of this conversation."),
    "correspondence.placed.quoted_text": NP_(
        "A reply under the subject “{subject}” that quotes {passages} passage of the message it answers.",
        "A reply under the subject “{subject}” that quotes {passages} passages of the message it answers.",
        "passages",
    ),
    "correspondence.placed.people": N_(
        "A reply without references, under the same subject “{subject}”, with {person} on both, within the usual time."
    ),
    "correspondence.placed.list": N_(
        "A reply without references to the only recent conversation “{subject}” on the list {person}."
    ),
    "correspondence.placed.stored": N_("It was placed in this conversation when it came in."),
    "correspondence.placed.outsider": N_(
        "Joined by a reference alone: nobody in this conversation has written with {sender} before. "
        "It waits for your confirmation."
    ),
    "correspondence.placed.by_hand.split": N_(
        "One of you made it a conversation of its own, {decided_at}. What answers it follows it."
    ),
    "correspondence.placed.by_hand.join": N_("One of you joined its conversation with this one, {decided_at}."),
    "correspondence.placed.by_hand.move": N_("One of you put it here, {decided_at}. What answers it follows it."),
    "correspondence.placed.blocked": N_("Mail from {sender} is passed over: it is kept, and nothing follows from it."),
    "correspondence.placed.taken_back": N_("It was entered by hand and taken back: nothing follows from it."),
    "correspondence.same_person": N_("Both write as {name}, and both signatures have this: {shared}."),
    "correspondence.duplicate_id": NP_(
        "{count} message bears the identity {message_id}.",
        "{count} different messages bear the same identity {message_id}. All are kept.",
        "count",
    ),
    "correspondence.subject.changed": N_("The subject changed within a conversation, from “{before}” to “{after}”."),
    "correspondence.subject.declared_change": N_(
        "The subject changed within a conversation, from “{before}” to “{after}”; a new conversation would "
        "be found sooner."
    ),
    "correspondence.people.dropped": NP_(
        "{count} person on the message is missing from the reply: {people}.",
        "{count} people on the message are missing from the reply: {people}.",
        "count",
    ),
}
