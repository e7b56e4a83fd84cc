"""The office's own rules for routing: read, changed in a draft, tried, saved, restored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from design.keyset import page as keyset_page
from members.models import Organ
from members.policies import hats, require_staff
from members.requests import SignedIn, sent_version
from suggestions import policies, rulebook
from suggestions.actions import ruling_routes
from suggestions.actions.ruling_routes import RuleGone, TooManyRules
from suggestions.forms import RoutingRuleForm
from suggestions.lifecycle import NotNow
from suggestions.models import RuleSet
from suggestions.rulebook import Book
from workdays.clock import now

FOLDER = "suggestions/office/rules"
MOST_LISTED = 50


@login_required
@require_safe
def first(request: SignedIn) -> HttpResponse:
    """On to the rules of the organ in whose office this person sits, or which they administer."""
    own = _ruled_by(request)
    asked = request.GET.get("organ", "")
    for organ in [asked] if asked in own else own:
        return redirect("suggestions:rules_of", organ)
    raise PermissionDenied(_("This page is for the staff of the organ’s office."))


def _ruled_by(request: SignedIn) -> list[str]:
    worn = hats(request.user)
    return list(dict.fromkeys((*worn.office_of, *worn.admin_of)))


@login_required
@require_safe
def book(request: SignedIn, organ: str) -> HttpResponse:
    """The rules in their order; where this officer has changed something, as they would be."""
    return _book_page(request, _book(request, organ))


def _book(request: SignedIn, organ: str) -> Book:
    require_staff(request.user, organ)
    return rulebook.book(get_object_or_404(Organ, pk=organ), request.user)


def _book_page(
    request: SignedIn, found: Book, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    units = rulebook.units_by_code(found.organ)
    others = [code for code in _ruled_by(request) if code != found.organ.pk]
    page = {
        "book": found,
        "lines": rulebook.lines(found.rules(), units),
        "refusal": refusal,
        "elsewhere": Organ.objects.filter(pk__in=others) if others else (),
        "may_try": found.organ.pk in hats(request.user).office_of,
    }
    return render(request, f"{FOLDER}/book.html", page, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn, organ: str) -> HttpResponse:
    """A new rule, at the end of the list."""
    found = _book(request, organ)
    form = RoutingRuleForm(request.POST or None, organ=found.organ, is_tried=_is_tried(request))
    return _put(request, found, form, key="")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, organ: str, key: str) -> HttpResponse:
    """One rule once more. Where it was taken out meanwhile, what was typed can still be added."""
    found = _book(request, organ)
    rule = next((one for one in found.rules() if one.key == key), None)
    if rule is None and request.method != "POST":
        raise Http404
    form = RoutingRuleForm(
        request.POST or None, organ=found.organ, rule=rule, is_tried=_is_tried(request)
    )
    return _put(request, found, form, key=key)


def _is_tried(request: SignedIn) -> bool:
    """Whether the rule is only tried on a sentence, and nothing is to be kept."""
    return request.POST.get("do") == "try"


def _put(request: SignedIn, found: Book, form: RoutingRuleForm, *, key: str) -> HttpResponse:
    status, gone, said = (422 if form.is_bound else 200), False, None
    if _is_tried(request):
        if form.is_valid():
            sample, units = form.cleaned_data["sample"], rulebook.units_by_code(found.organ)
            said = rulebook.say(found, form.rule(key), sample, request.user, units)
            status = 200
    elif form.is_bound and form.is_valid():
        try:
            ruling_routes.put(organ=found.organ, rule=form.rule(key), by=request.user, at=now())
        except (TooManyRules, NotNow) as refusal:
            form.add_error(None, str(refusal))
            gone = isinstance(refusal, RuleGone)
            status = 409 if gone else 422
        else:
            kept = _("Kept. It is in force only once you press “Save as a new version”.")
            messages.success(request, kept)
            return redirect("suggestions:rules_of", found.organ.pk)
    page = {"book": found, "form": form, "is_new": not key, "is_gone": gone, "said": said}
    page["may_read"] = found.organ.pk in hats(request.user).office_of
    return render(request, f"{FOLDER}/rule.html", page, status=status)


@login_required
@require_POST
def change(request: SignedIn, organ: str) -> HttpResponse:
    """Up, down, out, or everything as it was; `do` is the verb and the rule: "up 3f2a"."""
    found = _book(request, organ)
    verb, _space, key = request.POST.get("do", "").partition(" ")
    act: dict[str, Any] = {"organ": found.organ, "by": request.user, "at": now()}
    try:
        if verb == "drop":
            ruling_routes.drop(**act)
            messages.success(request, _("Your changes are gone; the rules are as before."))
        elif verb == "remove":
            ruling_routes.remove(key=key, **act)
        elif verb in ("up", "down"):
            ruling_routes.shift(key=key, up=verb == "up", **act)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("suggestions:rules_of", organ)


@login_required
@require_POST
def save(request: SignedIn, organ: str) -> HttpResponse:
    """In force from now on, unless somebody else saved in the meantime."""
    found = _book(request, organ)
    base = sent_version(request)
    try:
        made = ruling_routes.save(organ=found.organ, base=base, by=request.user, at=now())
    except NotNow as refusal:
        return _book_page(request, _book(request, organ), refusal=str(refusal), status=409)
    return _in_force(request, made)


def _in_force(request: SignedIn, made: RuleSet) -> HttpResponse:
    words = _("Version %(version)s is in force for what comes in from now on.")
    messages.success(request, words % {"version": made.version})
    return redirect("suggestions:rules_of", made.organ_id)


@login_required
@require_safe
def trial(request: SignedIn, organ: str) -> HttpResponse:
    """What the rules would have done with the newest cases, which only the office may read."""
    policies.require_office(request.user, organ)
    found = _book(request, organ)
    units = rulebook.units_by_code(found.organ)
    tried = rulebook.trial(found, request.user, units)
    lists = tried.lists()
    show = request.GET.get("show", "")
    chosen = show if show in lists else next(iter(lists))
    page = {
        "book": found,
        "tried": tried,
        "lines": [
            (line, tried.trial.counts[line.key]) for line in rulebook.lines(tried.rules, units)
        ],
        "chips": tried.chips(chosen),
        "rows": rulebook.rows(tried, lists[chosen][:MOST_LISTED], units),
        "more": max(0, len(lists[chosen]) - MOST_LISTED),
    }
    return render(request, f"{FOLDER}/trial.html", page)


@login_required
@require_safe
def versions(request: SignedIn, organ: str) -> HttpResponse:
    """Every version there was, the newest first."""
    found = _book(request, organ)
    sets = RuleSet.objects.filter(organ=organ).select_related("saved_by")
    counted = sets.annotate(number_of_rules=Count("rules"))
    page = keyset_page(counted, order=["-version"], query=request.GET)
    return render(request, f"{FOLDER}/versions.html", {"book": found, "page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: SignedIn, organ: str, number: int) -> HttpResponse:
    """One version as it was; an earlier one can be put in force again, as a new version."""
    found = _book(request, organ)
    sets = RuleSet.objects.select_related("saved_by", "organ")
    rule_set = get_object_or_404(sets, organ=organ, version=number)
    refusal = ""
    if request.method == "POST":
        act: dict[str, Any] = {"base": sent_version(request), "by": request.user, "at": now()}
        try:
            made = ruling_routes.restore(rule_set=rule_set, **act)
        except NotNow as words:
            refusal = str(words)
        else:
            return _in_force(request, made)
    units = rulebook.units_by_code(found.organ)
    page = {
        "book": found,
        "rule_set": rule_set,
        "lines": rulebook.lines(rulebook.plain(rule_set), units),
        "refusal": refusal,
    }
    return render(request, f"{FOLDER}/version.html", page, status=409 if refusal else 200)
