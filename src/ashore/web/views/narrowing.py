"""What the address of the inbox says about which conversations are meant."""

import re

from django.http import HttpRequest

from ashore.usecases.queries.rows import Chosen
from ashore.web.ids import Number

SHOWS = ("open", "settled", "snoozed", "older")
LONGEST = 500


def asked_for(request: HttpRequest) -> dict[str, str]:
    """What narrows the list, free of what no list has."""
    given = request.GET
    number = re.compile(Number.regex).fullmatch
    found = {
        "who": given.get("who", "") if given.get("who") in ("mine", "nobody") or number(given.get("who", "")) else "",
        "tag": given.get("tag", "") if number(given.get("tag", "")) else "",
        "show": given.get("show", "") if given.get("show") in SHOWS else "",
        "field": given.get("field", "") if number(given.get("field", "")) else "",
    }
    if "older" in given:
        found["show"] = "older"
    if found["field"]:
        found["value"] = given.get("value", "").replace("\x00", "").strip()[:LONGEST]
    return {name: value for name, value in found.items() if value}


def chosen_by(kept: dict[str, str]) -> Chosen:
    """The same as the list wants it."""
    return Chosen(
        who=kept.get("who", ""),
        tag=int(kept.get("tag", 0)),
        show=kept.get("show", ""),
        field=int(kept.get("field", 0)),
        value=kept.get("value", ""),
    )
