"""The office reminds the units of one case that are late or nearly due."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deadlines.lights import time_left
from design.dates import day
from members.requests import SignedIn
from suggestions import policies
from suggestions.actions import urging
from suggestions.actions.urging import Reminded
from suggestions.lifecycle import URGE
from suggestions.requests import Act, ask, offer_undo, suggestion_of
from workdays.calendar import current
from workdays.clock import now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def urge(request: SignedIn, code: str) -> HttpResponse:
    """Whom the reminder goes to, with their dates, and one button."""
    suggestion, at = suggestion_of(request, code), now()
    policies.require(request.user, URGE, suggestion)
    form = Form(request.POST if request.method == "POST" else None)

    def run() -> None:
        urging.urge(suggestion=suggestion, by=request.user, at=at)
        offer_undo(request, [suggestion], at=at, said=done)

    works = urging.to_remind(suggestion, at=at)
    lines = [_line(one, at) for one in works]
    lines.append(_("The people of the unit read it in their inbox. No date moves."))
    closed = urging.why_not(suggestion, works, at=at)
    done = _("The reminder is with the unit.")
    act = Act(str(URGE.label), done, run, tuple(lines), closed=closed)
    return ask(request, suggestion, form, act)


def _line(one: Reminded, at: datetime) -> str:
    left = time_left(one.due_at, at, current())
    words = {"unit": one.work.department.name, "day": day(one.due_at), "left": left}
    return _("%(unit)s: due on %(day)s (%(left)s).") % words
