"""A file of contacts of any of the forms that are known."""

from ashore.core.kernel import Reason
from ashore.intake.contacts.letters import decoded
from ashore.intake.contacts.tables import read_table
from ashore.intake.contacts.values import MOST_BYTES, Contacts, Fault


def read_contacts(data: bytes) -> Contacts:
    """What a file says, by its content alone, whatever it is called. Never raises for what stands in it."""
    if len(data) > MOST_BYTES:
        return Contacts(faults=(Fault(0, Reason("contacts.too_large", params={"megabytes": MOST_BYTES // 2**20})),))
    text, encoding = decoded(data)
    if "BEGIN:VCARD" in text[:4000].upper():
        from ashore.intake.contacts.cards import looks_like_cards, read_cards  # start-up: few files are cards

        if looks_like_cards(text):
            return read_cards(text, encoding)
    return read_table(text, encoding)
