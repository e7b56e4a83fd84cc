"""The introduction on top of each desk: putting it away, and having it back."""

import re

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_POST

from members.requests import SignedIn, next_page

DESK = re.compile(r"[a-z]{1,20}")
MOST = 20
"""Desks that are kept for one person; more than there will ever be."""


@login_required
@require_POST
def tour(request: SignedIn) -> HttpResponse:
    """Show the introductions again, or the one of a desk never more to this person."""
    user, desk = request.user, request.POST.get("desk", "")
    if "again" in request.POST:
        user.with_toured([])
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    if DESK.fullmatch(desk) and desk not in user.toured and len(user.toured) < MOST:
        user.with_toured([*user.toured, desk])
    return redirect(next_page(request))
