"""Contacts out of files that other programs wrote: tables (CSV) and address cards (vCard), as values with places."""

from ashore.intake.contacts.reading import read_contacts
from ashore.intake.contacts.values import Contact, Contacts, Fault

__all__ = ["Contact", "Contacts", "Fault", "read_contacts"]
