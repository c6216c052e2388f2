"""HTML as text, and made harmless (HOSTILE.md, H49 to H61)."""

# ruff: noqa: E501 - tables of samples are read as rows

import re
import time

import pytest

from ashore import mail


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("a  b\n\n c&nbsp;d &amp; e", "a b c d & e"),
        ("<ul><li>one<li>two</ul><ol><li>a</li><li>b</li></ol>", "- one\n- two\n\n1. a\n2. b"),
        ("<ol><li>a<ul><li>x</li></ul></li><li>b</li></ol>", "1. a\n  - x\n2. b"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td"),
        ("<blockquote>said<blockquote>before</blockquote></blockquote>new", "> said\n>\n> > before\n\nnew"),
        (
            "<p>On Friday Anna wrote:</p><blockquote><p>one</p><p>two</p></blockquote><p>yes</p>",
            "On Friday Anna wrote:\n\n> one\n>\n> two\n\nyes",
        ),
        ('<a href="https://shop.example/x">the shop</a>', "the shop <https://shop.example/x>"),
        ('<a href="https://shop.example/">shop.example</a>', "shop.example"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ("<style>p{}</style><script>x()</script><title>t</title>seen", "seen"),
        ("<!-- no -->yes<!--[if mso]><p>Outlook only</p><![endif]--><![if !mso]>all<![endif]>", "yesall"),
        ("<p class=MsoNormal>text<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>more</p>", "text\n\nmore"),
        ('<div style="display:none">preheader<div>inner</div></div>seen', "seen"),
        ('<span style="font-size:0px;">x</span><span hidden>y</span>z', "z"),
        ("<pre>a\n  b\n</pre>c", "a\n  b\n\nc"),
        ('<img alt="Logo" src=x>', "[Logo]"),
        ('<a title="a > b" href=x>c</a>', "c"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("", ""),
    ],
)
def test_html_reads_as_its_reader_sees_it(html: str, text: str) -> None:
    assert mail.html_to_text(html) == text


def test_h58_a_link_that_says_another_address_shows_its_target() -> None:
    assert mail.html_to_text('<a href="http://thief.example/">https://bank.example/</a>').endswith(
        "<http://thief.example/>"
    )


_TORTURE = {
    "nested div": "<div>" * 100_000 + "x",
    "entities": "&amp;" * 300_000,
    "unclosed b": "<b " * 50_000,
    "unclosed comment": "<!--" * 50_000,
    "unclosed style": "<style" * 50_000,
    "style": "<style>" + "a{b:c}" * 170_000 + "</style>hello",
    "blockquotes": "<blockquote>" * 50_000 + "x",
    "tables": "<table><tr><td>" * 20_000 + "x",
    "fonts": "".join(f"<font size={n}>" for n in range(250)) + "<p>x" * 20_000,
    "quotes": '<a b="' + ">" * 300_000,
    "attributes": "<b " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x",
    "hidden": '<div style="display:none">' * 20_000,
    "links": "<a href=x>" * 50_000,
    "less than": "<" * 300_000,
    "equals": "<b a=" * 60_000,
    "half entities": "&#" * 200_000,
    "cells with quotes": "<td a'=\"" * 40_000,
}


@pytest.mark.parametrize("name", _TORTURE)
def test_h50_torture_is_linear(name: str) -> None:
    begun = time.process_time()
    mail.html_to_text(_TORTURE[name])
    mail.sanitise(_TORTURE[name])
    assert time.process_time() - begun < 6, "far from linear"


def test_h61_a_megabyte_of_style_leaves_the_text() -> None:
    assert mail.html_to_text(_TORTURE["style"]) == "hello"


_VECTORS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//x.example/a.js></SCRIPT>", "<script/x>alert(1)</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<img src=`x`onerror=alert(1)>", '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<math href=javascript:alert(1)>x</math>",
    "<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='java\tscript:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A&#x61vascript:alert(1)'>x</a>", "<a href=data:text/html,<script>alert(1)</script>>x</a>", "<a href=vbscript:x>x</a>", "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='//x.example/'>x</a>", "<a href='file:///etc/passwd'>x</a>", "<a onclick=alert(1) href=http://x.example>x</a>",
    "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>", "<applet code=x></applet>", "<base href=//x.example/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//x.example/a.css>", "<link rel=prefetch href=//x.example/>", "<link rel=icon href=//x.example/i.ico>", "<style>@import '//x.example/a.css'</style>",
    "<style>body{background:url(//x.example/a.png)}</style>", "<div style=\"background:url(//x.example/a.png)\">x</div>", "<div style='background-image:url(\"//x.example/a\")'>x</div>",
    "<div style='width:expression(alert(1))'>x</div>", "<div style='behavior:url(x.htc)'>x</div>", "<div style='-moz-binding:url(//x.example/x#y)'>x</div>",
    "<div style='color:\\75 rl(//x.example/)'>x</div>", "<div style='color:u/**/rl(//x.example/)'>x</div>", "<div style='list-style:url(//x.example/a)'>x</div>",
    "<div style='color:image-set(\"//x.example/a\" 1x)'>x</div>", "<div style='position:fixed;top:0;left:0;z-index:99999'>x</div>", "<div style='display:none'>x</div>",
    "<div style='color:var(--x);--x:url(//x.example/)'>x</div>", "<div style='font-family:\"x\";background:url(//x.example/)'>x</div>",
    "<img src=//x.example/a.png>", "<img srcset='//x.example/a.png 2x'>", "<img src=http://x.example/a.png>", "<img lowsrc=//x.example/a.png>", "<img dynsrc=//x.example/>",
    "<picture><source srcset=//x.example/a.png><img></picture>", "<video poster=//x.example/a.png src=//x.example/v.mp4></video>", "<audio src=//x.example/a.mp3 autoplay></audio>",
    "<table background=//x.example/a.png><tr><td background=//x.example/b.png>x</td></tr></table>", "<body background=//x.example/a.png onload=alert(1)>x",
    "<input type=image src=//x.example/a.png>", "<form action=//x.example/><input name=a><button formaction=javascript:alert(1)>x</button></form>",
    "<isindex action=javascript:alert(1) type=image>", "<textarea autofocus onfocus=alert(1)></textarea>", "<select onfocus=alert(1) autofocus>", "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>", "<keygen autofocus onfocus=alert(1)>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<template><script>alert(1)</script></template>",
    "<p id=ashore name=body class=btn>x</p>", "<img name=getElementById>", "<a id=location href=http://x.example>x</a>", "<img src=data:image/svg+xml;base64,PHN2Zz4=>", "<img src=cid:logo@x>",
    "<![CDATA[<script>alert(1)</script>]]>", "<!--><img src=x onerror=alert(1)>-->", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<?xml version='1.0'?><script>alert(1)</script>",
    "<xss onpointerenter=alert(1)>x</xss>", "<x contenteditable onblur=alert(1)>x</x>", "<a href=http://x.example ping=//y.example/>x</a>", "<a href=http://x.example download>x</a>",
    "<frameset><frame src=javascript:alert(1)></frameset>", "<portal src=//x.example/></portal>", "<dialog open>x</dialog>", "<bgsound src=//x.example/a.wav>", "<layer src=//x.example/>",
    "<plaintext><script>alert(1)</script>", "<xmp><script>alert(1)</script></xmp>", "<listing><img src=x onerror=alert(1)></listing>", "<title><img src=x onerror=alert(1)></title>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<p style='x:</style><img src=x onerror=alert(1)>'>", "<b\x00 onclick=alert(1)>x</b>",
    "\x00<script>alert(1)</script>", "<img src='x' onerror\x0b=alert(1)>", "<<script>alert(1)//<</script>", "<a href=\"http://x.example\" style=\"x\" onmouseover='alert(1)'>x</a>",
    "<table><td title='><script>alert(1)</script>'>x", "<img alt='`><img src=x onerror=alert(1)>'>", "<div title=\"--><script>alert(1)</script>\">x</div>",
]  # fmt: skip
_OPEN_TAG = re.compile(r"<([a-z0-9]+)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"\s([a-z-]+)=\"([^\"]*)\"")
_ACTIVE = {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "button", "link", "meta", "base", "video", "audio", "source",
           "template", "textarea", "select", "frame", "frameset", "applet", "portal", "dialog", "title", "noscript", "xmp", "plaintext", "body", "picture"}  # fmt: skip
_FETCHING = {
    "src",
    "srcset",
    "background",
    "poster",
    "data",
    "action",
    "formaction",
    "lowsrc",
    "dynsrc",
    "ping",
    "srcdoc",
    "id",
    "name",
    "class",
    "download",
}


@pytest.mark.parametrize("vector", _VECTORS)
@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<div title='{}'>x</div>", "<table><tr><td>{}", "<b>{}</b>{}"])
def test_h49_h51_h54_h55_nothing_runs_and_nothing_is_fetched(vector: str, around: str) -> None:
    clean = mail.sanitise(around.replace("{}", vector))
    tags = _OPEN_TAG.findall(clean)
    assert len(tags) == len(re.findall(r"<[a-zA-Z]", re.sub(r'="[^"]*"', "", clean))), clean
    for name, attributes in tags:
        assert name not in _ACTIVE
        for attribute, value in _ATTRIBUTE.findall(attributes):
            assert not attribute.startswith("on"), clean
            assert attribute not in _FETCHING, clean
            if attribute == "href":
                assert re.match(r"(?:https?://|mailto:|tel:)", value), clean
            if attribute == "style":
                assert not re.search(r"url|expression|image|position|display|behavior|binding|\\|/\*|--", value), clean


def test_h51_pictures_wait_for_the_user() -> None:
    html = '<p><img src="https://x.example/a.png" alt="A"> <img src="cid:logo@x"></p>'
    clean = mail.sanitise(html, own_parts=frozenset({"logo@x"}))
    assert ' src="' not in clean
    assert 'data-src="https://x.example/a.png"' in clean
    assert 'data-src="cid:logo@x"' in clean


def test_h53_a_picture_of_another_message_is_never_shown() -> None:
    html = '<img src="cid:logo@x"><img src="cid:other@y"><img src="CID:logo%40x">'
    assert mail.sanitise(html).count("cid:") == 0
    assert (
        mail.sanitise(html, own_parts=frozenset({"logo@x"}))
        == '<img data-src="cid:logo@x"><img><img data-src="CID:logo%40x">'
    )


@pytest.mark.parametrize(
    "tag", ['<div style="display: none">', "<p hidden>", '<span style="font-size:0px">', "<div style='mso-hide:all'>"]
)
def test_h56_hidden_text_is_marked(tag: str) -> None:
    clean = mail.sanitise(tag + "unseen")
    assert 'data-hidden="yes"' in clean
    assert "unseen" in clean
    assert "data-hidden" not in mail.sanitise('<div style="display:block">seen</div>')


def test_h58_the_target_of_a_link_stands_first_however_it_was_written() -> None:
    clean = mail.sanitise(
        '<a title="x>y" style="color:red" href="http://thief.example/?a=1&b=2">https://bank.example/</a>'
    )
    assert clean.startswith('<a href="http://thief.example/?a=1&amp;b=2" ')


def test_harmless_html_keeps_its_look() -> None:
    html = '<p style="color: #333; text-align: center"><b>Hello</b> <a href="https://x.example/">x</a></p><ul><li>one</li></ul>'
    clean = mail.sanitise(html)
    assert "color:#333;text-align:center" in clean
    assert "<b>Hello</b>" in clean
    assert 'rel="noopener noreferrer nofollow"' in clean
    assert "<li>one</li>" in clean


def test_a_sanitised_text_is_sanitised_already() -> None:
    html = '<p style="color:red"><b>Hello</b> <a href="https://x.example/?a=1&amp;b=2">x</a> 1 &lt; 2</p>'
    assert mail.sanitise(mail.sanitise(html)) == mail.sanitise(html)


@pytest.mark.parametrize("html", ["<ſcript>a</ſcript>", "<ſtyle>a", "<xſvg>a", "<ſvg><ſelect>a"])
def test_h49_letters_that_only_fold_to_ascii_make_no_tag(html: str) -> None:
    assert "a" in mail.html_to_text(html)
    assert "a" in mail.sanitise(html)
