"""What happened to the work, what is no longer owed, and whose clocks stand still."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ashore.web.forms.fields import Figure, Once, in_the_past


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


class Waiver(forms.Form):
    """Why something is no longer owed, in the person's own words."""

    why = forms.CharField(
        max_length=1000, error_messages={"required": gettext_lazy("Say in a few words why it is no longer owed.")}
    )


class Pause(forms.Form):
    """Whose clocks stand still, and why."""

    side = forms.ChoiceField(choices=[("us", "us"), ("client", "client")])
    why = forms.CharField(max_length=1000)
