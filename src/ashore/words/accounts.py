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
    "account.sealed": N_(
        "The stored password cannot be opened, because the key file is another one. Bring the old key back, or enter "
        "the password again"
    ),
    "account.paused": N_("Paused by hand"),
    "account.imap.failed": N_("{host} does not work now ({error}); it is tried again"),
    "account.imap.refused": N_(
        "{host} refuses the sign-in ({error}). Enter the right password; until then nothing is tried, so that the "
        "mailbox is not locked"
    ),
    "account.imap.no_host": N_("There is no server {host} ({error}); it is tried again. Is the name right?"),
    "account.imap.unreachable": N_("{host} cannot be reached ({error}); it is tried again"),
    "account.imap.untrusted": N_(
        "The certificate of {host} cannot be trusted ({error}); nothing was sent there. Ask your provider, then resume "
        "the account"
    ),
    "account.tls.other_name": N_(
        "The certificate of {host} is made out to another name ({error}); nothing was sent there. Enter the server’s "
        "name as your provider writes it, then resume the account. If the name is right, somebody may be listening in"
    ),
    "account.tls.expired": N_(
        "The certificate of {host} is not valid today ({error}); nothing was sent there. Look at this machine’s clock; "
        "if it is right, wait until your provider has renewed the certificate, then resume the account"
    ),
    "account.tls.unvouched": N_(
        "Nobody whom this machine trusts vouches for {host} ({error}); nothing was sent there. If the server is your "
        "own, name its authority in SSL_CERT_FILE and resume the account; else somebody may be listening in"
    ),
    "account.tls.stripped": N_(
        "{host} offers no encryption (STARTTLS), though it was agreed; somebody may be in between. No password was "
        "sent; it is tried again"
    ),
    "account.tls.in_the_clear": N_(
        "The password for {host} would cross the net readable; nothing was sent. Choose TLS or STARTTLS for the account"
    ),
    "account.imap.timeout": N_("{host} does not answer; it is tried again"),
    "account.imap.too_slow": N_(
        "{host} sends so slowly that nothing would ever be complete; it is left alone and tried again later"
    ),
    "account.imap.cut": N_("{host} broke the connection off; it is tried again"),
    "account.imap.garbage": N_("{host} answered something that cannot be understood ({error}); it is tried again"),
    "account.imap.folder_gone": N_("{host} cannot open a folder ({error})"),
    "account.imap.full": N_(
        "The mailbox at {host} is full ({error}); the copy waits until there is room. The message itself was sent"
    ),
    "account.imap.not_taken": N_(
        "{host} does not take the copy ({error}); it is tried again. The message itself was sent"
    ),
    "filing.no_folder": N_(
        "{account} has no folder for sent mail, and none could be made there ({error}); make one. The message itself "
        "was sent"
    ),
    "account.trust.named": N_("{server} says who sent what, so forged mail from a colleague is seen"),
    "account.trust.proposed": N_(
        "No server is trusted to say who sent what, so forged mail from a colleague counts as ours: it could answer a "
        "client or promise something. In {seen} of the last {of} messages here {server} says so. If that is your "
        'provider’s name, whoever runs the desk writes it under [mail] in ashore.toml: trusted_server = "{server}"'
    ),
    "account.trust.other": N_(
        "{named} is trusted to say who sent what, and says nothing in this mailbox, so forged mail from a colleague "
        "counts as ours here. In {seen} of the last {of} messages {server} says so. If that is your provider’s name, "
        "whoever runs the desk adds it to trusted_server under [mail] in ashore.toml"
    ),
    "account.trust.silent": N_(
        "The server of this mailbox does not say who sent what, in a way that can be trusted, in any of the last {of} "
        "messages: forged mail from a colleague counts as ours. Nothing can be set against it here; ask your provider"
    ),
    "account.trust.nobody": N_(
        "No server is trusted to say who sent what, so forged mail from a colleague counts as ours. There is too "
        "little mail yet to propose one"
    ),
    "account.trust.not_yet": N_("There is too little mail yet to see whether {named} says who sent what"),
    "account.disk_full": N_("The disk is full; nothing is lost, and it is tried again when there is room"),
    "account.database_busy": N_("The database was busy for too long; it is tried again"),
    "account.mail.not_given": N_("The server does not give message {uid}; it is asked for again for three days"),
    "account.mail.too_large": N_(
        "The message has {size} MB, more than the {limit} MB that are fetched; only its header was kept"
    ),
}
