"""Contacts, how a client wants to be written to, and how the pages speak to one of us."""

from django import forms
from django.utils.translation import gettext_lazy

from ashore.web.forms.fields import LANGUAGES, Words


class ContactsFile(forms.Form):
    """A file of contacts: a table or address cards."""

    file = forms.FileField(
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "invalid": gettext_lazy("The file did not arrive; choose it once more."),
        },
    )


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
