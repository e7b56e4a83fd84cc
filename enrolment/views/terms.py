"""The terms of an organ: the one it is in, and the next one with those who go on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrolment.actions import renewing
from enrolment.forms.people import TermForm
from enrolment.requests import organ_of
from members.models import Organ, Term
from members.requests import SignedIn
from workdays.clock import now, today

MOST = 99
"""The number of the last term that can be counted."""


@login_required
@require_safe
def index(request: SignedIn, organ: str) -> HttpResponse:
    """The terms of the organ, the newest first."""
    place = organ_of(request, organ)
    page = {
        "organ": place, "terms": list(place.terms.all()), "today": today(),
        "correctable": renewing.correctable(place),
    }  # fmt: skip
    return render(request, "enrolment/terms.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn, organ: str) -> HttpResponse:
    """Number and first day; then who does not go on; then what comes of it, and only then done."""
    place = organ_of(request, organ)
    step = request.POST.get("step", "")
    before = place.terms.order_by("number").last()
    form = _new_form(request, before, step)
    if not form.is_bound or not form.is_valid() or step == "back":
        return _ask(request, place, form)
    said = form.cleaned_data
    if before is None:
        return _first(request, place, form)
    leaving = set(request.POST.getlist("leaving"))
    if step == "apply":
        return _renew(request, place, form, leaving)
    members = list(renewing.leaving_or_not(place, said["since"]))
    ends = [one for one in members if one.user.code in leaving]
    page = {
        "organ": place, "form": form, "members": members, "leaving": leaving,
        "ends": ends, "go_on": len(members) - len(ends), "since": said["since"],
        "term": Term(organ=place, **said), "not_joined": renewing.not_joined(members),
    }  # fmt: skip
    name = "enrolment/term_preview.html" if step == "preview" else "enrolment/term_members.html"
    return render(request, name, page)


def _new_form(request: SignedIn, before: Term | None, step: str) -> TermForm:
    """The first term has begun; another one counts on from the newest. In the last step `renew`
    asks that itself: who comes too late then is told so."""
    if before is None:
        return TermForm(request.POST or None, latest=today())
    following = {"number": before.number + 1} if before.number < MOST else {}
    asked = None if step == "apply" else before
    return TermForm(request.POST or None, before=asked, initial=following)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedIn, organ: str) -> HttpResponse:
    """Number and first day of the only term, put right."""
    place = organ_of(request, organ)
    term = renewing.correctable(place)
    if term is None:
        messages.info(request, _("Only the first term can be corrected, before another is set."))
        return redirect("enrolment:terms", organ=place.pk)
    kept = {"number": term.number, "since": term.since}
    form = TermForm(request.POST or None, latest=today(), initial=kept)
    if not form.is_bound or not form.is_valid():
        page = {"organ": place, "form": form, "corrects": term}
        status = 422 if form.is_bound else 200
        return render(request, "enrolment/term_new.html", page, status=status)
    renewing.correct(organ=place, by=request.user, at=now(), **form.cleaned_data)
    messages.success(request, _("The term is corrected; its members stay in it."))
    return redirect("enrolment:terms", organ=place.pk)


def _ask(request: SignedIn, organ: Organ, form: TermForm, status: int = 0) -> HttpResponse:
    is_first = not organ.terms.exists()
    page = {"organ": organ, "form": form, "is_first": is_first}
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "enrolment/term_new.html", page, status=status)


def _first(request: SignedIn, organ: Organ, form: TermForm) -> HttpResponse:
    try:
        renewing.first(organ=organ, by=request.user, at=now(), **form.cleaned_data)
    except renewing.NotPossible:
        return redirect("enrolment:terms", organ=organ.pk)
    messages.success(request, _("The term is set; the present members belong to it."))
    return redirect("enrolment:terms", organ=organ.pk)


def _renew(request: SignedIn, organ: Organ, form: TermForm, leaving: set[str]) -> HttpResponse:
    try:
        renewing.renew(organ=organ, leaving=leaving, by=request.user, at=now(), **form.cleaned_data)
    except renewing.NotPossible:
        form.add_error(None, _("There is such a term already, or one that begins later."))
        return _ask(request, organ, form, status=409)
    messages.success(request, _("The new term is set. It begins by itself on its first day."))
    return redirect("enrolment:terms", organ=organ.pk)
