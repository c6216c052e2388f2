"""Links as they were sent, from those that gateways wrote in their place."""

import pytest

from ashore.mail.unwrapping import as_shown, unwrapped, with_links_as_sent

SENT = "https://client.example/plan?a=1&b=2"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fclient.example%2Fplan%3Fa%3D1%26b%3D2&data=05%7C&reserved=0"


@pytest.mark.parametrize(
    "address",
    [
        SAFE,
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__client.example_plan-3Fa-3D1-26b-3D2&d=DwMF&c=x",
        "https://urldefense.com/v3/__https://client.example/plan?a=1&b=2__;!!abc!def$",
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fclient.example%2fplan%3fa%3d1%26b%3d2&c=E,1,x&typo=1",
        "https://urldefense.com/v3/__" + SAFE + "__;!!abc!def$",
        SENT,
    ],
)
def test_the_address_that_was_sent_is_read_out_of_a_gateways(address: str) -> None:
    assert unwrapped(address) == SENT


@pytest.mark.parametrize(
    "address",
    [
        SAFE.replace("outlook.com/", "outlook.com.evil.example/"),
        SAFE.replace("eur01.safelinks", "eur01safelinks"),
        SAFE.replace("https://eur01", "https://user@eur01"),
        SAFE.replace("outlook.com/", "outlook.com:8443/"),
        SAFE.replace("https://eur01", "http://eur01"),
        SAFE + "&url=https%3A%2F%2Fevil.example",
        "https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
        "https://urldefense.com/v3/__https://client.example/*x__;Iw!!abc$",
        "https://list.example/click?url=https%3A%2F%2Fclient.example",
        "https://[bad/?url=https%3A%2F%2Fclient.example",
    ],
)
def test_h58_what_may_lead_elsewhere_stays_as_it_is(address: str) -> None:
    assert unwrapped(address) == address


def test_a_text_keeps_all_that_stands_around_its_links() -> None:
    assert with_links_as_sent(f"See ({SAFE}), or <{SAFE}>.\nBye") == f"See ({SENT}), or <{SENT}>.\nBye"


def test_pages_that_come_to_the_same_show_the_same() -> None:
    page = '<HTML><head><style>p{x:y}</style></head><BODY><P CLASS=a>See&nbsp;<A HREF="https://client.example/plan?a=1&b=2">it</A>'
    again = f"<html><body><p>See&#160;<a href='{SAFE}' id=x>it</a></p></body></html>"
    assert as_shown(page) == as_shown(again)


@pytest.mark.parametrize(
    "other",
    [
        '<p>See <a href="https://cl1ent.example">it</a></p>',
        '<p>See <a href="https://client.example">that</a></p>',
        '<p>See <a href="https://client.example">it</a><span style="display:none">not</span></p>',
        '<p style="display:none">See <a href="https://client.example">it</a></p>',
        '<p>See <a href="https://client.example">it</a><img src="https://evil.example/x.png"></p>',
        '<p>See <a href="https://client.example">it</a><img src="cid:a@b"></p>',
        '<p style="color:#fff">See <a href="https://client.example">it</a></p>',
    ],
)
def test_h56_whatever_else_is_shown_or_hidden_is_another_page(other: str) -> None:
    assert as_shown(other) != as_shown('<p>See <a href="https://client.example">it</a></p>')
