# ruff: noqa: E501 - HTML as mail programs write it
"""HTML mails of the common programs, read as text and then told apart: the marks of their quotations come through."""

import pytest

from ashore.core.correspondence.newtext import split
from ashore.mail.plaintext import html_to_text

NEW = "Yes, Tuesday suits us."
HEAD = "<b>From:</b> Anna Smith &lt;anna@studio.example&gt;<br><b>Sent:</b> Tuesday, March 5, 2024 2:02 PM<br><b>To:</b> Peter &lt;peter@field.example&gt;<br><b>Subject:</b> Meeting"
MAILS = {
    "gmail": '<div dir="ltr">Yes, Tuesday suits us.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 2:02\u202fPM Anna Smith &lt;<a href="mailto:anna@studio.example">anna@studio.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>Shall we meet on Tuesday?</div></blockquote></div>',
    "gmail-ru": '<div dir="ltr">Yes, Tuesday suits us.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">вт, 5 мар. 2024 г. в 14:02, Анна Иванова &lt;<a href="mailto:anna@studio.example">anna@studio.example</a>&gt;:<br></div><blockquote class="gmail_quote">Shall we meet on Tuesday?</blockquote></div>',
    "gmail-signature": '<div dir="ltr">Yes, Tuesday suits us.<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Peter<br>Field &amp; Sons</div></div><br><div class="gmail_quote"><div class="gmail_attr">On Tue, Mar 5, 2024 at 2:02 PM Anna &lt;anna@studio.example&gt; wrote:</div><blockquote class="gmail_quote">Shall we meet on Tuesday?</blockquote></div>',
    "outlook-web": f'<div class="elementToProof">Yes, Tuesday suits us.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{HEAD}</font><div>&nbsp;</div></div><div>Shall we meet on Tuesday?</div>',
    "outlook-desktop": f'<div class="WordSection1"><p class="MsoNormal">Yes, Tuesday suits us.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">{HEAD}<o:p></o:p></p></div><p class="MsoNormal">Shall we meet on Tuesday?</p></div>',
    "outlook-mac": '<div>Yes, Tuesday suits us.</div><span id="OLK_SRC_BODY_SECTION"><div><span>From: </span>Anna &lt;anna@studio.example&gt;<br><span>Date: </span>Tuesday, 5 March 2024 at 14:02<br><span>To: </span>Peter<br><span>Subject: </span>Meeting<br></div><div>Shall we meet on Tuesday?</div></span>',
    "outlook-ios": f'<div dir="ltr">Yes, Tuesday suits us.</div><div id="ms-outlook-mobile-signature"><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><hr><div id="divRplyFwdMsg">{HEAD}</div><div>Shall we meet on Tuesday?</div>',
    "thunderbird": '<p>Yes, Tuesday suits us.</p><div class="moz-cite-prefix">On 05/03/2024 14:02, Anna Smith wrote:<br></div><blockquote type="cite" cite="mid:1@studio.example"><p>Shall we meet on Tuesday?</p></blockquote>',
    "apple": '<div>Yes, Tuesday suits us.</div><div><br><blockquote type="cite"><div>On 5 Mar 2024, at 14:02, Anna Smith &lt;anna@studio.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>Shall we meet on Tuesday?</div></blockquote></div>',
    "iphone": '<div dir="ltr">Yes, Tuesday suits us.</div><div dir="ltr"><br>Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 5 Mar 2024, at 14:02, Anna Smith &lt;anna@studio.example&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeffShall we meet on Tuesday?</div></blockquote>',
    "yahoo": '<div class="ydp1">Yes, Tuesday suits us.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div><div>On Tuesday, March 5, 2024 at 02:02:11 PM GMT, Anna Smith &lt;anna@studio.example&gt; wrote: </div><div><br></div><div><div id="yiv1">Shall we meet on Tuesday?</div></div></div></div>',
    "yahoo-android": '<div>Yes, Tuesday suits us.</div><br><div id="ymail_android_signature"><a href="https://mail.onelink.me/1">Sent from Yahoo Mail on Android</a></div><br><blockquote style="margin: 0 0 20px 0;"><div>On Tue, Mar 5, 2024 at 2:02 PM, Anna Smith</div><div>&lt;anna@studio.example&gt; wrote:</div><div>Shall we meet on Tuesday?</div></blockquote>',
    "proton": '<div>Yes, Tuesday suits us.</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Tuesday, March 5th, 2024 at 2:02 PM, Anna Smith &lt;anna@proton.example&gt; wrote:<br><br><blockquote class="protonmail_quote" type="cite">Shall we meet on Tuesday?</blockquote></div>',
    "zoho": '<div>Yes, Tuesday suits us.</div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Tue, 05 Mar 2024 14:02:11 +0000 <b>Anna Smith &lt;anna@studio.example&gt;</b> wrote ----<br></div><div><br></div><blockquote id="blockquote_zmail"><div>Shall we meet on Tuesday?</div></blockquote></div>',
    "mail.ru": '<div>Yes, Tuesday suits us.</div><div class="js-helper"><blockquote style="border-left:1px solid #0857A6">Вторник, 5 марта 2024, 14:02 +03:00 от Анна Иванова &lt;anna@studio.example&gt;:<br>&nbsp;<div class="js-helper"><div>Shall we meet on Tuesday?</div></div></blockquote></div>',
    "yandex": '<div>Yes, Tuesday suits us.</div><div>&nbsp;</div><div>05.03.2024, 14:02, "Анна Иванова" &lt;anna@studio.example&gt;:</div><blockquote><p>Shall we meet on Tuesday?</p></blockquote>',
    "seznam": '<div>Yes, Tuesday suits us.</div><aside>---------- Původní e-mail ----------<br>Od: Anna &lt;anna@studio.example&gt;<br>Komu: peter@pole.example<br>Datum: 5. 3. 2024 14:02:11<br>Předmět: Meeting</aside><br><blockquote data-email="anna@studio.example">Shall we meet on Tuesday?</blockquote>',
    "samsung": '<div>Yes, Tuesday suits us.</div><div id="composer_signature"><div>Odoslané z môjho zariadenia Galaxy</div></div><div><br></div><div>-------- Pôvodná správa --------</div><div>Od: Anna &lt;anna@studio.example&gt; </div><div>Dátum: 5. 3. 2024  14:02  (GMT+01:00) </div><div>Komu: Peter </div><div>Predmet: Meeting </div><div><br></div><div>Shall we meet on Tuesday?</div>',
    "spark": '<div name="messageBodySection"><div>Yes, Tuesday suits us.</div></div><div name="messageSignatureSection"><br><div>Sent from <a href="https://sparkmailapp.com">Spark</a></div></div><div name="messageReplySection">On 5 Mar 2024 at 14:02 +0100, Anna Smith &lt;anna@studio.example&gt;, wrote:<br><blockquote type="cite" class="spark_quote">Shall we meet on Tuesday?</blockquote></div>',
    "em-client": '<div>Yes, Tuesday suits us.</div><div><br></div><div>------ Original Message ------</div><div>From "Anna Smith" &lt;<a href="mailto:anna@studio.example">anna@studio.example</a>&gt;</div><div>To "Peter" &lt;peter@field.example&gt;</div><div>Date 05/03/2024 14:02:11</div><div>Subject Meeting</div><div><br></div><div>Shall we meet on Tuesday?</div>',
    "filipino": '<div dir="ltr">Yes, Tuesday suits us.</div><br><div class="gmail_quote"><div class="gmail_attr">Noong Mar, Mar 5, 2024 nang 2:02 PM, isinulat ni Anna Cruz &lt;anna@studio.example&gt; ang:<br></div><blockquote class="gmail_quote">Shall we meet on Tuesday?</blockquote></div>',
}


@pytest.mark.parametrize("program", MAILS)
def test_the_quotation_of_an_html_mail_is_no_new_text(program: str) -> None:
    parts = split(html_to_text(MAILS[program]))
    assert parts.new_text == NEW
    assert any(segment.kind == "attribution" for segment in parts.segments)
    assert "Shall we meet on Tuesday?" in parts.quoted_text


@pytest.mark.parametrize("program", ["gmail", "thunderbird", "apple", "proton", "yandex"])
def test_an_answer_beneath_the_quotation_of_an_html_mail_is_found(program: str) -> None:
    html = MAILS[program].replace(NEW, "") + "<div>Or Wednesday?</div>"
    assert split(html_to_text(html)).new_text == "Or Wednesday?"
