"""What happens to every request of somebody who is signed in."""

import re
import time
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    suspend_request,
)
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members import documents
from members.forms.sign_in import came_by_code
from members.models import User
from members.policies import lacks_second_factor
from members.requests import page_of

type GetResponse = Callable[[HttpRequest], HttpResponse]

SEEN = "seen_at"
SEEN_EVERY = 60
"""Seconds between two notes of the last click, so that a page is not a write each time."""

NOT_SHOWN_AGAIN = re.compile(r"password|token|credential|secret|code|otp|^login$|_key$", re.I)
NOT_TYPED = re.compile(r"\d*|\d{4}-\d\d-\d\d|[A-Z]|[a-z_]+|[0-9A-Fa-f-]{16,}")
"""Choices and hidden values as forms send them: numbers, days, classes, single keys, tokens."""


def is_known(request: HttpRequest) -> bool:
    """Tell whether somebody is signed in, without touching the session of a mere visitor."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


class LanguageMiddleware:
    """The person's own choice of language goes before the cookie and the browser.

    Whoever switches the language while signed in has thereby chosen it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = is_known(request)
        choice = cast(User, request.user).language if known else ""
        if choice:
            translation.activate(choice)
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if known:
            self._keep_choice(request, response)
        return response

    @staticmethod
    def _keep_choice(request: HttpRequest, response: HttpResponse) -> None:
        switched = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
        if switched is None or not request.user.is_authenticated:
            return
        if switched.value in dict(settings.LANGUAGES) and switched.value != request.user.language:
            request.user.with_language(switched.value)


class PrivatePagesMiddleware:
    """What somebody who is signed in was shown stays in no cache: not in a proxy, and not in the
    browser of a shared machine, where Back would show it after they signed out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asked before the view, which may sign them out: that answer is theirs as well.
        known = is_known(request)
        response = self.get_response(request)
        if known:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class IdleMiddleware:
    """After some time without a click a person has to sign in again; what they typed is kept.

    With JavaScript the page restores its own draft. Without it, whoever sends a form after having
    been signed out gets a page that shows their words again, to copy, and the way to sign in.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_known(request):
            self._look_at_the_clock(request)
        response = self.get_response(request)
        if request.method == "POST" and self._turns_away(request, response):
            return self._words_again(request)
        return response

    def _look_at_the_clock(self, request: HttpRequest) -> None:
        # The real time, never the clock of the rules: a drill that moves it signs nobody out.
        now = time.time()
        quiet = now - self._last_click(request)
        if quiet > settings.SESSION_IDLE_SECONDS:
            logout(request)
            text = _("You were signed out because nothing was clicked for a while.")
            messages.info(request, text)
        elif quiet > SEEN_EVERY:
            request.session[SEEN] = now
            seen = UserSession.objects.filter(session_key=request.session.session_key)
            seen.update(last_seen_at=timezone.now())

    @staticmethod
    def _last_click(request: HttpRequest) -> float:
        if SEEN in request.session:
            return float(request.session[SEEN])
        records = get_authentication_records(request, request.user)
        if records:
            return max(float(record["at"]) for record in records)
        signed_in = cast(User, request.user).last_login
        return signed_in.timestamp() if signed_in else 0.0

    @staticmethod
    def _turns_away(request: HttpRequest, response: HttpResponse) -> bool:
        """Tell whether a form was answered with the way to the sign-in page."""
        target = response.headers.get("Location", "").partition("?")[0]
        away = target == resolve_url(settings.LOGIN_URL) and "next=" in response["Location"]
        return away and not request.user.is_authenticated

    @staticmethod
    def _words_again(request: HttpRequest) -> HttpResponse:
        words = typed_words(request.POST)
        context = {"words": words, "next": page_of(request)}
        return render(request, "members/signed_out.html", context, status=401)


def typed_words(form: QueryDict) -> list[str]:
    """Return what a person typed into a form: no passwords, codes or keys, no ticked boxes."""
    return [
        value
        for name, values in form.lists()
        if not NOT_SHOWN_AGAIN.search(name)
        for value in values
        if not NOT_TYPED.fullmatch(value.strip())
    ]


def _came_by_two(request: HttpRequest, user: User) -> bool:
    """Tell whether somebody else has asked for two factors already: the outside door."""
    return any(one.get("two") for one in get_authentication_records(request, user))


class SecondFactorMiddleware:
    """Roles that can do harm need a second factor, where settings say so (in production).

    Until one is set up, every page but those that set it up leads there.
    """

    OPEN = re.compile(
        r"mfa_|account_(login|logout|reauthenticate|change_password|set_password)$|api:"
        r"|design:set_language$|members:(agree|privacy|terms|help|elder)$"
        r"|members:(mobile|confirm_mobile|by_text)$"
    )
    """Names with their namespace: the admin has pages called mfa_… as well. The door for machines
    asks by itself: there, nobody can be led to a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the set-up page instead of the view, where a second factor is missing."""
        if not settings.MFA_REQUIRED_ROLES or not is_known(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        user = cast(User, request.user)
        if self.OPEN.match(name) or not lacks_second_factor(user) or _came_by_two(request, user):
            return None
        text = _("Your role needs a second factor. Please set up an app or a passkey first.")
        messages.warning(request, text)
        return redirect("mfa_index")


class AgreementMiddleware:
    """Whoever has not agreed to the documents in force is led to the page that asks for it.

    No query: which versions are agreed to stands with the person. A form that was being filled in
    when a new version came is answered with that page and the typed words on it, to copy.
    """

    OPEN = re.compile(
        r"mfa_|account_(login|logout|reauthenticate|change_password|set_password)$|api:"
        r"|design:(set_language|still_here)$|members:(agree|privacy|terms|help|elder)$"
        r"|members:(mobile|confirm_mobile|by_text)$"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead there instead of to the view. A script gets a bare 403, and its page stays."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if self.OPEN.match(name) or not is_known(request):
            return None
        user = cast(User, request.user)
        if not documents.missing(user.agreed_version):
            return None
        if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
            return HttpResponse(status=403)
        if request.method == "POST":
            context = documents.asked(user.agreed_version, page_of(request)) | {
                "words": typed_words(request.POST)
            }
            return render(request, "members/agree.html", context, status=403)
        return redirect(f"{reverse('members:agree')}?next={quote(request.get_full_path())}")


class FreshCodeMiddleware:
    """Before a change to how they sign in, who has no password shows by a code who they are.

    Where there is neither password nor second factor the library lets everybody through, and its
    page for a first password asks nobody: a session left open or stolen would be enough.
    """

    ASKS = re.compile(
        r"(account_(email|set_password)|mfa_(activate_totp|add_webauthn)|gateway:make"
        r"|members:(mobile|by_text|sign_on_link|sign_on_unlink))$"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask first, where nothing else does."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not self.ASKS.match(name) or not is_known(request):
            return None
        user = cast(User, request.user)
        if user.has_usable_password() or came_by_code(request, user):
            return None
        ways = get_adapter().get_reauthentication_methods(user)
        if not ways:
            return self._code_first(request)
        if name == "account_set_password" and not did_recently_reauthenticate(request):
            return cast(HttpResponse, suspend_request(request, ways[0]["url"]))
        return None

    @staticmethod
    def _code_first(request: HttpRequest) -> HttpResponse:
        page = request.path if request.method == "GET" else reverse("members:security")
        again = f"{reverse('account_request_login_code')}?next={quote(page)}"
        return render(request, "members/code_first.html", {"again": again}, status=403)
