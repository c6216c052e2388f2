"""What a report is about: days, client, person, month."""

from datetime import date, timedelta

from django import forms

from ashore.web.forms.fields import NEWEST_YEAR, OLDEST_YEAR


class ReportChoice(forms.Form):
    """From when to when, and of whom; what is left out or makes no sense is as usual: the last three months, all."""

    first = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    client = forms.IntegerField(required=False, min_value=1, max_value=10**18 - 1)
    person = forms.CharField(required=False, max_length=320)
    month = forms.RegexField(r"^[12][0-9]{3}-(0[1-9]|1[0-2])$", required=False)
    figure = forms.CharField(required=False, max_length=40)
    number = forms.IntegerField(required=False, min_value=1, max_value=10**6)

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day of the period."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        last = last if last and OLDEST_YEAR <= last.year <= NEWEST_YEAR else today
        first = first if first and OLDEST_YEAR <= first.year <= NEWEST_YEAR else months_before(last, 2)
        return min(first, last), max(first, last)


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before the one of ``day``."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first
