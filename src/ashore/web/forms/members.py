"""Who is invited and as what; what is looked for in the audit log."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ashore.usecases.auditlog import ACTS, LONGEST_DAYS, Wanted
from ashore.usecases.rights import ROLES

MOST = 10**18
ROLE_CHOICES = [(each, each) for each in ROLES]


class Role(forms.Form):
    """A role, with the client for a guest."""

    role = forms.ChoiceField(choices=ROLE_CHOICES)
    client = forms.IntegerField(min_value=1, max_value=MOST, required=False)


class Invitation(Role):
    """For whom it is."""

    email = forms.CharField(max_length=254)


class Joining(forms.Form):
    """A new account for whoever was invited; the address is that of the invitation."""

    name = forms.CharField(max_length=200, label=_("Your name"))
    password = forms.CharField(max_length=500, label=_("A password"), widget=forms.PasswordInput, strip=False)

    def clean_password(self) -> str:
        """By the rules that hold for every password here."""
        given = str(self.cleaned_data["password"])
        validate_password(given)
        return given


class Looked(forms.Form):
    """What an owner looks for in the audit log; what is nonsense leaves nothing out."""

    who = forms.CharField(max_length=254, required=False)
    act = forms.ChoiceField(choices=[(each, each) for each in ACTS], required=False)
    client = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    day = forms.DateField(required=False)
    before = forms.IntegerField(min_value=1, max_value=MOST, required=False)

    def wanted(self) -> Wanted:
        """As the log asks for it."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            given.get("who", ""), given.get("act", ""), given.get("client"), given.get("day"), given.get("before")
        )


class Days(forms.Form):
    """So long entries are kept."""

    days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS)
