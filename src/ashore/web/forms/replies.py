"""Replies: unfinished ones, with the coach beside them, and how and when they go out."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ashore.web.forms.fields import LANGUAGES, MAX_TEXT, Addresses, Once, Words


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


class Draft(forms.Form):
    """An unfinished reply; it may be empty."""

    text = Words(max_length=MAX_TEXT, required=False, strip=False)


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
