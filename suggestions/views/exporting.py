"""The lists of the working desks, to take away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from members.requests import SignedIn
from suggestions import desks
from suggestions.actions import exporting
from suggestions.exports import cases
from suggestions.wearing import narrow
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_safe
def export(request: SignedIn, desk: str) -> HttpResponse:
    """What a desk's filter shows as CSV; who took it away stands in the ledger."""
    at = now()
    show = request.GET.get("show", "")
    view, rows = desks.listed(
        desk, request.user, show=show, at=at, calendar=current(), only=narrow(request)
    )
    exporting.record(desk=desk, view=view.key, rows=len(rows), by=request.user, at=at)
    text = cases.table(rows)
    name = f"{desk}-{view.key}.csv"
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
