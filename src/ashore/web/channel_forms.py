"""What an owner types about a messenger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ashore.channels.targets import MOST_URL
from ashore.usecases.channels.registry import MOST_NAME, ChannelRow

PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class MessengerForm(forms.Form):
    """A messenger of either kind. Addresses are judged where they are kept, with the reason."""

    name = forms.CharField(
        label=gettext_lazy("How people call it"),
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Viber"}),
    )
    token = forms.CharField(
        label=gettext_lazy("The bot's token"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={**PLAIN, "autocomplete": "new-password"}),
    )
    url = forms.CharField(
        label=gettext_lazy("Address that replies are posted to"),
        max_length=MOST_URL,
        required=False,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "url", "placeholder": "https://bridge.example.com/out"}),
    )
    agreed_as = forms.CharField(
        label=gettext_lazy("How agreements call it, where that is another name"),
        max_length=MOST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "telegram":
            self.fields["name"].widget.attrs["placeholder"] = "Telegram"
            self.fields["url"].label = gettext_lazy("Another server of the Bot API, if you run one")
            self.fields["url"].widget.attrs["placeholder"] = "https://bots.example.com"
        else:
            del self.fields["token"]


def initial_of(row: ChannelRow) -> dict[str, Any]:
    """What the form shows of a messenger: everything but its secrets."""
    return {"name": row.name, "url": row.url, "agreed_as": row.agreed_as}


FIELDS = {
    "channel.without_name": "name",
    "channel.bad_token": "token",
    "channel.token_again": "token",
    "channel.bad_url": "url",
}
"""At which field a refusal is told."""
