"""What people type, checked at the door. Rules of the trade are not here: use cases have them."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ashore.core.agreement.schema.numbers import number
from ashore.core.kernel import Reason
from ashore.usecases.coaching import one_kind_of_line
from ashore.usecases.composing import MAX_RECIPIENTS
from ashore.usecases.papers import FORMATS
from ashore.web.clocks import said

MAX_TEXT = 100_000
MAX_FILE = 1_000_000
MAX_ADDRESS = 320
OLDEST_YEAR = 1990
"""No mailbox is older."""
NEWEST_YEAR = 2100

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES]


def _once() -> str:
    return uuid4().hex


class Once(forms.Form):
    """A form that counts once however often it is sent: ``once`` names this one filling-in of it."""

    once = forms.RegexField("^[0-9a-f]{32}$", initial=_once, widget=forms.HiddenInput)

    def renew(self) -> None:
        """Nothing came of it: the same words may be sent again."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["once"] = _once()  # type: ignore[index]


class Words(forms.CharField):
    """A text as it is typed: nothing is taken off its ends, and what no database takes does not make it wrong."""

    def to_python(self, value: Any) -> str:
        """The text, every line ended as the browser's own field counts it."""
        return one_kind_of_line(super().to_python(value) or "")


class Reply(Once):
    """A reply to everyone who takes part, or to fewer if the writer says so. ``coached``: the writer saw the coach's
    findings while typing."""

    text = Words(
        max_length=MAX_TEXT,
        error_messages={"required": gettext_lazy("There is nothing to send yet: write a line.")},
    )
    to = forms.MultipleChoiceField(
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy("One of these people does not take part in the conversation."),
        },
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    coached = forms.BooleanField(required=False)
    bcc = forms.CharField(max_length=4000, required=False)
    sign = forms.BooleanField(required=False)
    quote = forms.BooleanField(required=False)
    when = forms.ChoiceField(choices=[(each, each) for each in ("now", "proposed", "chosen")], required=False)
    proposed = forms.DateTimeField(required=False)
    at = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40.")},
    )
    unless_answered = forms.BooleanField(required=False)
    drop = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, people: Sequence[str], files: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(each, each) for each in people]
        dropped = self.fields["drop"]
        assert isinstance(dropped, forms.TypedMultipleChoiceField)
        dropped.choices = [(each, each) for each in files]

    def clean_bcc(self) -> tuple[str, ...]:
        """One address a piece; whether each is one, the use case says."""
        return tuple(each.strip() for each in re.split("[,;\\s]+", self.cleaned_data["bcc"]) if each.strip())

    def clean(self) -> dict[str, Any]:
        """``at``: when it is to go, None for now."""
        given = super().clean() or self.cleaned_data
        when = given.get("when") or "now"
        if when == "chosen" and not given.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say when it is to go."))
        given["at"] = given.get(when if when == "proposed" else "at") if when != "now" else None
        return given


class Moment(forms.Form):
    """When something that waits is to go; empty: now."""

    at = forms.DateTimeField(required=False)


class SignatureText(forms.Form):
    """What stands under letters of one language."""

    language = forms.ChoiceField(choices=LANGUAGES)
    team = forms.BooleanField(required=False)
    text = Words(max_length=10_000, required=False, strip=False)


class Call(Once):
    """A call or meeting that was held."""

    topic = forms.CharField(
        label=gettext_lazy("What was it about?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "short", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Say in a line what the call was about.")},
    )
    notes = forms.CharField(
        label=gettext_lazy("What was agreed, a line each: who does what by when"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    at = forms.DateTimeField(
        label=gettext_lazy("When it ended"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=0,
        max_value=24 * 60,
        required=False,
        error_messages={"invalid": gettext_lazy("Write whole minutes, such as 25.")},
    )

    def clean_at(self) -> datetime:
        """A call lies behind us, and not before the desk could know of it."""
        return in_the_past(self.cleaned_data["at"])


class PlannedCall(Once):
    """A call or meeting that is planned: time and topic beforehand."""

    topic = forms.CharField(
        label=gettext_lazy("What is to be spoken about?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Say in a line what the call is about.")},
    )
    at = forms.DateTimeField(
        label=gettext_lazy("When?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": gettext_lazy("Say when it is to be."),
            "invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40."),
        },
    )
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=0, max_value=24 * 60, required=False)
    channel = forms.CharField(label=gettext_lazy("By phone, or where?"), max_length=200, required=False)
    people = forms.CharField(label=gettext_lazy("Who takes part?"), max_length=500, required=False)


class Letter(Once):
    """A letter on paper, in or out."""

    by = forms.ChoiceField(
        label=gettext_lazy("Who wrote it?"),
        choices=[("client", gettext_lazy("The client")), ("us", gettext_lazy("We"))],
    )
    dated = forms.DateField(
        label=gettext_lazy("The day on it"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Write a day, such as 2026-03-13."),
            "invalid": gettext_lazy("Write a day, such as 2026-03-13."),
        },
    )
    arrived = forms.DateField(
        label=gettext_lazy("Received on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write a day, such as 2026-03-13.")},
    )
    text = Words(
        label=gettext_lazy("What it says"),
        max_length=MAX_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    scan = forms.FileField(
        label=gettext_lazy("Scan"),
        required=False,
        error_messages={
            "invalid": gettext_lazy("The file did not arrive; choose it once more."),
            "empty": gettext_lazy("This file is empty; choose another one."),
        },
    )


def in_the_past(at: datetime) -> datetime:
    """The moment, as typed. Raises ValidationError where it lies ahead, or before all mail."""
    if at > timezone.now() + timedelta(minutes=1):
        raise forms.ValidationError(_("This lies ahead; note it when it is over."))
    if at.year < OLDEST_YEAR:
        raise forms.ValidationError(_("This is too long ago; look at the year."))
    return at


class ByHand(Once):
    """What a person read in something that could not be understood: who wrote it to whom, when, and what."""

    sender = forms.CharField(
        label=gettext_lazy("Who wrote it? Their address"),
        max_length=MAX_ADDRESS,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the address of whoever wrote it.")},
    )
    name = forms.CharField(label=gettext_lazy("Their name"), max_length=100, required=False)
    to = forms.CharField(
        label=gettext_lazy("To whom? Their address"),
        max_length=MAX_ADDRESS,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
        help_text=gettext_lazy("Leave it empty where it was written to you."),
    )
    at = forms.DateTimeField(
        label=gettext_lazy("When was it written?"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": gettext_lazy("Say when it was."),
            "invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40."),
        },
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=400, required=False)
    text = Words(
        label=gettext_lazy("What does it say?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write down what it says.")},
    )

    def clean_at(self) -> datetime:
        """It lies behind us, and not before the desk could know of it."""
        return in_the_past(self.cleaned_data["at"])


class Figure(forms.CharField):
    """An exact number as people write it, by the rule of agreement files: "4 000,50", "4000.50"."""

    def clean(self, value: Any) -> Decimal | None:
        """The number; None where nothing was written."""
        text = super().clean(value)
        if not text:
            return None
        found = number(text)
        if isinstance(found, Reason):
            raise forms.ValidationError(said(found))
        return found


class Happening(Once):
    """What happened to the work; which of the members count depends on ``what``."""

    what = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Choose what happened."),
            "invalid_choice": gettext_lazy("The agreement knows nothing of that kind; choose again."),
        }
    )
    at = forms.DateTimeField(
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": gettext_lazy("Say when it was."),
            "invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40."),
        },
    )
    words = forms.CharField(max_length=1000, required=False)
    amount = Figure(required=False)
    count = forms.IntegerField(min_value=1, max_value=1_000_000, required=False)
    minutes = forms.IntegerField(min_value=1, max_value=7 * 24 * 60, required=False)
    share = Figure(required=False)
    day = forms.DateField(required=False, error_messages={"invalid": gettext_lazy("Write a day, such as 2026-03-13.")})
    until = forms.DateTimeField(
        required=False, error_messages={"invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40.")}
    )

    def __init__(self, *args: Any, choices: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each, each) for each in choices]

    def clean_at(self) -> datetime:
        """It lies behind us, and not before the desk could know of it."""
        return in_the_past(self.cleaned_data["at"])


class AgreementText(forms.Form):
    """The text of an agreement, pasted or as a file; a file counts before what is pasted."""

    too_large = gettext_lazy("This file is too large to be an agreement.")
    text = forms.CharField(required=False, strip=False)
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": gettext_lazy("The file did not arrive; choose it once more.")},
    )

    def clean(self) -> dict[str, Any]:
        """``text`` holds what counts."""
        given = super().clean() or self.cleaned_data
        upload = given.get("file")
        if upload is not None:
            given["text"] = self._read(upload)
        return given

    def _read(self, upload: Any) -> str:
        if upload.size > MAX_FILE:
            self.add_error("file", str(self.too_large))
            return ""
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("This is no text in UTF-8; save it as UTF-8 and choose it once more."))
            return ""


class ContactsFile(forms.Form):
    """A file of contacts: a table or address cards."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "invalid": gettext_lazy("The file did not arrive; choose it once more."),
        },
    )


class PackText(AgreementText):
    """The text of a pack of house rules, pasted or as a file."""

    too_large = gettext_lazy("This file is too large to be a pack of rules.")


class Contract(forms.Form):
    """In which language and form the contract is wanted, whether with plain words beside its terms, and whether as it
    was signed or as it reads on a day."""

    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    form = forms.ChoiceField(choices=[(each, each) for each in FORMATS], required=False)
    plain = forms.BooleanField(required=False)
    as_of = forms.DateField(required=False)


class TriedMoment(forms.Form):
    """A moment that the clocks of an agreement are tried on, on the reader's own wall clock."""

    at = forms.DateTimeField(
        label=gettext_lazy("Something comes in at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40."),
            "invalid": gettext_lazy("Write a day and a time, such as 2026-03-13 17:40."),
        },
    )

    def clean_at(self) -> datetime:
        """Calendars reach from the first mail to the end of the century."""
        at: datetime = self.cleaned_data["at"]
        if not OLDEST_YEAR <= at.year < NEWEST_YEAR:
            raise forms.ValidationError(_("Look at the year: calendars do not reach that far."))
        return at


class Waiver(forms.Form):
    """Why something is no longer owed, in the person's own words."""

    why = forms.CharField(
        max_length=1000, error_messages={"required": gettext_lazy("Say in a few words why it is no longer owed.")}
    )


class Pause(forms.Form):
    """Whose clocks stand still, and why."""

    side = forms.ChoiceField(choices=[("us", "us"), ("client", "client")])
    why = forms.CharField(max_length=1000)


class Draft(forms.Form):
    """An unfinished reply; it may be empty."""

    text = Words(max_length=MAX_TEXT, required=False, strip=False)


class Addresses(forms.MultipleChoiceField):
    """What may be addresses, as many as a reply can have; whether they take part is for others to say."""

    def clean(self, value: Any) -> list[str]:
        """Those that are no address by their look are left out."""
        given = (one_kind_of_line(str(each)).strip() for each in value or ())
        return [each for each in given if 0 < len(each) <= MAX_ADDRESS][:MAX_RECIPIENTS]


class Coached(forms.Form):
    """A reply in the making, with what is to be silenced (``scope|code|mark``) or shown again (``lift``)."""

    text = Words(max_length=MAX_TEXT, required=False, strip=False)
    to = Addresses(required=False)
    silence = forms.CharField(max_length=200, required=False)
    lift = forms.IntegerField(min_value=0, max_value=10**18, required=False)

    def clean_silence(self) -> tuple[str, str, str]:
        """Scope, code and mark."""
        scope, _, rest = self.cleaned_data["silence"].partition("|")
        code, _, mark = rest.partition("|")
        return scope, code, mark


class Manner(forms.Form):
    """How a client wants to be written to."""

    type = forms.CharField(max_length=16, required=False)
    familiar = forms.BooleanField(required=False)
    terms = Words(max_length=10_000, required=False)


class Preferences(forms.Form):
    """How the pages speak to one person, whether letters act as shortcuts, whether the day's letter is wanted."""

    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    shortcuts = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], required=False)
    digest = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], required=False)
