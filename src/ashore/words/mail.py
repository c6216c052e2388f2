"""Sentences for the reasons of ``mail``: what was wrong with a message, what it is, why a source gave none."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "mail.cut.message": N_("The message is longer than {limit} bytes; only that much was read"),
    "mail.cut.headers": N_("The message has too many header fields; the rest was left out"),
    "mail.cut.depth": N_("Parts are nested deeper than {limit}; the innermost were left out"),
    "mail.cut.parts": N_("The message has more than {limit} parts; the rest was left out"),
    "mail.cut.text": N_("A text is longer than {limit} bytes; the rest was left out"),
    "mail.cut.subject": N_("The subject is longer than {limit} characters and is shown shortened"),
    "mail.cut.addresses": N_("{field} names more than {limit} people; the rest was left out"),
    "mail.cut.field": N_("{field} is longer than {limit} bytes; the rest was left out"),
    "mail.cut.references": N_(
        "The message names very many earlier ones; the first and the last {limit} in all were used"
    ),
    "mail.structure.no_parts": N_("The message says that it has parts, but none was found; it was read as text"),
    "mail.structure.not_closed": N_("The message ends before its last part is closed; it may have been cut off"),
    "mail.smime.not_opened": N_("The message is wrapped in a signature that could not be opened; it is attached whole"),
    "mail.tnef.holds": NP_(
        "{name} is an Outlook package with {count} file in it: {files}",
        "{name} is an Outlook package with {count} files in it: {files}",
        "count",
    ),
    "mail.tnef.unread": N_("{name} is an Outlook package that cannot be read; it is attached whole"),
    "mail.header.broken_line": N_("A line among the header fields is none"),
    "mail.header.repeated": NP_(
        "{field} stands there {count} time; the first counts",
        "{field} stands there {count} times; the first counts",
        "count",
    ),
    "mail.neutralised": N_("{field} held invisible or direction-changing characters; they were taken out"),
    "mail.from.unknown": N_("The sender cannot be read"),
    "mail.from.several": NP_(
        "The message names {count} sender field; the first counts",
        "The message names {count} sender fields; the first counts",
        "count",
    ),
    "mail.id.missing": N_("The message has no Message-ID"),
    "mail.id.several": NP_(
        "The message has {count} Message-ID; the first counts",
        "The message has {count} different Message-IDs; the first counts",
        "count",
    ),
    "mail.date.missing": N_("The message has no date; the time of its arrival is used"),
    "mail.date.absurd": N_("The date “{value}” is none; the time of arrival is used"),
    "mail.date.after_arrival": N_(
        "The message is dated {sent_at}, after its arrival at {arrived_at}; the arrival is used"
    ),
    "mail.transfer.broken": N_("A part is wrongly encoded ({encoding}); what could be decoded is shown"),
    "mail.charset.unfit": N_("A text is not in the character set that it names ({charset}); it was read by guess"),
    "mail.kind.delivery_report": N_("A mail server reports on a delivery"),
    "mail.kind.failed_recipients": N_("A mail server names recipients that it could not reach"),
    "mail.kind.mailer_daemon": N_("{from} is a mail server, and the subject speaks of a failed delivery"),
    "mail.kind.header": N_("{header} says “{value}”: a machine sent it"),
    "mail.kind.receipt": N_("A receipt that a message was displayed"),
    "mail.kind.empty_return_path": N_("It has no return address: a machine sent it"),
    "mail.kind.out_of_office_subject": N_(
        "The subject “{subject}” is that of an out-of-office reply; nothing else marks it as one"
    ),
    "mail.authentication.confirmed": N_("{server} confirmed by {method} that the message comes from {domain}"),
    "mail.authentication.refuted": N_("{server} found by {method} that the message does not come from {domain}"),
    "mail.authentication.unconfirmed": N_("{server} could not confirm that the message comes from {domain}"),
    "mail.authentication.absent": N_("{server} left no word on whether the message comes from {domain}"),
    "mail.source.empty": N_("The file is empty"),
    "mail.source.empty_folder": N_("The folder holds no mail"),
    "mail.source.no_mail": N_(
        "This is no mail: expected an mbox, a message (.eml), a Maildir, a folder or zip of these"
    ),
    "mail.source.foreign": N_("This is a file of type {type}, not mail; export the mail as mbox or .eml and name that"),
    "mail.source.not_regular": N_("This is no regular file but a device, pipe or socket"),
    "mail.source.no_permission": N_("No permission to read it; make it readable for this user"),
    "mail.source.vanished": N_("It is not there, or vanished while it was read"),
    "mail.source.symlink_loop": N_("Symbolic links lead in a circle here"),
    "mail.source.io_error": N_("It cannot be read: {error}"),
    "mail.source.too_long": N_(
        "The message takes {size} bytes, more than {limit}; its beginning was kept, the rest refused"
    ),
    "mail.source.broken_zip": N_("The zip file is damaged: {error}"),
    "mail.source.zip_bomb": N_("The zip file would swell from {packed} to {size} bytes and was not opened"),
    "mail.source.zip_too_many": N_("The zip file holds {count} files, more than {limit}, and was not opened"),
    "mail.source.zip_locked": N_("This part of the zip file is locked with a password"),
    "mail.source.zip_in_zip": N_("A zip file inside a zip file is not opened; unpack it and name it"),
}
