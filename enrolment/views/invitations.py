"""The invitations of an organ: which are open, which were accepted, which ran out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from design import keyset
from enrolment.actions import invitations
from enrolment.models import Invitation
from enrolment.models.invitation import CARD, CHANNELS, OPEN, STATES
from enrolment.requests import organ_of
from members.requests import SignedIn
from workdays.clock import now

PAGE = 30


@login_required
@require_safe
def index(request: SignedIn, organ: str) -> HttpResponse:
    """The newest first; those that are open, unless others are asked for."""
    place, at = organ_of(request, organ), now()
    state = request.GET.get("state", OPEN)
    ours = Invitation.objects.filter(organ=place)
    found = ours.in_state(state, at).select_related("person", "intake")
    page = keyset.page(found, order=["-id"], query=request.GET, size=PAGE)
    context = {
        "organ": place,
        "page": page,
        "state": state,
        "states": STATES.items(),
        "lines": [(one, CHANNELS[one.channel], STATES[one.state(at)]) for one in page.rows],
        "texts_left": invitations.texts_left(place, at),
        "has_cards": ours.open(at).filter(channel=CARD).exists(),
    }
    return render(request, "enrolment/invitations.html", context)


@login_required
@require_POST
def revoke(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Take an invitation back: its link and its code open nothing any more."""
    place = organ_of(request, organ)
    invitation = get_object_or_404(Invitation, organ=place, code=code)
    if invitations.revoke(invitation=invitation, by=request.user, at=now()):
        messages.success(request, _("The invitation is revoked: it opens nothing any more."))
    return redirect("enrolment:invitations", organ=organ)
