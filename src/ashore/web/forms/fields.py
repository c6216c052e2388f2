"""What several forms are made of: texts, addresses, figures, moments, and forms that count once."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from ashore.core.agreement.schema.numbers import number
from ashore.core.kernel import Reason
from ashore.usecases.coaching import one_kind_of_line
from ashore.usecases.composing import MAX_RECIPIENTS
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


def in_the_past(at: datetime) -> datetime:
    """The moment, as typed. Raises ValidationError where it lies ahead, or before all mail."""
    if at > timezone.now() + timedelta(minutes=1):
        raise forms.ValidationError(_("This lies ahead; note it when it is over."))
    if at.year < OLDEST_YEAR:
        raise forms.ValidationError(_("This is too long ago; look at the year."))
    return at


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


class Addresses(forms.MultipleChoiceField):
    """What may be addresses, as many as a reply can have; whether they take part is for others to say."""

    def clean(self, value: Any) -> list[str]:
        """Those that are no address by their look are left out."""
        given = (one_kind_of_line(str(each)).strip() for each in value or ())
        return [each for each in given if 0 < len(each) <= MAX_ADDRESS][:MAX_RECIPIENTS]
