"""What a view gets once `login_required` has let the request through, and where it goes on."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from members.models import User


class SignedIn(HttpRequest):
    """A request of somebody who is signed in. For annotations only; never made."""

    user: User


def next_page(request: HttpRequest) -> str:
    """Return the page to go on to that a form or an address names as `next`, if it is one of this
    site's; else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts, secure = {request.get_host()}, request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=secure):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def page_of(request: HttpRequest) -> str:
    """Return the path of the page that a form was on; a form's own target may take no GET."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else request.path
