"""Foreign HTML in a real browser (H49, H51, H54 to H57): nothing runs, nothing is fetched, nothing leaves its frame.

Each vector is shown three ways: raw, to know that the trap works; sanitised alone, without any other protection; and as
the desk shows it, in a sandboxed frame under the desk's own Content-Security-Policy.
"""

# ruff: noqa: E501 - tables of samples are read as rows

import http.server
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from ashore import mail
from ashore.web.originals import targets_shown
from ashore.web.views.files import FRAME

_RUN = "window.top.ran=1,alert(1)"

_TAGS_AND_EVENTS = [
    f"<{tag} {event}=top.ran=1 {more}>x</{tag}>"
    for tag, event, more in [
        ("img", "onerror", "src=/fetched"), ("image", "onerror", "src=/fetched"), ("body", "onload", ""), ("body", "onpageshow", ""),
        ("svg", "onload", ""), ("details", "ontoggle", "open"), ("video", "onerror", "src=/fetched"), ("audio", "onerror", "src=/fetched"),
        ("video", "onloadstart", "src=/fetched autoplay"), ("input", "onfocus", "autofocus"), ("select", "onfocus", "autofocus"),
        ("textarea", "onfocus", "autofocus"), ("button", "onfocus", "autofocus"), ("a", "onfocus", "href=/x autofocus"), ("marquee", "onstart", ""),
        ("marquee", "onfinish", "loop=1"), ("object", "onerror", "data=/fetched"), ("iframe", "onload", ""), ("iframe", "onload", "src=about:blank"),
        ("style", "onload", ""), ("link", "onerror", "rel=stylesheet href=/fetched"), ("script", "onerror", "src=/fetched"), ("embed", "onload", "src=/fetched"),
        ("div", "onpointerenter", "style=position:fixed;inset:0"), ("div", "onmouseover", "style=position:fixed;inset:0"), ("div", "onanimationstart", "style=animation:x"),
        ("div", "ontransitionend", "style=transition:all"), ("div", "onscroll", "style=overflow:scroll"), ("div", "onbeforecopy", "contenteditable"),
        ("div", "oncontentvisibilityautostatechange", "style=content-visibility:auto"), ("xss", "onfocusin", "tabindex=1 autofocus"), ("div", "popover onbeforetoggle", ""),
        ("p", "onclick", ""), ("p", "onwheel", ""), ("p", "ONCLICK", ""), ("p", "oNmOuSeOvEr", ""), ("form", "onsubmit", ""), ("frameset", "onload", ""), ("meter", "onmouseover", ""),
        ("dialog", "onclose", "open"), ("track", "onerror", "src=/fetched default"), ("source", "onerror", "src=/fetched"), ("math", "onmouseover", ""), ("isindex", "onfocus", "autofocus"),
    ]
]  # fmt: skip
_SCRIPTS = [
    "<script>RUN</script>", "<SCRIPT>RUN</SCRIPT>", "<script/x>RUN</script>", "<script\n>RUN</script\n>", "<scr<script>ipt>RUN</scr</script>ipt>", "<script src=/fetched></script>",
    "<script src=data:text/javascript,RUN></script>", "<script type=module>RUN</script>", "<svg><script>RUN</script></svg>", "<svg><script href=data:,RUN /></svg>", "<svg><script>&#119;indow.top.ran=1</script>",
    "<math><script>RUN</script></math>", "<<script>RUN//<</script>", '<img """><script>RUN</script>">', "<![CDATA[<script>RUN</script>]]>", "<!--><script>RUN</script>-->", "<!--!><script>RUN</script>-->",
    "<!--><!--><script>RUN</script>", "<!-- --!><script>RUN</script>", "<!--[if gte IE 4]><script>RUN</script><![endif]-->", "<?xml version='1.0'?><script>RUN</script>", "<%<script>RUN</script>%>", "</<script>RUN</script>",
    "<plaintext><script>RUN</script>", "<xmp><script>RUN</script></xmp>", "<xmp><p title='</xmp><script>RUN</script>'>", "<listing><img src=x onerror=RUN></listing>", "<title><img src=x onerror=RUN></title>",
    "<title></title><script>RUN</script>", "<textarea></textarea><script>RUN</script>", "<noscript><p title='</noscript><img src=x onerror=RUN>'>", "<template><script>RUN</script></template>",
    "<noembed><p title='</noembed><img src=x onerror=RUN>'>", "<noframes><p title='</noframes><img src=x onerror=RUN>'>", "<iframe><p title='</iframe><img src=x onerror=RUN>'>", "<style><p title='</style><img src=x onerror=RUN>'>",
    "<select><template><script>RUN</script>", "<select><option><style></option></select><img src=x onerror=RUN></style>", "<table><script>RUN</script></table>", "<table><tr><td><script>RUN</script>", "<b\x00 onclick=RUN>x</b>",
    "\x00<script>RUN</script>", "<scr\x00ipt>RUN</script>", "<img src='x' onerror\x0b=RUN>", "<img src=`x`onerror=RUN>", "<img/src=x/onerror=RUN>", "<img src=x\x0conerror=RUN>", "<img src=x onerror\n=\nRUN>", "<img src=x onerror='RUN'", "<img src=x:x onerror=RUN//",
    "<img alt='`><img src=x onerror=RUN>'>", "<img src=x alt=\"\\\"><img src=x onerror=RUN>\">", "<div title=\"--><script>RUN</script>\">x</div>", "<p style='x:</style><img src=x onerror=RUN>'>", "<a title='&quot;><img src=x onerror=RUN>'>x</a>",
    "<a title='&#34;><img src=x onerror=RUN>' href=http://x.example>x</a>", "&lt;script&gt;RUN&lt;/script&gt;", "&#60;script&#62;RUN&#60;/script&#62;", "+ADw-script+AD4-RUN+ADw-/script+AD4-", "%3Cscript%3ERUN%3C/script%3E", "\u017fcript>RUN", "<\u017fcript>RUN</\u017fcript>",
    "<ſcript>RUN</ſcript>", "＜script＞RUN＜/script＞", "<script>RUN", "<svg><animate onbegin=RUN attributeName=x dur=1s>", "<svg><set onbegin=RUN attributeName=x>", "<svg><style><img src=x onerror=RUN></style></svg>", "<svg><title><img src=x onerror=RUN></title></svg>",
    "<svg></p><style><a id=\"</style><img src=x onerror=RUN>\">", "<svg><desc><img src=x onerror=RUN></desc></svg>", "<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>", "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='RUN'/></svg>#x\"/>",
    "<svg><a xlink:href=javascript:RUN><rect width=500 height=500 /></a></svg>", "<svg><a><animate attributeName=href values=javascript:RUN /><text y=20>x</text></a></svg>", "<math href=javascript:RUN>x</math>", "<math><a xlink:href=javascript:RUN>x</a></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=RUN&gt;\">", "<math><mtext><table><mglyph><style><img src=x onerror=RUN>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=RUN>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=RUN></annotation-xml></math>", "<math><mi><style><img src=x onerror=RUN></style></mi></math>", "<math><mtext><svg><mtext><style><path id=\"</style><img src=x onerror=RUN>\">",
    "<svg><mtext></svg><style><a title=\"</style><img src=x onerror=RUN>\">", "<div><svg></p><script>RUN</script></svg></div>", "<p><svg><p><style><!--</style><img src=x onerror=RUN>-->", "<!DOCTYPE x [<!ENTITY y '<script>RUN</script>'>]>&y;",
    "<applet code=x onerror=RUN>", "<layer src=javascript:RUN></layer>", "<xml id=x><x><c><![CDATA[<img src=x onerror=RUN>]]></c></x></xml>", "<body background=javascript:RUN>", "<a href=http://x.example/ onclick=RUN style=position:fixed;inset:0>x</a>",
    "<marquee><script>RUN</script></marquee>", "<object type=text/html data='data:text/html,<script>RUN</script>'></object>", "<embed src='data:text/html,<script>RUN</script>'>", "<embed src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"RUN\"/>'>",
]  # fmt: skip
_ADDRESSES = [
    f"<a style=position:fixed;inset:0 href={quote}{scheme}RUN{quote}>x</a>"
    for quote in ("'",)
    for scheme in [
        "javascript:", " javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "\x01javascript:", "&#106;avascript:", "&#x6A&#x61vascript:", "javascript&colon;", "javascript&#58;", "java&Tab;script:", "java&NewLine;script:",
        "&#0000106avascript:", "javascript://x.example/%0a", "\u00a0javascript:", "data:text/html,<script>", "data:text/html;base64,", "vbscript:", "livescript:", "blob:", "filesystem:", "view-source:javascript:", "feed:javascript:", "jar:javascript:", "\ufeffjavascript:",
    ]
]  # fmt: skip
_FRAMES = [
    "<iframe src=javascript:RUN></iframe>", "<iframe srcdoc='<script>RUN</script>'></iframe>", "<iframe src=/fetched></iframe>", "<iframe src='data:text/html,<script>RUN</script>'></iframe>", "<object data=javascript:RUN></object>", "<object data=/fetched></object>",
    "<embed src=javascript:RUN>", "<embed src=/fetched>", "<frameset><frame src=javascript:RUN></frameset>", "<portal src=/fetched></portal>", "<fencedframe></fencedframe>", "<applet archive=/fetched code=x></applet>",
    "<base href=/fetched/><img src=x>", "<base href=javascript:/a/><a href=#RUN>x</a>", "<meta http-equiv=refresh content='0;url=/fetched'>", "<meta http-equiv=refresh content='0;url=javascript:RUN'>", "<meta http-equiv=Set-Cookie content=a=b>", "<meta http-equiv=Content-Security-Policy content=''>",
    "<form action=/fetched><button style=position:fixed;inset:0>x</button></form>", "<form><button formaction=javascript:RUN style=position:fixed;inset:0>x</button></form>", "<form id=t></form><button form=t formaction=/fetched style=position:fixed;inset:0>x</button>", "<isindex action=/fetched>", "<input type=image src=/fetched>",
    "<input type=submit formaction=/fetched style=position:fixed;inset:0>", "<keygen autofocus onfocus=RUN>", "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"/fetched\"]}]}</script>", "<script type=importmap>{\"imports\":{\"x\":\"/fetched\"}}</script>",
]  # fmt: skip
_FETCHES = [
    "<img src=/fetched>", "<img srcset='/fetched 2x'>", "<img src=x srcset='/fetched 1x, /fetched2 2x' sizes=100vw>", "<img lowsrc=/fetched>", "<img dynsrc=/fetched>", "<img src=/fetched loading=eager fetchpriority=high>", "<img/src='/fetched'>", "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='/fetched'/></svg>\">",
    "<picture><source srcset=/fetched><img></picture>", "<video poster=/fetched></video>", "<video src=/fetched autoplay></video>", "<video><source src=/fetched></video>", "<video><track default src=/fetched></video>", "<audio src=/fetched autoplay></audio>", "<bgsound src=/fetched>", "<image src=/fetched>",
    "<table background=/fetched><tr><td>x</table>", "<table><tr><td background=/fetched>x</table>", "<body background=/fetched>", "<div background=/fetched>x</div>", "<link rel=stylesheet href=/fetched>", "<link rel=prefetch href=/fetched>", "<link rel=preload as=image href=/fetched>", "<link rel=icon href=/fetched>", "<link rel='shortcut icon' href=/fetched>",
    "<link rel=dns-prefetch href=//x.example>", "<link rel=preconnect href=//x.example>", "<link rel=modulepreload href=/fetched>", "<link rel=manifest href=/fetched>", "<link rel=import href=/fetched>", "<link rel=pingback href=/fetched>", "<style>@import '/fetched'</style>", "<style>@import url(/fetched);</style>", "<style>body{background:url(/fetched)}</style>",
    "<style>@font-face{font-family:x;src:url(/fetched)}body{font-family:x}</style>x", "<style>*{cursor:url(/fetched),auto}</style>", "<style>p::before{content:url(/fetched)}</style><p>x", "<style>@namespace url(/fetched);</style>", "<style>@media all{p{background:url(/fetched)}}</style><p>x", "<style><!--@import '/fetched';--></style>",
    *[f"<div style=\"{style}\">x</div>" for style in [
        "background:url(/fetched)", "background-image:url('/fetched')", "background:URL(/fetched)", "background:u\\72l(/fetched)", "background:ur/**/l(/fetched)", "background:\\75\\72\\6c(/fetched)", "list-style:url(/fetched)", "list-style-image:url(/fetched)", "border-image:url(/fetched)", "border-image-source:url(/fetched)",
        "cursor:url(/fetched),auto", "content:url(/fetched)", "mask:url(/fetched)", "mask-image:url(/fetched)", "-webkit-mask-image:url(/fetched)", "clip-path:url(/fetched#x)", "filter:url(/fetched#x)", "shape-outside:url(/fetched)", "background:image-set('/fetched' 1x)", "background:-webkit-image-set(url(/fetched) 1x)",
        "background:cross-fade(url(/fetched),url(/fetched2),50%)", "--x:url(/fetched);background:var(--x)", "font:12px x;src:url(/fetched)", "background:red url(&quot;/fetched&quot;)", "background:url(/fetched", "background:url(\n/fetched)", "color:red;background:url(/fetched)", "background:url(&#47;fetched)", "offset-path:url(/fetched)", "@import '/fetched'",
        "behavior:url(/fetched)", "-moz-binding:url(/fetched)", "width:expression(RUN)", "background:attr(title url)",
    ]],
    "<svg><image href=/fetched /></svg>", "<svg><image xlink:href=/fetched /></svg>", "<svg><feImage href=/fetched /></svg>", "<svg><use href=/fetched#x /></svg>", "<svg><rect fill='url(/fetched#x)' width=9 height=9 /></svg>", "<svg style='background:url(/fetched)'></svg>", "<svg><style>@import '/fetched'</style></svg>", "<?xml-stylesheet href='/fetched'?>",
    "<math><mglyph src=/fetched /></math>", "<object><param name=src value=/fetched><embed src=/fetched></object>", "<a href=http://x.example ping=/fetched>x</a>", "<input type=image src=/fetched>", "<img src=//x.example/fetched>", "<img src=http://x.example/fetched>", "<img src=\\\\x.example\\fetched>", "<img usemap=#m src=/fetched><map name=m><area href=javascript:RUN></map>",
    "<img src='cid:other@y'>", "<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>", "<noscript><img src=/fetched></noscript>", "<html manifest=/fetched>", "<head profile=/fetched>", "<script src=//x.example/fetched></script>", "<blockquote cite=/fetched>x</blockquote>", "<img longdesc=/fetched>", "<td><img src=/fetched>", "<frame src=/fetched>",
]  # fmt: skip
_VECTORS = [vector.replace("RUN", _RUN) for vector in [*_TAGS_AND_EVENTS, *_SCRIPTS, *_ADDRESSES, *_FRAMES, *_FETCHES]]
_AROUND = ["{}", "<p>before{}after</p>", "<table><tr><td>{}", "<div title='x'><b><i>{}"]
_LOOK = """() => {
  const all = [...document.querySelectorAll('*')];
  for (const e of all) for (const kind of ['mouseover', 'mouseenter', 'focus', 'click'])
    if (kind !== 'click' || !(e.tagName === 'A' && /^(https?|mailto|tel):/.test(e.getAttribute('href') || '')))
      e.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  return all.flatMap(e => [...e.attributes]).map(a => a.name).filter(n => n.startsWith('on'));
}"""


class _Desk(http.server.BaseHTTPRequestHandler):
    """Serves the pages by their path and writes down every path that was asked for."""

    pages: dict[str, tuple[str, str]]
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        page, policy = self.pages.get(urlsplit(self.path).path, ("", ""))
        data = page.encode("utf-8", "replace")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing: the requests themselves are counted."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Any]:
    """A server on loopback, a page of its own for every name in ``pages``."""

    class Handler(_Desk):
        pages: dict[str, tuple[str, str]] = {}
        asked: list[str] = []

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


class _Seen:
    """What a page did: requests, dialogs, marks that a script left."""

    def __init__(self, desk: Any, browser: Browser) -> None:
        self.desk = desk
        self.address = f"http://127.0.0.1:{desk.server_port}"
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.ran: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._dialog)
        # Nothing may leave the machine even where a raw vector works.
        self.context.route(
            lambda url: not url.startswith(self.address) and url.startswith("http"), lambda route: route.abort()
        )

    def _dialog(self, dialog: Any) -> None:
        self.ran.append("dialog")
        dialog.dismiss()

    def show(self, path: str) -> tuple[list[str], bool, list[str]]:
        """Requests beyond the page and its frame, whether a script ran, event attributes left in the document."""
        self.requests.clear()
        self.ran.clear()
        self.desk.RequestHandlerClass.asked.clear()
        self.page.goto(self.address + path, wait_until="load")
        frame = (
            self.page.frames[-1] if path.startswith("/framed") and len(self.page.frames) > 1 else self.page.main_frame
        )
        attributes = frame.evaluate(_LOOK)
        self.page.wait_for_timeout(15)
        ran = bool(self.ran) or bool(self.page.evaluate("() => Boolean(window.ran)"))
        own = {self.address + path, self.address + path.replace("/framed", "/original"), self.address + "/favicon.ico"}
        beyond = [url for url in self.requests if url not in own]
        beyond += [
            p
            for p in self.desk.RequestHandlerClass.asked
            if self.address + p not in own and self.address + p not in beyond
        ]
        return beyond, ran, attributes


@pytest.fixture
def seen(desk: Any, chromium: Browser) -> Iterator[_Seen]:
    """A fresh profile before the server."""
    one = _Seen(desk, chromium)
    yield one
    one.context.close()


def _document(html: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><title>x</title><body>{html}</body>'


def test_the_trap_itself_works(desk: Any, seen: _Seen) -> None:
    """A test that cannot fail is a defect: raw, these vectors do run and do fetch."""
    for place, vector in enumerate(["<img src=/fetched>", f"<script>{_RUN}</script>", "<svg onload=top.ran=1>"]):
        desk.RequestHandlerClass.pages[f"/raw/{place}"] = (_document(vector), "")
    assert seen.show("/raw/0")[0]
    assert seen.show("/raw/1")[1]
    requests, ran, attributes = seen.show("/raw/2")
    assert ran
    assert attributes == ["onload"]
    assert not requests


@pytest.mark.parametrize("around", _AROUND)
def test_h49_h51_sanitised_html_runs_nothing_and_fetches_nothing_even_unprotected(
    desk: Any, seen: _Seen, around: str
) -> None:
    """All vectors on one page for each way of placing them; on a failure each alone, to name the culprit."""
    pages = desk.RequestHandlerClass.pages
    cleaned = [mail.sanitise(around.replace("{}", vector)) for vector in _VECTORS]
    pages["/all"] = (_document("\n".join(cleaned)), "")
    if seen.show("/all") == ([], False, []):
        return
    guilty = []
    for vector, clean in zip(_VECTORS, cleaned, strict=True):
        pages["/one"] = (_document(clean), "")
        if seen.show("/one") != ([], False, []):
            guilty.append(vector)
    pytest.fail(f"{guilty or 'only all together'}")


def test_h49_every_vector_alone_runs_nothing_and_fetches_nothing(desk: Any, seen: _Seen) -> None:
    guilty = []
    for place, vector in enumerate(_VECTORS):
        desk.RequestHandlerClass.pages[f"/alone/{place}"] = (_document(mail.sanitise(vector)), "")
        if seen.show(f"/alone/{place}") != ([], False, []):
            guilty.append(vector)
    assert not guilty


@pytest.mark.parametrize("kind", ["sanitised", "raw"])
def test_h57_as_the_desk_shows_it_not_even_raw_html_gets_out_of_its_frame(desk: Any, seen: _Seen, kind: str) -> None:
    """The frame's sandbox and policy alone hold what the sanitiser might miss: scripts, requests, the page around it."""
    pages = desk.RequestHandlerClass.pages
    guilty = []
    for place in range(0, len(_VECTORS), 10):
        vectors = _VECTORS[place : place + 10]
        shown = [targets_shown(mail.sanitise(v)) if kind == "sanitised" else v for v in vectors]
        frame = f'<iframe src="/original/{kind}/{place}" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>'
        pages[f"/framed/{kind}/{place}"] = (_document(frame), "")
        pages[f"/original/{kind}/{place}"] = (_document("\n".join(shown)), FRAME)
        requests, ran, _ = seen.show(f"/framed/{kind}/{place}")
        if ran or (requests if kind == "sanitised" else _arrived(desk, place, kind)):
            guilty.append((place, requests, ran))
    assert not guilty


def _arrived(desk: Any, place: int, kind: str) -> list[str]:
    """What the server was really asked for beyond page and frame; the browser names also what the policy stopped."""
    own = {f"/framed/{kind}/{place}", f"/original/{kind}/{place}", "/favicon.ico"}
    return [path for path in desk.RequestHandlerClass.asked if path not in own]
