"""Where the sign-in library asks us. The mail side is in the notifications app, which builds on
`SignInAdapter`; everything about who may try how often, and what is recorded, is here.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import numbers
from members.actions import account
from members.identifiers import Kind, read
from members.known import remember
from members.models import User
from members.second_step import Ways, ways_of
from workdays import clock

STEPS = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_reset",
    "account/email/password_set": "password_set",
    "account/email/email_changed": "email_changed",
    "account/email/email_deleted": "email_removed",
    "mfa/email/totp_activated": "totp_added",
    "mfa/email/totp_deactivated": "totp_removed",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
}
"""The library's notification mails and the step of the ledger that stands for each."""

LIMIT_NOTED_SECONDS = 3600
MISMATCH = _("The name you sign in with or the password is not right.")


class Backend(AuthenticationBackend):
    """Looks a password up by address, number or the code of the account."""

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        # The library's own way asks without regard to case, which no index answers.
        user = User.objects.filter(code=username.upper()).first()
        return cast("User | None", self._check_password(user, password))


class MobileField(forms.CharField):
    """A mobile number as people write it; becomes E.164."""

    def clean(self, value: Any) -> str:
        """Return the number as it is kept. Raises ValidationError."""
        try:
            return numbers.mobile(str(super().clean(value)))
        except ValueError as error:
            raise ValidationError(str(error)) from None


class SignInAdapter(DefaultAccountAdapter):
    """No open sign-up; wrong tries counted by account *and* address; every change recorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "too_many_login_attempts": _(
            "Too many wrong tries. Wait five minutes, or use a passkey or a code."
        ),
        "incorrect_code": _("This code is not right, or not valid any more."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "rate_limited": _("Too many tries. Please wait a few minutes."),
        "same_as_current": _("This is your present address."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are enrolled by an organ's office."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # A limit by account alone would let a stranger lock its owner out. Counted by account and
        # the address the tries come from, the owner's own address stays free. And by what was
        # typed, not by whose it is, which would tell that a mail and a number are one person's:
        # with three names these are fifteen tries at most.
        typed = " ".join(str(credentials.get(kind, "")) for kind in Kind)
        return f"{typed.lower()}:{get_ip(request)}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return where a request comes from; an IPv4 address written as IPv6 as itself.

        Limits count IPv6 by network, and all of IPv4 is one network there (::ffff:0:0/96).
        """
        address: str = super().get_client_ip(request)
        return address.removeprefix("::ffff:") if "." in address else address

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Try a password. The demo's, which everybody knows, opens nothing in production."""
        if settings.IS_PRODUCTION and credentials.get("password") == settings.DEMO_PASSWORD:
            credentials["password"] = ""
        return super().authenticate(request, **credentials)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse when there were too many wrong tries; let the owner know once an hour."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self._note_limit(_named(credentials))
            raise

    @staticmethod
    def _note_limit(user: User | None) -> None:
        if (
            user
            and user.is_active
            and cache.add(f"sign-in-limit:{user.code}", True, LIMIT_NOTED_SECONDS)
        ):
            account.note(user=user, step="sign_in_limited", by=None, at=clock.now())

    def get_login_stages(self) -> list[str]:
        """Those of the library, and the second step by text message."""
        return [*super().get_login_stages(), "members.stages.TextStage"]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on to where the person wanted to go, and remember the browser."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember(request, response, user)
        return response

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ways to show that it is still oneself, named as the site names them."""
        words = {
            "reauthenticate": gettext("Use the password"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if any(way["id"] == "mfa_reauthenticate" for way in found):
            own = ways_of(user)
            words["mfa_reauthenticate"] = _by_code(own)
            # The library names this way also where all recovery codes are used.
            found = [way for way in found if own.is_typed or way["id"] != "mfa_reauthenticate"]
        return [way | {"description": words.get(way["id"], way["description"])} for way in found]

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        """A field for a mobile number."""
        return MobileField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return the person's number; confirmed by its owner or vouched for by the office."""
        return (user.mobile, True) if user.mobile else None

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return whose number it is, whether the account is open or closed."""
        return User.objects.filter(mobile=phone).first() if phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Only the action that records it changes a number."""
        raise NotImplementedError

    def set_phone_verified(self, user: User, phone: str) -> None:
        """A number that stands there is confirmed already."""

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm a changed address, unless somebody else signs in with it meanwhile."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email=email_address.email).exists():
            return False
        return bool(super().confirm_email(request, email_address))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Record what happened; the notice about it is made from the ledger, like all others.

        What goes to an address other than the account's (the one just given up) is mailed too.
        """
        step = STEPS.get(template_prefix)
        if step:
            account.note(user=user, step=step, by=user, at=clock.now())
        if email and email != user.email:
            super().send_notification_mail(template_prefix, user, context, email)


def _by_code(ways: Ways) -> str:
    """What the way by a typed code is called for who has, or has not, an app."""
    if ways.app:
        return gettext("Use the authenticator app or a recovery code")
    return gettext("Use a recovery code")


def _named(credentials: Mapping[str, Any]) -> User | None:
    """Whose name it is that somebody gave with a password."""
    for kind in Kind:
        if credentials.get(kind):
            found = User.objects.called(*read(str(credentials[kind])))
            if found:
                return found
    return None


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names the site to authenticator apps and passkeys in the reader's language."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or not valid any more."),
    }

    def get_totp_issuer(self) -> str:
        """What an authenticator app shows above the code."""
        return gettext("CPPCC Cloud")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the browser shows when a passkey is made."""
        return super().get_public_key_credential_rp_entity() | {"name": gettext("CPPCC Cloud")}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner names it."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey {number}").format(number=count + 1)


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Records that sessions were ended from the list."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """End the sessions and write one line for all of them."""
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            user, count = ended[0].user, len(ended)
            account.note(
                user=user, step="sessions_ended", by=user, at=clock.now(), data={"count": count}
            )
