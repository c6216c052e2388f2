"""All addresses of the desk. What is not open to all belongs to a workspace; tests go through the whole list."""

from allauth.account import views as entrance
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, register_converter

from ashore.web.desk import in_own_language
from ashore.web.ids import Key, Number
from ashore.web.views import (
    account,
    actions,
    agreements,
    clients,
    coach,
    conversation,
    engagements,
    files,
    finding,
    lists,
    packs,
    parties,
    trays,
)

register_converter(Number, "number")
register_converter(Key, "key")


def closed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the signature of a view
    """Nobody signs up by themselves, and no password is sent by mail: sign-in links take that place."""
    raise Http404


urlpatterns = [
    path("", lists.today, name="today"),
    path("inbox/", lists.inbox, name="inbox"),
    path("clients/", lists.clients, name="clients"),
    path("clients/<number:number>/", clients.client, name="client"),
    path("clients/<number:number>/rename/", parties.rename, name="rename"),
    path("clients/<number:number>/manner/", coach.manner, name="manner"),
    path("clients/<number:number>/pause/", parties.suspend, name="suspend"),
    path("engagements/<number:number>/", engagements.engagement, name="engagement"),
    path("engagements/<number:number>/happened/", engagements.happened, name="happened"),
    path("engagements/<number:number>/agreement/", agreements.agreement, name="agreement"),
    path("engagements/<number:number>/agreement/new/", agreements.agree, name="agree"),
    path("engagements/<number:number>/statement/", agreements.statement, name="statement"),
    path("engagements/<number:number>/plan/", agreements.plan, name="plan"),
    path("agreements/<number:number>/file/", agreements.agreement_file, name="agreement_file"),
    path("agreements/<number:number>/contract/", agreements.contract, name="contract"),
    path("pauses/<number:number>/end/", parties.resume, name="resume"),
    path("conversations/<number:number>/", conversation.conversation, name="conversation"),
    path("conversations/<number:number>/reply/", actions.reply, name="reply"),
    path("conversations/<number:number>/draft/", actions.draft, name="draft"),
    path("conversations/<number:number>/coach/", coach.coach, name="coach"),
    path("conversations/<number:number>/silence/", coach.silence, name="silence"),
    path("conversations/<number:number>/call/", actions.call, name="call"),
    path("messages/<number:number>/original/", files.original, name="original"),
    path("messages/<number:number>/pictures/", files.pictures, name="pictures"),
    path("messages/<number:number>/raw/", files.raw, name="raw"),
    path("messages/<number:number>/needs-no-answer/", actions.needs_no_answer, name="needs_no_answer"),
    path("messages/<number:number>/belongs/", parties.admit, name="admit"),
    path("messages/<number:number>/not-ours/", parties.reject, name="reject"),
    path("tray/", lists.tray, name="tray"),
    path("tray/again/", trays.retry, name="retry_tray"),
    path("tray/<number:number>/again/", trays.retry, name="retry"),
    path("said/<key:key>/", conversation.message, name="message"),
    path("attachments/<number:number>/", files.attachment, name="attachment"),
    path("owed/<key:key>/waive/", actions.waive, name="waive"),
    path("events/<number:number>/undo/", actions.undo, name="undo"),
    path("outgoing/<number:number>/withdraw/", actions.withdraw, name="withdraw"),
    path("outgoing/<number:number>/sent/", actions.mark_sent, name="mark_sent"),
    path("outgoing/<number:number>/again/", actions.send_again, name="send_again"),
    path("coach/", coach.settings, name="coach_settings"),
    path("coach/required/", coach.require, name="require"),
    path("coach/thresholds/", coach.limits, name="limits"),
    path("coach/packs/new/", packs.new_pack, name="new_pack"),
    path("coach/packs/add/", packs.add_pack, name="add_pack"),
    path("coach/packs/switch/", packs.switch_pack, name="switch_pack"),
    path("coach/packs/<number:number>/", packs.pack, name="pack"),
    path("coach/packs/<number:number>/replace/", packs.replace_pack, name="replace_pack"),
    path("coach/packs/<number:number>/remove/", packs.remove_pack, name="remove_pack"),
    path("silences/<number:number>/lift/", coach.lift, name="lift"),
    path("search/", finding.search, name="search"),
    path("jump/", finding.jump, name="jump"),
    path("help/", lists.help_page, name="help"),
    path("help/rules/<key:name>/", coach.rule, name="rule"),
    path("preferences/", account.preferences, name="preferences"),
    path("enter/<str:secret>/", account.enter, name="enter"),
    path("sign-in/", in_own_language(entrance.login), name="account_login"),
    path("sign-out/", in_own_language(entrance.logout), name="account_logout"),
    path("password/", in_own_language(entrance.password_change), name="account_change_password"),
    path("password/first/", in_own_language(entrance.password_set), name="account_set_password"),
    path("still-you/", in_own_language(entrance.reauthenticate), name="account_reauthenticate"),
    path("closed/", in_own_language(entrance.account_inactive), name="account_inactive"),
    path("sign-up/", closed, name="account_signup"),
    path("password/forgotten/", closed, name="account_reset_password"),
]
