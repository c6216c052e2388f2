"""What our own server found out about a sender, and what a forger would like us to take for it (H38, H45)."""

import time

import pytest

from ashore.mail.authentication import Verdict, authenticate
from ashore.words import say

SERVER = "mx.studio.example"
FROM_OUTSIDE = (
    "Received: from mail.other.example (mail.other.example [192.0.2.7])\n\tby mx.studio.example (Postfix) with"
    " ESMTPS id 4\n\tfor <anna@studio.example>; Fri, 16 Jan 2026 08:00:00 +0000"
)
LOGGED_IN = (
    "Received: from laptop (home.isp.example [192.0.2.9])\n\tby mx.studio.example (Postfix) with ESMTPSA id 5;"
    " Fri, 16 Jan 2026 08:00:00 +0000"
)
DELIVERED = "Received: from mx.studio.example\n\tby mx.studio.example with LMTP id 6; Fri, 16 Jan 2026 08:00:01 +0000"
EARLIER = "Received: from pc by mail.other.example with ESMTP; Fri, 16 Jan 2026 07:59:00 +0000"


def judged(*headers: str, domain: str = "studio.example", server: str = SERVER) -> Verdict:
    raw = "\n".join(
        [*headers, "From: Anna <anna@studio.example>", "", "Authentication-Results: mx.studio.example; dmarc=pass"]
    )
    return authenticate(raw.encode(), domain=domain, server=server)


def results(*found: str, server: str = SERVER) -> str:
    return f"Authentication-Results: {server};\n\t" + ";\n\t".join(found)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (["dmarc=pass (p=REJECT) header.from=studio.example"], "pass"),
        (["dmarc=fail (p=none) header.from=studio.example"], "fail"),
        (["dmarc=fail header.from=studio.example", "spf=pass smtp.mailfrom=anna@studio.example"], "fail"),
        (["dkim=pass header.d=studio.example header.s=k1"], "pass"),
        (["dkim=pass header.i=@mail.studio.example"], "pass"),
        (["dkim=pass header.d=evil.example"], "none"),
        (["dkim=pass header.d=notstudio.example"], "none"),
        (["dkim=fail header.d=studio.example", "spf=pass smtp.mailfrom=studio.example"], "pass"),
        (["dkim=fail header.d=studio.example", "spf=pass smtp.mailfrom=evil.example"], "fail"),
        (["spf=softfail smtp.mailfrom=boss@studio.example"], "fail"),
        (["spf=pass smtp.mailfrom=bounce@evil.example"], "none"),
        (["dmarc=none header.from=studio.example", "dkim=none", "spf=none smtp.mailfrom=evil.example"], "none"),
        (["dmarc=temperror header.from=studio.example"], "none"),
        (["dmarc=pass header.from=evil.example"], "none"),
        (["auth=pass smtp.auth=anna@studio.example"], "pass"),
        (["none"], "none"),
    ],
)  # fmt: skip
def test_dmarc_decides_and_without_it_whatever_passed_for_the_domain_itself(found, outcome):
    assert judged(results(*found), FROM_OUTSIDE).outcome == outcome


def test_h45_only_results_under_the_name_of_our_own_server_count():
    claim = "dmarc=pass header.from=studio.example"
    assert judged(results(claim, server="evil.example"), FROM_OUTSIDE).outcome == "none"
    assert judged(results(claim, server=f"{SERVER}.evil.example"), FROM_OUTSIDE).outcome == "none"
    assert judged("ARC-" + results(claim), FROM_OUTSIDE).outcome == "none"
    assert judged(results(claim, server="MX.Studio.Example 1"), FROM_OUTSIDE).outcome == "pass"


def test_h45_results_that_the_sender_wrote_beneath_those_of_our_server_are_not_read():
    forged = results("dmarc=pass header.from=studio.example")
    assert judged(results("dkim=none", "spf=fail smtp.mailfrom=studio.example"), FROM_OUTSIDE, forged).outcome == "fail"
    assert judged(FROM_OUTSIDE, results("dkim=none"), forged).outcome == "none"


def test_h45_results_from_beyond_the_hop_into_our_server_are_not_read():
    forged = results("dmarc=pass header.from=studio.example")
    verdict = judged(FROM_OUTSIDE, EARLIER, forged)
    assert (verdict.outcome, verdict.is_doubtful) == ("none", True)
    looks_ours = FROM_OUTSIDE.replace("ESMTPS ", "ESMTPSA ")
    assert judged(FROM_OUTSIDE, looks_ours, forged).is_doubtful


def test_h45_comments_and_quoted_words_of_the_sender_are_no_results():
    comment = "spf=fail (x; dmarc=pass header.from=studio.example)"
    quoted = 'smtp.mailfrom="a; dkim=pass header.d=studio.example"@x.example'
    assert judged(results(f"{comment} {quoted}"), FROM_OUTSIDE).outcome == "none"
    unclosed = results("spf=none (unclosed", "dmarc=pass header.from=studio.example")
    assert judged(unclosed, FROM_OUTSIDE).outcome == "none"


def test_h45_results_in_the_text_are_no_header():
    assert judged("Subject: x").outcome == "none"


def test_results_of_two_filters_above_the_hop_count_together():
    spf, dkim = results("spf=fail smtp.mailfrom=lists.example"), results("dkim=pass header.d=studio.example")
    assert judged(spf, dkim, FROM_OUTSIDE).outcome == "pass"


def test_results_beneath_the_hop_and_a_delivery_to_the_mailbox_are_our_servers_own():
    own = results("dmarc=fail header.from=studio.example")
    assert judged(FROM_OUTSIDE, own, EARLIER).outcome == "fail"
    assert judged(DELIVERED, FROM_OUTSIDE, own, EARLIER).outcome == "fail"
    inner = "Received: from localhost (localhost [127.0.0.1]) by mx.studio.example (Postfix) with ESMTP id 7; x"
    assert judged(inner, FROM_OUTSIDE, own, EARLIER).outcome == "fail"


@pytest.mark.parametrize(
    ("headers", "doubtful"),
    [
        ([FROM_OUTSIDE], True),
        ([DELIVERED, FROM_OUTSIDE, EARLIER], True),
        ([LOGGED_IN], False),
        ([DELIVERED, LOGGED_IN], False),
        (["Received: by mx.studio.example (Postfix, from userid 1000) id 8; x"], False),
        ([EARLIER], False),
        ([], False),
        ([FROM_OUTSIDE, LOGGED_IN], True),
    ],
)
def test_h38_without_a_word_of_the_server_the_way_tells_whether_a_message_came_from_outside(headers, doubtful):
    assert judged(*headers).is_doubtful is doubtful


def test_each_outcome_says_in_words_why():
    told = [
        say(judged(*headers).reason)
        for headers in (
            [results("dmarc=pass header.from=studio.example")],
            [results("dmarc=fail header.from=studio.example")],
            [results("dkim=none")],
            [],
        )
    ]
    assert all(SERVER in each for each in told)
    assert len(set(told)) == 4


def test_endless_headers_are_read_in_linear_time():
    raw = b"Authentication-Results: " + b"(" * 2_000_000 + b"\n" + b"Received: x\n" * 200_000 + b"From: a@b.example\n\n"
    started = time.process_time()
    assert authenticate(raw, domain="b.example", server="mx").outcome == "none"
    assert authenticate(b"Received:" + b"\n by" * 500_000, domain="b.example", server="mx").outcome == "none"
    assert time.process_time() - started < 10
