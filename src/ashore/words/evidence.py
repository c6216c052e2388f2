"""Sentences on evidence packs: what is in them, how to check them, what they prove, and what a check found."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    # index and README
    "evidence.readme.title": N_("EVIDENCE PACK"),
    "evidence.readme.what": N_(
        "This archive holds messages as they came, the log of what happened, the agreement with its amendments, what "
        "both sides owed by it, and hashes that bind all of it together. Begin with index.pdf."
    ),
    "evidence.index.title": N_("Evidence pack: index"),
    "evidence.index.agreement": N_("Agreement"),
    "evidence.index.events": N_("Entries of the log"),
    "evidence.index.letters": N_("Messages"),
    "evidence.index.chain_head": N_("Last hash of the chain"),
    "evidence.index.signature": N_("Signature"),
    "evidence.index.beyond": NP_(
        "{count} more message is listed in messages/messages.jsonl only.",
        "{count} more messages are listed in messages/messages.jsonl only.",
        "count",
    ),
    "evidence.index.check": N_("How to check the pack"),
    "evidence.index.proof": N_("What the pack proves, and what it does not"),
    "evidence.file.agreement": N_("The agreement, as its file was"),
    "evidence.file.version": N_("The terms of one version, amendments applied"),
    "evidence.file.events": N_("The log of what happened, as its file was"),
    "evidence.file.chain": N_("The log as a chain of hashes"),
    "evidence.file.ledger": N_("Obligations, plan and statement that follow (data)"),
    "evidence.file.ledger_words": N_("Obligations, plan and statement that follow (words)"),
    "evidence.file.letters": N_("List of the messages"),
    "evidence.file.channels": N_("What was said by other channels than mail, and the calls (words)"),
    "evidence.said.chat": N_("Message in {channel}"),
    "evidence.said.edit": N_("Changed message in {channel}"),
    "evidence.said.voice": N_("Voice message in {channel}, {seconds} s, not written down"),
    "evidence.said.letter": N_("Letter on paper"),
    "evidence.said.call_planned": N_("Call or meeting, planned"),
    "evidence.said.call_held": N_("Call or meeting"),
    "evidence.said.call_missed": N_("Call or meeting that did not take place"),
    "evidence.said.call_minuted": N_("Written summary of a call or meeting"),
    "evidence.said.taken_in": N_("Taken in {received_at}"),
    "evidence.said.sent": N_("Dated {day}"),
    "evidence.said.received": N_("Received on paper {day}"),
    "evidence.said.half": N_("the file {name} that belongs to it is not there"),
    "evidence.said.none": N_("no message of a channel is in it; name a folder or zip that ashore export made"),
    "evidence.said.unreadable": N_("it is no message of a channel as the desk stores them"),
    "evidence.file.keys": N_("Public keys of the signers, as they were stored"),
    "evidence.file.results": N_("What the signatures of the messages prove (data)"),
    "evidence.file.result_words": N_("What the signatures of the messages prove (words)"),
    "evidence.file.facts": N_("What the pack says of itself"),
    "evidence.file.readme": N_("How to check the pack"),
    "evidence.missing.nothing": N_("Nothing that the log refers to is missing, and nothing was left out."),
    "evidence.missing.referenced": N_("The log refers to it, and it was not found: {name}"),
    "evidence.missing.left_out": N_("Left out, since nothing in the log refers to it: {name}"),
    "evidence.missing.unreadable": N_("It could not be read: {name}. {why}"),
    "evidence.missing.same_id": N_("Several different messages bear the same id, all of them are here: {name}"),
    "evidence.missing.not_used": N_("Not used: {name}. {why}"),
    # how to check
    "evidence.check.unpack": N_("Unpack the archive: unzip PACK.zip"),
    "evidence.check.sums": N_("Compare all files with their hashes: sha256sum -c SHA256SUMS"),
    "evidence.check.root": N_(
        "Compare root.txt with the root that you were given elsewhere: on paper, by another way, or in a time stamp. "
        "Without that, whoever made the pack could have made it anew."
    ),
    "evidence.check.chain": N_(
        "Each line of events/chain.jsonl names the SHA-256 of the line before it, and pack.json that of the last: "
        "tail -n 1 events/chain.jsonl | tr -d '\\n' | sha256sum"
    ),
    "evidence.check.message": N_(
        "Each message is as it came; a mail program opens it, and any DKIM verifier checks it with the keys "
        "in dkim/keys.json."
    ),
    "evidence.check.stamp": N_(
        "If there is a timestamp.tsr: openssl ts -verify -data root.txt -in timestamp.tsr -CAfile ROOT-CERTIFICATE.pem"
    ),
    "evidence.check.ashore": N_(
        "Ashore checks all of this at once, and derives the obligations again: ashore evidence verify PACK.zip"
    ),
    # what it proves
    "evidence.proof.unaltered": N_(
        "That hashes and root are right proves that nothing in the pack was changed since the root was made."
    ),
    "evidence.proof.root_elsewhere": N_(
        "It does not prove when that was, nor that the pack was not made anew, unless the root was kept elsewhere or "
        "stamped by a third party."
    ),
    "evidence.proof.log_is_ours": N_(
        "The log is kept by one side. What it says of calls, deliveries and payments is that side’s word; the messages "
        "that it names are what the other side can check."
    ),
    "evidence.proof.signatures": N_(
        "A good signature on a message proves that a domain let it pass in its name and that what it covers was not "
        "changed; who sat at the keyboard and whether it was read, it does not prove."
    ),
    "evidence.proof.time": N_(
        "A time stamp proves that the root existed at the time it states. It does not prove that what the "
        "messages say is true."
    ),
    # the ledger in words
    "evidence.ledger.as_of": N_("What both sides owed, as of {now_at}."),
    "evidence.ledger.obligations": N_("OBLIGATIONS"),
    "evidence.ledger.plan": N_("WORK PLAN"),
    "evidence.ledger.powers": N_("WHAT EACH SIDE MAY DO"),
    "evidence.ledger.statement": N_("STATEMENT"),
    "evidence.ledger.habits": N_("HABITS"),
    # a check: the ZIP itself
    "evidence.zip.none": N_("This is no ZIP file, so it is no evidence pack."),
    "evidence.zip.cut": N_("The file was cut off: the directory at its end is missing. Fetch it again."),
    "evidence.zip.trailing": N_("Something was added behind the end of the pack."),
    "evidence.zip.end": N_("The end of the ZIP’s directory was altered or does not fit the file."),
    "evidence.zip.too_many": N_("It claims to hold {count} files, more than {limit}; it was not opened."),
    "evidence.zip.doubled": N_("{file} stands twice in the ZIP: programs differ in which one they show."),
    "evidence.zip.too_large": N_("{file} claims more bytes than there are in the ZIP."),
    "evidence.zip.directory": N_(
        "The ZIP’s directory was altered at {file}, or another program packed the files anew."
    ),
    "evidence.zip.header": N_("The ZIP’s header right before {file} was altered."),
    "evidence.zip.crc": N_("The ZIP states another checksum for {file} than its bytes have."),
    "evidence.zip.unsafe_name": N_("The name “{file}” could lead outside of the folder; the pack was not opened."),
    "evidence.zip.link": N_("{file} is a link to another place; the pack was not opened."),
    "evidence.zip.packed": N_(
        "{file} is compressed. Ashore stores files plainly: this ZIP was packed anew by another program, or "
        "is made to swell."
    ),
    "evidence.zip.locked": N_("{file} is locked with a password; Ashore makes no such packs."),
    # a check: the files
    "evidence.no_manifest": N_("The ZIP holds no manifest.json, so it is no evidence pack."),
    "evidence.file.altered": N_("{file} was altered."),
    "evidence.file.missing": N_("{file} is missing."),
    "evidence.file.added": N_("{file} was added; the manifest does not list it."),
    "evidence.file.unknown": N_("{file} is no file of such a pack."),
    "evidence.file.too_large": N_("{file} is larger than such a file may be; it was not read."),
    "evidence.file.wrong": N_("{file} does not say what follows from the other files."),
    "evidence.root.other": N_(
        "The pack has the root {root}, not {expected}: it is not the pack that you were told of."
    ),
    "evidence.chain.broken": N_("{file} does not follow from the log: its entry {entry} is not the one it must be."),
    "evidence.chain.head": NP_(
        "{file} names another last hash than that of the {count} entry in the chain.",
        "{file} names another last hash than that of the {count} entries in the chain.",
        "count",
    ),
    "evidence.agreement.unreadable": N_("{file} cannot be read as an agreement, so nothing can be derived from it."),
    "evidence.derived.other": N_(
        "{file} is not what follows from agreement and log here; it was made with {made_with}, which may "
        "count otherwise."
    ),
    "evidence.derived.failed": N_("{file} could not be derived again: {error}"),
    "evidence.dkim.other": N_(
        "The signatures of {file} prove something else here than dkim/results.jsonl says; it was made with {made_with}."
    ),
    # time stamps
    "evidence.stamp.none": N_("There is no time stamp: the pack itself does not show when it was made."),
    "evidence.stamp.trusted": N_("{signer} stamped the root at {stamped_at}; the signature holds."),
    "evidence.stamp.not_checked": N_(
        "{signer} stamped the root at {stamped_at}, by its word: to check its signature, name its root "
        "certificate with --trust."
    ),
    "evidence.stamp.or_sums": N_("{file} was altered, or its line in {sums}."),
    "evidence.stamp.no_url": N_("{url} is no address of a stamping server; write e.g. https://tsa.example/tsr."),
    "evidence.stamp.down": N_("The stamping server {url} cannot be reached: {error}."),
    "evidence.stamp.slow": NP_(
        "The stamping server {url} did not answer within {seconds} second.",
        "The stamping server {url} did not answer within {seconds} seconds.",
        "seconds",
    ),
    "evidence.stamp.http": N_("The stamping server {url} refused with HTTP status {status}."),
    "evidence.stamp.refused": N_("The stamping server gave no stamp (status {status}): {said}"),
    "evidence.stamp.wrong_nonce": N_("The stamping server {url} answered another question than ours (wrong nonce)."),
    "evidence.stamp.wrong_digest": N_("The time stamp is over something else than this root."),
    "evidence.stamp.untrusted": N_("The time stamp does not hold against the given root certificate: {error}"),
    "evidence.stamp.unreadable": N_("The time stamp cannot be read."),
    "evidence.stamp.no_certificate": N_("The file holds no certificate in PEM form."),
    # the commands
    "evidence.export.written": NP_(
        "{file} holds {count} message. Its root is below: note it, or send it by another way.",
        "{file} holds {count} messages. Its root is below: note it, or send it by another way.",
        "count",
    ),
    "evidence.export.not_stamped": N_("The pack was written and is not stamped."),
    "evidence.export.more": NP_(
        "… and {count} more remark; pack.json has all.", "… and {count} more remarks; pack.json has all.", "count"
    ),
    "evidence.verify.intact": NP_("Intact: {count} file, root {root}.", "Intact: {count} files, root {root}.", "count"),
}
