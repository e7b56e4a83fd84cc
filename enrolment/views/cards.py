"""Cards to print for those who have neither mail nor a mobile: eight on a page of A4."""

from typing import Any

import segno
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enrolment.actions import invitations, sending
from enrolment.models import Invitation
from enrolment.models.invitation import CARD
from enrolment.requests import organ_of
from members.models import Organ
from members.requests import SignedIn
from workdays.clock import now

MOST = 400
PER_SHEET = 8


@login_required
@never_cache
@require_safe
def cards(request: SignedIn, organ: str) -> HttpResponse:
    """The open cards of the organ, of one list, or a single one. To look at them changes none of
    them; that they were shown is written down."""
    place = organ_of(request, organ)
    found = list(_wanted(request, place).select_related("person")[: MOST + 1])
    made = [_card(one) for one in found[:MOST]]
    if made:
        invitations.note_cards(organ=place, count=len(made), by=request.user, at=now())
    sheets = [made[start : start + PER_SHEET] for start in range(0, len(made), PER_SHEET)]
    page = {
        "organ": place,
        "sheets": sheets,
        "count": len(made),
        "after": found[MOST - 1].pk if len(found) > MOST else 0,
        "list": request.GET.get("list", ""),
        "site": sending.address("/join/"),
    }
    return render(request, "enrolment/cards.html", page)


def _wanted(request: SignedIn, organ: Organ) -> QuerySet[Invitation]:
    found = Invitation.objects.filter(organ=organ, channel=CARD).open(now()).order_by("id")
    if code := request.GET.get("list", ""):
        found = found.filter(intake__code=code)
    if code := request.GET.get("invitation", ""):
        found = found.filter(code=code)
    after = request.GET.get("after", "")
    return found.filter(pk__gt=int(after)) if after.isascii() and after.isdigit() else found


def _card(invitation: Invitation) -> dict[str, Any]:
    code = segno.make(sending.address(invitation.path), error="m", micro=False)
    drawing = code.svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return {
        "name": invitation.name,
        "code": invitation.printed_code,
        # Drawn by the library from an address of our own making.
        "qr": mark_safe(drawing),  # noqa: S308
        "until": invitation.expires_at,
    }
