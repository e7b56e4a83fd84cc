"""The switch to large type."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members import elder
from members.models import User
from members.requests import next_page

YEAR = 365 * 24 * 60 * 60


@sensitive_post_parameters()
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Keep the size of type for this browser and, of somebody signed in, for them. With `again`
    what the page was asked is asked once more: it stands in no address to go back to."""
    size = request.POST.get("size", "")
    size = size if size in elder.SIZES else elder.OFF
    if isinstance(request.user, User) and request.user.elder != size:
        request.user.with_elder(size)
    answer = redirect(next_page(request), preserve_request="again" in request.POST)
    secure = settings.LANGUAGE_COOKIE_SECURE
    answer.set_cookie(
        elder.COOKIE, size, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
    )
    return answer
