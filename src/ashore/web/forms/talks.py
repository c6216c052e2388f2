"""What does not come by mail and is written down: calls, planned and held, and letters on paper."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy

from ashore.web.forms.fields import MAX_TEXT, Once, Words, in_the_past


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
