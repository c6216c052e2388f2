"""What people type, checked at the door. Rules of the trade are not here: use cases have them."""

from ashore.web.forms.agreements import AgreementText, Contract, PackText, TriedMoment
from ashore.web.forms.engagements import Happening, Pause, Waiver
from ashore.web.forms.fields import (
    LANGUAGES,
    MAX_TEXT,
)
from ashore.web.forms.people import ContactsFile, Manner, Preferences
from ashore.web.forms.replies import Coached, Draft, Moment, Reply, SignatureText
from ashore.web.forms.talks import Call, Letter, PlannedCall
from ashore.web.forms.tray import ByHand

__all__ = [
    "LANGUAGES",
    "MAX_TEXT",
    "AgreementText",
    "ByHand",
    "Call",
    "Coached",
    "ContactsFile",
    "Contract",
    "Draft",
    "Happening",
    "Letter",
    "Manner",
    "Moment",
    "PackText",
    "Pause",
    "PlannedCall",
    "Preferences",
    "Reply",
    "SignatureText",
    "TriedMoment",
    "Waiver",
]
