"""One's own long work: how far it is, its result, and the way to stop it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from design import keyset
from jobs import progress, store
from jobs.actions import starting
from jobs.models import Job
from jobs.policies import may_fetch
from members.requests import SignedIn
from workdays.clock import now

PAGE = 30
STOP_POLLING = 286
"""What htmx takes for: here is the last one, ask no more."""


@login_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """All that this person started, the newest first."""
    page = keyset.page(
        Job.objects.filter(by=request.user), order=["-id"], query=request.GET, size=PAGE
    )
    lines = [progress.line(one) for one in page.rows]
    return render(request, "jobs/mine.html", {"page": page, "lines": lines})


@login_required
@require_safe
def job(request: SignedIn, code: str) -> HttpResponse:
    """How far it is. Asked again by the page itself until it has ended; then what came of it."""
    found = _own(request, code)
    page = {
        "job": found,
        "line": progress.line(found),
        "may_fetch": found.has_result and may_fetch(request.user, found),
        "seen": request.GET.get("seen", ""),
    }
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "jobs/job.html", page)
    status = 200 if found.is_open else STOP_POLLING
    return render(request, "jobs/state.html", page | {"asked_again": True}, status=status)


@login_required
@require_POST
def cancel(request: SignedIn, code: str) -> HttpResponse:
    """Stop it."""
    found = _own(request, code)
    try:
        stopped = starting.cancel(job=found, by=request.user, at=now())
    except starting.Busy:
        words = _("It is in the midst of a step that cannot be cut. Please try again in a moment.")
        messages.warning(request, words)
    else:
        if stopped:
            messages.success(request, _("It was stopped."))
        else:
            messages.warning(request, _("It had ended already."))
    return redirect(found)


@login_required
@require_safe
def fetch(request: SignedIn, code: str) -> HttpResponseBase:
    """The result, to be saved; each time somebody takes it away stands in the ledger."""
    found = _own(request, code)
    if not found.has_result:
        raise Http404
    if not may_fetch(request.user, found):
        raise PermissionDenied(_("You no longer have the seat that this belongs to."))
    try:
        file = store.open_result(found)
    except FileNotFoundError as missing:
        raise Http404 from missing
    starting.note_fetched(job=found, by=request.user, at=now())
    answer = FileResponse(
        file, as_attachment=True, filename=found.result_name, content_type=found.result_type
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _own(request: SignedIn, code: str) -> Job:
    """The person's own work of that code; 404 for anybody else, as for one that is not there."""
    return get_object_or_404(Job.objects.select_related("by"), code=code, by=request.user)
