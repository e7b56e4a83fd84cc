from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from design import keyset
from members import policies, reports
from members.registry import kind_words, step_words

PAGE = 50


@login_required
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """What was done in the reader's organs, newest first."""
    worn = policies.hats(request.user)
    policies.require(
        bool(worn.ledger_of), _("The ledger is read by an organ's office and auditor.")
    )
    kind, step = request.GET.get("kind", ""), request.GET.get("step", "")
    events = reports.ledger(worn, kind=kind, step=step)
    page = keyset.page(events, order=["-id"], query=request.GET, size=PAGE)
    context = {
        "page": page,
        "lines": reports.lines(page.rows),
        "kind": kind,
        "step": step,
        "kind_name": kind_words(kind),
        "step_name": step_words(kind, step),
    }
    return render(request, "members/ledger.html", context)
