"""An organ's figures, the rows behind each, and its tables to take away."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from design import keyset
from jobs.tables import CSV, FORMATS
from members.models import Organ
from members.policies import require
from members.requests import SignedIn
from members.wearing import shown
from reports import desks
from reports.actions import taking
from reports.exports import sheets
from reports.forms.scope import ScopeForm, scope_of
from reports.policies import overseen_by
from reports.rows import FIGURES, behind
from reports.scopes import Scope
from suggestions.exports import names
from workdays.calendar import current
from workdays.clock import now, today

PAGE = 30


def _scope(request: SignedIn) -> tuple[Scope, list[Organ]]:
    """What the address asks for. A member has no figures (403); another organ's are none (404)."""
    require(bool(overseen_by(request.user)), _("Figures are read by an organ's office."))
    first = shown(request).overseer_of
    found = scope_of(request.GET, request.user, today(), first=first)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """Everything about an organ at a glance."""
    scope, organs = _scope(request)
    context = desks.overview(scope, at=now()) | {"form": ScopeForm(scope, organs)}
    return render(request, "reports/overview.html", context)


@login_required
@require_safe
def rows(request: SignedIn) -> HttpResponse:
    """The rows behind one figure."""
    (scope, _organs), at = _scope(request), now()
    figure = FIGURES.get(request.GET.get("of", "in"))
    if figure is None:
        raise Http404
    value, age = request.GET.get("value", ""), request.GET.get("age", "")
    found = behind(scope, figure, value, user=request.user, at=at, age=age)
    page = keyset.page(found, order=figure.order, query=request.GET, size=PAGE)
    part, whole = request.GET.get("part", ""), "whole" in request.GET
    back = desks.place_of(scope, part=part, whole=whole)
    number = found.order_by()[: desks.MOST_COUNTED + 1].count()
    context = desks.behind(
        scope, figure, value, page, at=at, calendar=current(), back=back, number=number
    )
    return render(request, "reports/rows.html", context)


@login_required
@require_safe
def table(request: SignedIn, name: str) -> HttpResponse:
    """One of the tables for a spreadsheet; that it was taken away stands in the ledger."""
    (scope, _organs), at = _scope(request), now()
    found = desks.tables(scope, at=at).get(name)
    format = request.GET.get("format", CSV.key)
    if found is None or format not in FORMATS:
        raise Http404
    taking.record(table=name, organ=scope.organ.code, rows=len(found.rows), by=request.user, at=at)
    said = names.of_list([scope.organ.code], found.title, at=at, ending=FORMATS[format].ending)
    return sheets.answer(found, format, name=said, plain=f"{name}-{scope.organ.code}")
