"""What a view gets once `login_required` has let the request through, and where it goes on."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from members.models import Organ, User
from members.policies import hats, require
from members.wearing import shown


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


GIVE_UP = "give_up"
"""The act (`do`) by which an organ gives up a rule of its own for that of the platform or the organ
above, and what its page asks (`?ask=`) before."""


def sent_version(request: HttpRequest) -> int:
    """Return the version that a page showed, as its form sends it along in `base`; 0 for none, or
    for nonsense."""
    typed = request.POST.get("base", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def administered(request: SignedIn) -> Organ:
    """Return the organ on which this administrator acts: that of `?organ=`, else that of the hat
    which is worn, else the first.

    Raises PermissionDenied where the person administers none, Http404 for any other organ.
    """
    own = hats(request.user).admin_of
    require(bool(own), _("This page is for the administrators of an organ."))
    return _chosen(request, own, first=shown(request).admin_of)


def overseen(request: SignedIn) -> Organ:
    """Return the organ from which this reader looks down: one they administer or whose office
    they are in. `?organ=` and what it raises: as for `administered`."""
    worn = hats(request.user)
    own = tuple(dict.fromkeys((*worn.admin_of, *worn.office_of)))
    require(bool(own), _("This page is for an organ’s administrators and office."))
    here = shown(request)
    return _chosen(request, own, first=(*here.admin_of, *here.office_of))


def _chosen(request: SignedIn, own: tuple[str, ...], *, first: tuple[str, ...]) -> Organ:
    code = request.GET.get("organ", (*first, *own)[0])
    if code not in own:
        raise Http404
    return get_object_or_404(Organ.objects.select_related("parent"), pk=code)
