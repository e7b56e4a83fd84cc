"""A person's own access tokens: make one, see them, revoke one."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gateway.actions import tokens
from gateway.forms import TokenForm
from gateway.models import ApiToken
from members.requests import SignedIn

SHOWN = 100


@login_required
@require_safe
def index(request: SignedIn) -> HttpResponse:
    """All tokens of the person, the newest first, with what each may do and until when."""
    found = list(ApiToken.objects.of(request.user)[:SHOWN])
    return render(request, "gateway/tokens.html", {"tokens": found, "now": timezone.now()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def make(request: SignedIn) -> HttpResponse:
    """Make a token. Its secret is on the answer to the form, and nowhere afterwards."""
    form = TokenForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            token, secret = tokens.make(by=request.user, at=timezone.now(), **form.cleaned_data)
        except tokens.TooMany as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "gateway/made.html", {"token": token, "secret": secret})
    status = 422 if form.is_bound else 200
    return render(request, "gateway/make.html", {"form": form}, status=status)


@login_required
@require_POST
def revoke(request: SignedIn, prefix: str) -> HttpResponse:
    """Close a token for good."""
    token = get_object_or_404(ApiToken.objects.of(request.user), prefix=prefix)
    tokens.revoke(token=token, by=request.user, at=timezone.now())
    messages.success(request, _("“%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("gateway:tokens")
