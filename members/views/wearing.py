"""Putting on another of one's hats."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import wearing
from members.requests import SignedIn, next_page


@login_required
@require_POST
def put_on(request: SignedIn) -> HttpResponse:
    """Wear another hat and go to its desk, or to the page that the form names."""
    if not wearing.put_on(request, request.POST.get("hat", "")):
        messages.warning(request, _("You do not have this role any more."))
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    return redirect(next_page(request))
