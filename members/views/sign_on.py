"""The outside door: away to it, and back. It exists where the settings name one."""

import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members import openid
from members.actions import limits, sign_on
from members.models import User
from members.requests import SignedIn
from members.stages import past_second_step
from workdays import clock

ASKED = "sign_on"
A_WHILE, OFTEN = 600, 30
LONG_AGO = 15 * 60

type View = Callable[..., HttpResponse]


def where_there_is_one(view: View) -> View:
    """Answer 404 where the settings name no outside door."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.OIDC_ENABLED:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@where_there_is_one
@never_cache
@require_safe
def go(request: HttpRequest) -> HttpResponse:
    """Send the browser to the outside door, to sign in."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return _away(request, linking=False)


@where_there_is_one
@login_required
@never_cache
@require_POST
@reauthentication_required
def link(request: SignedIn) -> HttpResponse:
    """Send the browser of somebody signed in there, to link both.

    By a page: a form of ours may lead to no other site, also not by a redirect.
    """
    answer = _away(request, linking=True)
    if ASKED not in request.session:
        return answer
    target = answer["Location"]
    page = render(request, "members/away.html", {"target": target, "door": settings.OIDC_NAME})
    page["Refresh"] = f"0; url={target}"
    return page


@where_there_is_one
@login_required
@require_POST
@reauthentication_required
def unlink(request: SignedIn) -> HttpResponse:
    """Let the outside door open the account no more."""
    sign_on.unlink(user=request.user, by=request.user, at=clock.now())
    messages.success(request, _("The link is removed."))
    return redirect("members:security")


@where_there_is_one
@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Take back who was sent away, with what the outside door says of them."""
    asked = request.session.pop(ASKED, None)
    state = request.GET.get("state", "")
    if not asked or not _is_answer(asked, state):
        return _no(request, _("That took too long, or was begun in another window. Try again."))
    try:
        code = request.GET.get("code", "")
        claims = openid.claims(asked["question"], code=code, back=_back_address())
    except openid.Refused:
        return _no(
            request, _("{door} did not confirm who you are.").format(door=settings.OIDC_NAME)
        )
    if asked["linking"]:
        return _link(request, asked, claims)
    return _enter(request, asked, claims)


def _away(request: HttpRequest, *, linking: bool) -> HttpResponse:
    if not limits.take(what="sign on", key=get_ip(request), most=OFTEN, seconds=A_WHILE):
        return _no(request, _("Too many tries. Please wait a few minutes."))
    question = openid.question()
    try:
        target = openid.way_out(question, back=_back_address())
    except openid.Refused:
        text = _("{door} does not answer at present. Please sign in another way.")
        return _no(request, text.format(door=settings.OIDC_NAME))
    who = request.user.pk if linking else None
    page = request.GET.get("next", "")
    request.session[ASKED] = {
        "question": question,
        "linking": linking,
        "who": who,
        "next": page,
        "at": time.time(),
    }
    return redirect(target)


def _is_answer(asked: dict[str, Any], state: str) -> bool:
    """Whether this browser was sent away with that question, not long ago."""
    fits = secrets.compare_digest(state.encode(), asked["question"]["state"].encode())
    return fits and 0 <= time.time() - asked["at"] <= LONG_AGO


def _link(request: HttpRequest, asked: dict[str, Any], claims: dict[str, Any]) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or user.pk != asked["who"]:
        return _no(request, _("That took too long, or was begun in another window. Try again."))
    try:
        sign_on.link(user=user, claims=claims, by=user, at=clock.now())
    except sign_on.Taken:
        messages.error(request, _("That sign-on is linked already, to you or to somebody else."))
    else:
        messages.success(request, _("From now on you can sign in that way."))
    return redirect("members:security")


def _enter(request: HttpRequest, asked: dict[str, Any], claims: dict[str, Any]) -> HttpResponse:
    user = sign_on.person(claims, at=clock.now())
    if user is None:
        return _no(
            request,
            _(
                "You were confirmed, but are linked to no account here. Sign in another way and "
                "link it under “Security”, or ask the office of your organ."
            ),
        )
    if not user.is_active:
        return redirect("account_inactive")
    record_authentication(request, user, "sign_on", two=settings.OIDC_TWO_FACTORS)
    page = asked["next"]
    known = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    login = Login(user=user, redirect_url=page if known else None)
    if settings.OIDC_TWO_FACTORS:
        past_second_step(login)
    return perform_login(request, login)


def _no(request: HttpRequest, text: str) -> HttpResponse:
    messages.error(request, text)
    return redirect("members:security" if request.user.is_authenticated else "account_login")


def _back_address() -> str:
    return settings.SITE_URL + reverse("members:sign_on_back")
