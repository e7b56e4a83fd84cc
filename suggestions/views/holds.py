"""The office holds a case for a while, and lets it go on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from design.dates import day
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import holding
from suggestions.actions.holding import HeldBefore
from suggestions.forms import HoldForm
from suggestions.lifecycle import HOLD, NotNow
from suggestions.requests import Act, ask, suggestion_of
from workdays.clock import now, today


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: SignedIn, code: str) -> HttpResponse:
    """Put it on hold, once, with a reason and an end."""
    suggestion = suggestion_of(request, code)
    policies.require(request.user, HOLD, suggestion)
    limit = holding.limit(suggestion, at=now())
    form = HoldForm(request.POST or None, today=today(), limit=limit)

    def run() -> None:
        holding.hold(suggestion=suggestion, by=request.user, at=now(), **form.cleaned_data)

    lines = (
        _("The clocks of all units stand still until then, at most until %(day)s.")
        % {"day": day(limit)},
        _("An answer that comes before ends the hold."),
    )
    closed = "" if HOLD.starts_from(suggestion.state) else _("It cannot be put on hold now.")
    if hasattr(suggestion, "hold"):
        closed = str(HeldBefore())
    done = _("It is on hold. Author and units are told.")
    return ask(request, suggestion, form, Act(_("Put on hold"), done, run, lines, closed=closed))


@login_required
@require_POST
def resume(request: SignedIn, code: str) -> HttpResponse:
    """Let it go on before the hold is over."""
    suggestion = suggestion_of(request, code)
    try:
        holding.resume(suggestion=suggestion, by=request.user, at=now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("It goes on. Every date is later by the days of the hold."))
    return redirect(suggestion)
