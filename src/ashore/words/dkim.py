"""Sentences on what DKIM signatures prove, and what not; and on files of stored keys."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    # in a few words
    "mail.dkim.level.strong": N_("proves sender’s domain and text"),
    "mail.dkim.level.limited": N_("proves with gaps"),
    "mail.dkim.level.nothing": N_("holds, proves nothing"),
    "mail.dkim.level.broken": N_("does not hold"),
    "mail.dkim.level.unchecked": N_("not checked"),
    "mail.dkim.level.unsigned": N_("not signed"),
    # what is proved
    "mail.dkim.signed": N_(
        "Whoever holds the private key “{selector}” of {domain} signed these fields, and none of them was changed "
        "since: {fields}."
    ),
    "mail.dkim.whole_body": N_("The whole text with its attachments was signed and was not changed since."),
    "mail.dkim.part_of_body": N_(
        "The first {covered} of {size} bytes of the text were signed and were not changed since."
    ),
    "mail.dkim.sender_same": N_("The signer is the very domain of the sender {sender}."),
    "mail.dkim.sender_related": N_("The signer {domain} stands in the same branch of names as the sender {sender}."),
    # what is not
    "mail.dkim.not_the_person": N_(
        "It does not prove which person wrote: anybody who may send through {domain} could have."
    ),
    "mail.dkim.not_received": N_("It does not prove that the message was delivered or read, nor when."),
    "mail.dkim.other_domain": N_("{domain} is not the domain of the sender {sender}: nothing follows for the sender."),
    "mail.dkim.child_domain": N_(
        "{domain} lies beneath the domain of {sender}; whether it speaks for all of it has to be asked there."
    ),
    "mail.dkim.from_doubled": N_(
        "There are more sender fields than the signature covers: the sender that is shown may be a stranger’s addition."
    ),
    "mail.dkim.fields_unsigned": N_("Not covered, so anybody could have set or changed them: {fields}."),
    "mail.dkim.fields_doubled": N_(
        "They stand there more often than the signature covers; those that are shown may be additions: {fields}."
    ),
    "mail.dkim.body_appended": N_(
        "Only the first {covered} of {size} bytes of the text are covered; anybody could have added the rest."
    ),
    "mail.dkim.no_body": N_("The signature covers no byte of the text: anybody could have written it."),
    "mail.dkim.sha1": N_("The signature rests on SHA-1, for which a second text can be made: it proves nothing today."),
    "mail.dkim.expired": N_(
        "By its own word the signature held until {expired_at}; the message came in later, at {received_at}."
    ),
    "mail.dkim.expires": N_(
        "By its own word the signature holds until {expires_at}; whether the message came in before that is unknown."
    ),
    "mail.dkim.from_the_future": N_("The signature is dated {signed_at}, a day or more after the message came in."),
    "mail.dkim.body_wrong": N_(
        "The text is not the one that {domain} signed: it was changed, or the signature is false."
    ),
    "mail.dkim.header_wrong": N_(
        "The fields are not those that {domain} signed, or another key made the signature: it does not hold."
    ),
    "mail.dkim.signature.unreadable": N_("The signature cannot be read."),
    "mail.dkim.signature.incomplete": N_("The signature lacks what it needs: {tags}."),
    "mail.dkim.signature.unfit": N_("The signature breaks the rules of DKIM, so it was not tried: {tags}."),
    # keys
    "mail.dkim.key.none": N_(
        "No key is stored for {name}, so the signature was not tried; it may still be published there."
    ),
    "mail.dkim.key.unreadable": N_("The stored key cannot be read, so the signature was not tried."),
    "mail.dkim.key.revoked": N_("The stored record says that the key was withdrawn, so the signature was not tried."),
    "mail.dkim.key.not_for_mail": N_("The stored key is not meant for mail, so the signature was not tried."),
    "mail.dkim.key.other_kind": N_("The stored key is not for this kind of signature, so it was not tried."),
    "mail.dkim.key.breakable": N_("The key has only {bits} bits; anybody can work it out and sign in its name."),
    "mail.dkim.key.short": N_("The key has {bits} bits, fewer than the 2048 that are advised today."),
    "mail.dkim.key.testing": N_("{domain} marks its signatures as a trial."),
    "mail.dkim.key.seen": N_("It rests on the key that {name} held on {seen_at}, as it was stored then."),
    "mail.dkim.key.when_unknown": N_(
        "It rests on a stored key of {name}; when it was looked up was not noted, so that has to be shown otherwise."
    ),
    "mail.dkim.key.other_time": N_(
        "The key was looked up on {seen_at}, long before or after the message came in at {received_at}."
    ),
    # the message as a whole
    "mail.dkim.unsigned": N_("The message bears no signature: nothing in itself shows that it is genuine."),
    "mail.dkim.no_sender": N_("The sender cannot be read, so no signature can speak for them."),
    "mail.dkim.several_senders": NP_(
        "The message has {count} sender field; programs differ in which one they show.",
        "The message has {count} sender fields; programs differ in which one they show.",
        "count",
    ),
    "mail.dkim.sealed": N_("Forwarders left seals (ARC) on it, which are their word and were not tried: {domains}."),
    "mail.dkim.left_out": NP_(
        "{count} more signature was not tried.", "{count} more signatures were not tried.", "count"
    ),
    # files of stored keys
    "mail.dkim.keys.line": N_(
        "this is no TXT record: “{text}”; write it as dig prints it: "
        'selector._domainkey.example.com. IN TXT "v=DKIM1; p=..."'
    ),
    "mail.dkim.keys.json": N_("this is no JSON ({error}); write a list of objects with name, txt and seen_at"),
    "mail.dkim.keys.entry": N_(
        "entry {number} is no key; write name, txt and, if known, seen_at as a time with offset"
    ),
    "mail.dkim.keys.twice": N_("{name} stands there twice with different keys; keep the one of the time of the mail"),
}
