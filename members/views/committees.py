"""The administrator's desk: an organ's special committees and who sits in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.actions import committees as actions
from members.forms.organ import CommitteeForm, JoinForm, LeaveForm
from members.models import Committee, CommitteeMember, Member, Organ, User
from members.policies import hats, require
from members.registry import number_of
from members.requests import SignedIn, administered
from workdays import clock

FOLDER = "members/organ"
MOST_MEMBERS = 1000


def own_committee(request: SignedIn, code: str) -> Committee:
    """Return a committee of the organs this person administers; any other one is not there."""
    own = hats(request.user).admin_of
    require(bool(own), _("This page is for the administrators of an organ."))
    return get_object_or_404(
        Committee.objects.filter(organ__in=own).select_related("organ"), code=code
    )


@login_required
@require_safe
def committees(request: SignedIn) -> HttpResponse:
    """The committees of an organ, with how many sit in each."""
    organ = administered(request)
    here = CommitteeMember.objects.in_force(clock.today()).filter(committee=OuterRef("pk"))
    rows = organ.committees.annotate(sitting=number_of(here))
    page = {"organ": organ, "rows": rows.order_by("-is_active", "code")}
    return render(request, f"{FOLDER}/committees.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """A new committee."""
    organ = administered(request)
    form = CommitteeForm(request.POST or None)
    if form.is_valid():
        act: dict[str, Any] = {"by": request.user, "at": clock.now()}
        made = actions.add(organ=organ, values=form.values(), **act)
        messages.success(request, _("The committee is added."))
        return redirect("members:committee", made.code)
    page = {"organ": organ, "form": form}
    return render(
        request, f"{FOLDER}/committee_edit.html", page, status=422 if form.is_bound else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, code: str) -> HttpResponse:
    """Other names, another kind, at work or not."""
    found = own_committee(request, code)
    form = CommitteeForm(request.POST or None, committee=found)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        seen = form.seen_at
        act: dict[str, Any] = {"by": request.user, "at": clock.now()}
        try:
            if seen is None:
                raise actions.ChangedMeanwhile
            actions.change(committee=found, values=form.values(), seen=seen, **act)
        except actions.ChangedMeanwhile:
            status = 409
        else:
            messages.success(request, _("The committee is saved."))
            return redirect("members:committee", code)
    page = {"organ": found.organ, "committee": found, "form": form, "was_changed": status == 409}
    return render(request, f"{FOLDER}/committee_edit.html", page, status=status)


@login_required
@require_safe
def committee(request: SignedIn, code: str) -> HttpResponse:
    """One committee and who sits in it; the chair first."""
    found = own_committee(request, code)
    places = found.places.select_related("user").order_by("role", "since", "pk")
    going_on = places.filter(Q(until=None) | Q(until__gte=clock.today()))
    resting = set(going_on.filter(suspended_since__lte=clock.today()).values_list("pk", flat=True))
    in_order = sorted(going_on, key=lambda place: ("chair", "vice", "member").index(place.role))
    page = {"organ": found.organ, "committee": found, "places": in_order, "resting": resting}
    return render(request, f"{FOLDER}/committee.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: SignedIn, code: str) -> HttpResponse:
    """Give a member of the organ a place."""
    found = own_committee(request, code)
    people = _members(found.organ)
    form = JoinForm(request.POST or None, people=people, today=clock.today())
    if form.is_valid():
        act = form.place() | {"by": request.user, "at": clock.now()}
        try:
            actions.join(committee=found, **act)
        except actions.ThereAlready:
            form.add_error("person", _("This member sits in the committee already."))
        else:
            messages.success(request, _("The place is given; the person finds it in the inbox."))
            return redirect("members:committee", code)
    page = {"organ": found.organ, "committee": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, f"{FOLDER}/committee_join.html", page, status=status)


def _members(organ: Organ) -> list[User]:
    members = Member.objects.filter(organ=organ).in_force(clock.today())
    people = User.objects.filter(is_active=True, pk__in=members.values("user"))
    return list(people.order_by("name", "pk")[:MOST_MEMBERS])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedIn, code: str, person: str) -> HttpResponse:
    """The last day of a place."""
    found = own_committee(request, code)
    places = CommitteeMember.objects.filter(committee=found, user__code=person)
    going_on = places.filter(Q(until=None) | Q(until__gte=clock.today()))
    place = going_on.select_related("user", "committee").order_by("since").first()
    if place is None:
        raise Http404
    form = LeaveForm(request.POST or None, place=place, today=clock.today())
    if form.is_valid():
        until = form.cleaned_data["until"]
        actions.leave(place=place, until=until, by=request.user, at=clock.now())
        messages.success(request, _("The last day is set."))
        return redirect("members:committee", code)
    page = {"organ": found.organ, "committee": found, "place": place, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, f"{FOLDER}/committee_leave.html", page, status=status)
