"""Who is away, how long work takes, and what might be taken on."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from ashore.web.forms.fields import NEWEST_YEAR, OLDEST_YEAR

MOST_ID = 10**18 - 1
MOST_HOURS = 5000


class Day(forms.DateField):
    """A day within what calendars know."""

    widget = forms.DateInput({"type": "date"})

    def clean(self, value: object) -> date | None:
        """The day. Raises ValidationError where it lies far off."""
        day: date | None = super().clean(value)
        if day is not None and not OLDEST_YEAR <= day.year <= NEWEST_YEAR:
            raise forms.ValidationError(_("This is too far off; look at the year."))
        return day


class Absence(forms.Form):
    """A person is away from the first to the last day; ``cover`` takes what falls due."""

    person = forms.IntegerField(min_value=1, max_value=MOST_ID)
    first = Day()
    last = Day()
    cover = forms.IntegerField(required=False, min_value=0, max_value=MOST_ID)


class Attention(forms.Form):
    """Which part of a person's time is for clients' work."""

    person = forms.IntegerField(min_value=1, max_value=MOST_ID)
    percent = forms.IntegerField(min_value=0, max_value=100)


class Taking(forms.Form):
    """Work that might be taken on: so many hours from the first to the last day."""

    hours = forms.DecimalField(min_value=0, max_value=MOST_HOURS, decimal_places=2)
    first = Day()
    last = Day()

    def clean(self) -> dict[str, object]:
        """Both days in their order. Raises ValidationError where it is none."""
        given: dict[str, object] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if isinstance(first, date) and isinstance(last, date) and (last < first or (last - first).days > 2 * 366):
            raise forms.ValidationError(_("The last day lies before the first, or two years behind it."))
        return given
