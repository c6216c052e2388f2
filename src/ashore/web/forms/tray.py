"""What a person read where a program could not."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy

from ashore.web.forms.fields import MAX_ADDRESS, MAX_TEXT, Once, Words, in_the_past


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
