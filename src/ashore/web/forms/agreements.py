"""Texts of agreements and packs, the contract made of one, and the moment that its clocks are tried on."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ashore.usecases.papers import FORMATS
from ashore.web.forms.fields import LANGUAGES, MAX_FILE, NEWEST_YEAR, OLDEST_YEAR


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
