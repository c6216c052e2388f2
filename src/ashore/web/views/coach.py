"""The coach beside a reply, what people tell it, and the pages of its rules."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ashore.core.coach import Limit, Rule, all_rules, page_of, rule_named
from ashore.usecases import manners, silencing
from ashore.usecases.coaching import coach as ask_coach
from ashore.usecases.drafts import save_draft
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries.coach import house
from ashore.usecases.queries.packs import house_rules, packs
from ashore.web import forms
from ashore.web.coaching import SEVERITIES, UNITS, told
from ashore.web.desk import Desk, at_desk, page
from ashore.web.rulepages import blocks
from ashore.web.views.actions import carry_out
from ashore.web.wording import refusal

ORDER = tuple(SEVERITIES)
LONGEST_NUMBER = 9
MOST_REQUIRED = 1_000


@require_POST
@at_desk
def coach(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """The findings on a reply that is being written, as a piece of its page."""
    form = forms.Coached(request.POST)
    if not form.is_valid():
        return _too_long(request)
    return findings(request, desk, number, form)


def _too_long(request: HttpRequest) -> HttpResponse:
    line = _("This is too long to be read along.")
    return render(request, "ashore/parts/coach.html", {"coach": {"told": line, "notes": [line]}}, status=422)


def findings(
    request: HttpRequest, desk: Desk, number: int, form: forms.Coached, *, word: str = "", wrong: str = ""
) -> HttpResponse:
    """The list of findings. ``word``: what was just done; ``wrong``: why it was not."""
    asked = ask_coach(
        **{**desk.acts(), "now": timezone.localtime(desk.now)},
        conversation=number,
        text=form.cleaned_data["text"],
        to=form.cleaned_data["to"],
    )
    context = {"coach": told(asked), "talk_id": number, "word": word, "wrong": wrong}
    return render(request, "ashore/parts/coach.html", context)


@require_POST
@at_desk
def silence(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Silence a finding beside a reply, or show it again; the words of the reply come along and are kept."""
    form = forms.Coached(request.POST)
    if not form.is_valid():
        return _too_long(request)
    event, wrong = _carried_out(request, desk, number, form)
    word = "" if wrong else _("Shown again.") if form.cleaned_data["lift"] else _("Silenced.")
    if getattr(request, "htmx", False):
        return findings(request, desk, number, form, word=word, wrong=wrong)
    save_draft(**desk.acts(), conversation=number, text=form.cleaned_data["text"])
    if wrong:
        messages.error(request, wrong)
    else:
        messages.success(request, word, extra_tags=f"undo-{event}")
    return redirect(reverse("conversation", args=[number]) + "#reply")


def _carried_out(request: HttpRequest, desk: Desk, number: int, form: forms.Coached) -> tuple[int, str]:
    """The event of what was done, and why it was not."""
    try:
        if lifted := form.cleaned_data["lift"]:
            return silencing.lift(**desk.acts(), silence=lifted), ""
        scope, code, mark = form.cleaned_data["silence"]
        why = next(filter(str.strip, request.POST.getlist(f"why-{code}-{mark}")), "")
        act = {"scope": scope, "code": code, "mark": mark, "why": why}
        return silencing.silence(**desk.acts(), conversation=number, **act), ""
    except NotPossible as error:
        return 0, refusal(error)


@require_POST
@at_desk
def lift(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show again what was silenced with a client or in the house."""
    return carry_out(request, partial(silencing.lift, **desk.acts(), silence=number), _("Shown again."))


@require_POST
@at_desk
def manner(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Note how a client wants to be written to."""
    form = forms.Manner(request.POST)
    form.is_valid()
    given = form.cleaned_data
    act = partial(
        manners.write_so,
        **desk.acts(),
        client=number,
        type=given.get("type", ""),
        familiar=given.get("familiar", False),
        terms=given.get("terms", ""),
    )
    return carry_out(request, act, _("Noted; the coach keeps to it from now on."))


@require_safe
@at_desk
def settings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How this house lets itself be helped: rules that hold replies back, and what is silent."""
    found = house(workspace=desk.workspace)
    own = house_rules(workspace=desk.workspace, user=desk.user)
    rules = sorted(all_rules(), key=_by_weight)
    context: dict[str, Any] = {
        "house": found,
        "required": [rule for rule in rules if rule.code in found.required],
        "others": [rule for rule in rules if rule.code not in found.required],
        "own_required": [each for each in own if each.held or each.code in found.required],
        "own_others": [each for each in own if not (each.held or each.code in found.required)],
        "packs": packs(workspace=desk.workspace, user=desk.user),
        "limits": [_threshold(rule, rule.limit, found.limits.get(rule.name)) for rule in rules if rule.limit],
    }
    return page(request, desk, "ashore/coach.html", context)


def _threshold(rule: Rule, limit: Limit, here: int | None) -> dict[str, Any]:
    """A threshold as the page offers it: the house's number, and the usual one, where languages differ for each."""
    names = dict(forms.LANGUAGES)
    return {
        "rule": rule,
        "value": "" if here is None else here,
        "unit": UNITS[limit.unit],
        "limit": limit,
        "by_language": [(names[each], number) for each, number in limit.of.items()],
    }


def _by_weight(rule: Rule) -> tuple[int, str]:
    return ORDER.index(rule.severity), rule.code


@require_POST
@at_desk
def require(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose the rules that hold replies back."""
    act = partial(manners.require, **desk.acts(), rules=request.POST.getlist("rule")[:MOST_REQUIRED])
    return carry_out(request, act, _("Kept; it holds from the next reply on."))


@require_POST
@at_desk
def limits(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Set from which number on rules speak up; an empty field takes the usual one."""
    given = {each.name: _number(request.POST.get(each.name, "")) for each in all_rules() if each.limit}
    act = partial(manners.set_limits, **desk.acts(), limits=given)
    return carry_out(request, act, _("Kept; it holds from the next reply on."))


def _number(text: str) -> int | None:
    """What was typed; None for nothing, and what no threshold can be for what is no number."""
    typed = text.strip()
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else -1


@require_safe
@at_desk
def rule(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """What a rule of the coach looks for, why, and when to ignore it."""
    found = rule_named(name)
    if found is None:
        raise Http404
    if found.name != name:
        return redirect("rule", found.name)
    doc = page_of(found).strip()
    context = {
        "rule": found,
        "first": doc.partition("\n")[0],
        "blocks": list(blocks(doc)),
        "required": found.code in house(workspace=desk.workspace).required,
    }
    return page(request, desk, "ashore/rule.html", context)
