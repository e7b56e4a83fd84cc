from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import User
from members.requests import SignedIn
from notifications.actions import digest
from notifications.actions import preferences as actions
from notifications.channels.email.digest import MOST, entries_of
from notifications.explain import EMAIL, next_daily, said
from notifications.forms import PreferencesForm
from notifications.models import Rhythm
from workdays import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedIn) -> HttpResponse:
    """How the person who is signed in wants to be told."""
    user = request.user
    form = PreferencesForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.choose(
            user=user,
            wanted=form.wanted,
            rhythm=form.save(commit=False),
            by=user,
            at=clock.now(),
        )
        saved = PreferencesForm(user=_fresh(user)).told
        messages.success(request, _("Saved. {what}").format(what=saved.together))
        return redirect("notifications:preferences")
    status = 422 if form.is_bound else 200
    page = {"form": form, "next": _next(user)}
    return render(request, "notifications/preferences.html", page, status=status)


def _fresh(user: User) -> User:
    """The same person, of whom nothing is kept from before the change."""
    return User.objects.select_related("rhythm").get(pk=user.pk)


def _next(user: User) -> dict[str, Any]:
    """What the next daily mail would hold as things stand now, and when it comes."""
    when = next_daily(Rhythm.of(user), at=clock.now())
    found = entries_of(digest.next_of(user, EMAIL, at=when), get_language() or "")
    return {
        "when": said(when),
        "entries": found[:MOST],
        "count": len(found),
        "more": max(len(found) - MOST, 0),
    }
