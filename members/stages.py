"""Steps between "I am …" and being in, beside those of the sign-in library."""

import time
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStage, LoginStageController
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from members.actions import codes
from members.known import knows
from members.models import User
from members.numbers import may_be_texted


class CodeProcess(LoginCodeVerificationProcess):
    """Signing in by a code, sent by mail or text message. The session keeps the code's hash.

    `state` holds what was typed as `typed`, whether the limits for strangers hold as `stranger`,
    and of the code what `members.actions.codes` keeps of one as `kept`.
    """

    @classmethod
    def begin(
        cls, request: HttpRequest, user: User | None, *, typed: str, way: str, stranger: bool
    ) -> None:
        """Send a code to the person by `way` ("email" or "phone"), if there is such a person.

        Nobody can tell from the answer whether there is one.
        """
        to = user.mobile if user and way == "phone" else user and user.email
        login = Login(user=user, email=to if way == "email" else None)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, **{way: to or ""}))
        stage.state.update(initiated_by_user=True, typed=typed, stranger=stranger)
        process = cls(stage=stage)
        process.send()
        process.persist()

    @classmethod
    def resume(cls, stage: LoginStage) -> "CodeProcess | None":
        """Go on with what was begun, unless too much time has passed."""
        return cls(stage=stage).abort_if_invalid()

    def generate_code(self) -> str:
        """Make a code; its time and its wrong tries begin with it."""
        code, kept = codes.new()
        self.state.update(kept=kept, at=kept["at"], failed_attempts=0)
        return code

    def send(self, skip_enumeration_mails: bool = False) -> None:
        """Send it, where there is somebody to send it to."""
        if not self.user:
            return
        if self.state.get("phone") and codes.count_text(stranger=self.state["stranger"]):
            self.send_by_phone(self.state["phone"])
        elif self.state.get("email"):
            self.send_by_email(self.state["email"])

    def resend(self) -> None:
        """Send another code, the first one is void. The view has asked whether one may be.

        Time and tries begin anew whether there is such a person or not, or they would tell.
        """
        self.state.update(at=time.time(), failed_attempts=0)
        self.send()
        self.record_resend()
        self.persist()

    @property
    def can_resend(self) -> bool:
        """As often as the limits allow."""
        return True


def past_second_step(login: Login) -> None:
    """Ask for no second step: who vouches for the person has asked for two."""
    stages = login.state.setdefault("stages", {})
    for key in (AuthenticateStage.key, TextStage.key):
        stages[key] = {"handled": True}


class TextStage(LoginStage):
    """The second step for who asked for one by text message and has neither app nor passkey.

    Who came in by a text message has shown that telephone already: they give their password.
    """

    key = "text_step"
    urlname = "members:text_step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the page of the second step where one is needed."""
        user = cast("User | None", self.login.user)
        if user is None or not self._is_needed(user):
            return None, True
        self.state["by_password"] = self._came_by_text(user)
        if not self.state["by_password"]:
            self.state["sent"] = self.send()
        return redirect(self.urlname), True

    def _is_needed(self, user: User) -> bool:
        if not (user.text_step and user.mobile and settings.SMS_ENABLED):
            return False
        others = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        # The library's own stage has asked for those; a passkey alone is both steps in one.
        return not (is_mfa_enabled(user, others) or did_use_passwordless_login(self.request, user))

    def _came_by_text(self, user: User) -> bool:
        records = get_authentication_records(self.request, user)
        return any(one["method"] == "code" and one.get("phone") for one in records)

    def send(self) -> bool:
        """Send a code, unless there were too many; tell whether one is on its way."""
        user = cast(User, self.login.user)
        if not may_be_texted(user.mobile):
            return False
        address, known = get_ip(self.request), knows(self.request, user)
        may = codes.may_ask_within(user, address=address, known=known)
        if not (may and codes.count_text(stranger=False)):
            return False
        code, kept = codes.new()
        self.state.update(kept=kept, sent=True)
        get_adapter().send_verification_code_sms(user=user, phone=cast(str, user.mobile), code=code)
        return True

    def fits(self, typed: str) -> bool:
        """Tell whether this is the code that was sent."""
        kept: Any = self.state.get("kept")
        return bool(kept) and codes.fits(kept, typed)

    def persist(self) -> None:
        """Keep in the session what was changed."""
        stash_login(self.request, self.login)
