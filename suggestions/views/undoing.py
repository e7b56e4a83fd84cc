"""The office takes back what it has just decided; what nobody has noticed is as if it never was."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members.policies import hats
from members.requests import SignedIn
from suggestions.actions import undoing
from suggestions.actions.many import MOST_AT_ONCE
from suggestions.actions.undoing import UNDO_OFFER
from suggestions.lifecycle import TO_ASSIGN
from suggestions.models import Suggestion
from workdays.clock import now


@login_required
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """One undo for one act, of one case or of many; what could not be undone is said with why."""
    if not hats(request.user).office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    codes = [code for code in request.POST.getlist("case")[:MOST_AT_ONCE] if code.isprintable()]
    ours = Suggestion.objects.of_office(request.user).filter(code__in=codes)
    found = list(ours.for_rows().order_by("id"))
    if not found:
        raise Http404
    done, kept = undoing.undo_many(suggestions=found, by=request.user, at=now())
    request.session.pop(UNDO_OFFER, None)
    words = ngettext("%s case is as it was before.", "%s cases are as they were before.", len(done))
    said = words % len(done) if done else ""
    if kept:
        return render(request, "suggestions/undo/stands.html", _stands(kept, said), status=409)
    if len(done) > 1:
        messages.success(request, said)
        return redirect("suggestions:office")
    messages.success(request, _("%(code)s is as it was before.") % {"code": done[0].code})
    if done[0].state in TO_ASSIGN:
        return redirect("suggestions:decide", code=done[0].code)
    return redirect(done[0])


def _stands(kept: list[undoing.Kept], said: str) -> dict[str, Any]:
    """The page that says what could not be undone."""
    return {
        "named": _("Undo"),
        "title": _("This could not be undone"),
        "kept": kept,
        "said": said,
        "back": reverse("suggestions:office"),
        "back_name": _("The office's desk"),
        "onward": _("To the desk"),
    }
