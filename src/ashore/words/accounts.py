"""Sentences for the reasons of mail accounts: why one is paused or waits, and what helps."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "account.token.no_url": N_(
        "{url} is no address to ask for access at: it must begin with https://. Change the account"
    ),
    "account.token.refused": N_(
        "{host} gives no access any more ({error}). Sign in there again and enter the new token; until then nothing "
        "is tried, so that the mailbox is not locked"
    ),
    "account.token.unreachable": N_("{host}, which gives access, cannot be reached ({error}); it is tried again"),
    "account.token.unusable": N_(
        "{host}, which gives access, answered something unusable ({status}); it is tried again"
    ),
}
