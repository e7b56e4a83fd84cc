"""Signing in by a code: the library's two pages, with one field for address, number and code."""

from typing import Any, cast

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from members.actions import codes
from members.forms.sign_in import RequestLoginCodeForm
from members.identifiers import Kind
from members.known import knows
from members.models import User
from members.stages import CodeProcess


def too_many() -> str:
    """What to do where too many codes were asked for; the same for every name."""
    return _(
        "Too many codes were asked for here. Wait a minute before the next one, or sign in with "
        "your password or a passkey."
    )


def no_texts() -> str:
    """What to do where no more text messages may be sent today."""
    return _("No more text messages can be sent today. Use your password, a passkey or mail.")


class RequestCodeView(RequestLoginCodeView):
    """Asks for address, number or code, and has a code sent."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form to who comes from the other page without a name: nothing is wrong
        there yet."""
        if request.POST.get("from") and not request.POST.get("login", "").strip():
            return redirect(self.passthrough_next_url(reverse("account_request_login_code")))
        return cast(HttpResponse, super().post(request, *args, **kwargs))

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        """Send it if there is such a person; the answer is the same if there is none."""
        user = form.user
        known = user if knows(self.request, user) else None
        way = _way(form, stranger=known is None)
        if not codes.may_ask(name=form.shown, address=get_ip(self.request), known=known):
            form.add_error("login", too_many())
        elif way is None:
            form.add_error("login", no_texts())
        if way is None or form.errors:
            return self.form_invalid(form)
        CodeProcess.begin(self.request, user, typed=form.shown, way=way, stranger=known is None)
        return redirect(self.get_success_url())


def _way(form: RequestLoginCodeForm, *, stranger: bool) -> str | None:
    """By which way the code goes; None where no text message may be sent any more today."""
    if form.way != Kind.MOBILE or codes.texts_left(stranger=stranger):
        return form.way
    return Kind.EMAIL.value if form.kind is Kind.CODE else None


request_code = RequestCodeView.as_view()


@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code"),
    name="dispatch",
)
class ConfirmCodeView(ConfirmLoginCodeView):
    """Takes the code; the wrong tries are counted in the database."""

    _process: CodeProcess

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on with the code that was sent, if it is still valid."""
        self.stage = request._login_stage  # type: ignore[attr-defined]
        process = CodeProcess.resume(self.stage)
        if not process:
            return redirect("account_request_login_code")
        self._process = process
        return super(ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the form what is kept of the code."""
        kwargs: dict[str, Any] = super().get_form_kwargs()
        if "code" in kwargs:
            kwargs["code"] = self._process.state.get("kept")
        return kwargs

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        state, user = self._process.state, cast("User | None", self._process.user)
        known = user if knows(self.request, user) else None
        if codes.may_ask(name=state["typed"], address=get_ip(self.request), known=known):
            self._process.resend()
            messages.success(self.request, _("Another code is on its way; the first one is void."))
        else:
            messages.error(self.request, too_many())
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what was typed, never what belongs to it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"typed": self._process.state["typed"], "can_text": settings.SMS_ENABLED}


confirm_code = ConfirmCodeView.as_view()
