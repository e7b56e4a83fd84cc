from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.requests import SignedIn
from notifications.actions import preferences as actions
from notifications.forms import PreferencesForm
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
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:preferences")
    status = 422 if form.is_bound else 200
    return render(request, "notifications/preferences.html", {"form": form}, status=status)
