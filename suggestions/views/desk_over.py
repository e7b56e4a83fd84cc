"""One officer's whole desk goes to a colleague in one act, and back within the minute."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from departments.models import Department
from departments.policies import (
    absences_in,
    colleagues,
    may_empty_desk,
    officers_of,
    units_of,
)
from members.models import User
from members.requests import SignedIn
from suggestions.actions import succeeding
from suggestions.forms import TakerForm
from suggestions.lifecycle import NotNow, undo_window
from suggestions.rows import work_rows
from workdays.calendar import current
from workdays.clock import now

SHOWN = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: SignedIn, unit: str, person: str) -> HttpResponse:
    """What would go over, to whom; one button."""
    here, giver = _desk(request, unit, person)
    away = dict(absences_in([here.pk]).order_by("until").values_list("user", "until"))
    form = TakerForm(request.POST or None, people=colleagues(giver, here), away=away)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            count = succeeding.hand_over_desk(
                unit=here, giver=giver, taker=form.taker, by=request.user, at=now()
            )
        except succeeding.Away as refusal:
            form.add_error("officer", str(refusal))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _said(form.taker, count))
            return redirect("suggestions:desk_over", unit, person)
    page = _page(request, here, giver) | {"form": form}
    return render(request, "suggestions/department/desk_over.html", page, status=status)


def _said(taker: User, count: int) -> str:
    words = ngettext(
        "%(name)s handles %(count)s case now.", "%(name)s handles %(count)s cases now.", count
    )
    return words % {"name": taker, "count": count}


def _page(request: SignedIn, unit: Department, giver: User) -> dict[str, Any]:
    """How much it is; the cases themselves only to who may open them; and what can be undone."""
    works = succeeding.in_hand_at(giver, unit)
    shown = list(works.for_rows()[:SHOWN]) if unit.pk in units_of(request.user) else []
    rows = sorted(
        work_rows(shown, now(), current()),
        key=lambda row: (row.due_at is None, row.due_at or now()),
    )
    done = succeeding.may_take_back(unit, giver, by=request.user, at=now())
    count = works.count()
    return {
        "unit": unit,
        "giver": giver,
        "is_own": giver == request.user,
        "count": count,
        "rows": rows,
        "more": count - len(shown) if shown else 0,
        "undo_until": done.at + undo_window() if done else None,
    }


@login_required
@require_POST
def take_back(request: SignedIn, unit: str, person: str) -> HttpResponse:
    """As if it had never been, while nobody has noticed."""
    here, giver = _desk(request, unit, person)
    try:
        succeeding.take_back_desk(unit=here, giver=giver, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Undone: everything is as it was before."))
    return redirect("suggestions:desk_over", unit, person)


def _desk(request: SignedIn, unit: str, person: str) -> tuple[Department, User]:
    """The unit, and whose desk there; 404 for what is not this person's to give away."""
    here = Department.objects.select_related("organ").filter(code=unit).first()
    sits = (one for one in officers_of(here) if one.code == person) if here else iter(())
    giver = next(sits, None)
    if here is None or giver is None or not may_empty_desk(request.user, giver, here):
        raise Http404
    return here, giver
