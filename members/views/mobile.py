"""One's own mobile number, and a code sent to it as second step at sign-in."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as allauth_context
from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.actions import account, codes
from members.forms.sign_in import NO_TEXTS_THERE, CodeForm, MobileForm, PasswordStepForm
from members.known import knows
from members.models import User
from members.numbers import masked, may_be_texted
from members.policies import text_suffices
from members.requests import SignedIn
from members.stages import TextStage
from members.views.codes import too_many
from workdays import clock

SENT = "code_sent"
"""In the session: the number a code went to, what for, and what is kept of the code."""

NUMBER, STEP = "number", "step"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def mobile(request: SignedIn) -> HttpResponse:
    """Ask for another number; a code goes to it."""
    form = MobileForm(request.POST or None, user=request.user)
    if request.method == "POST" and settings.SMS_ENABLED and form.is_valid():
        if _send(request, form.cleaned_data["mobile"], NUMBER):
            return redirect("members:confirm_mobile")
        form.add_error("mobile", too_many())
    context = {"form": form, "can_text": settings.SMS_ENABLED}
    return render(request, "members/mobile.html", context)


@login_required
@require_POST
@reauthentication_required
def by_text(request: SignedIn) -> HttpResponse:
    """Turn the second step by text message on, by a code sent to one's number, or off."""
    user = request.user
    if user.text_step:
        account.ask_by_text(user=user, on=False, by=user, at=clock.now())
        messages.success(request, _("No code is sent to you as second step any more."))
    elif not (user.mobile and user.has_usable_password() and text_suffices(user)):
        raise Http404
    elif not may_be_texted(user.mobile):
        messages.error(request, str(NO_TEXTS_THERE))
    elif _send(request, user.mobile, STEP):
        return redirect("members:confirm_mobile")
    else:
        messages.error(request, too_many())
    return redirect("mfa_index")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_mobile(request: SignedIn) -> HttpResponse:
    """Take the code that was sent to a number: it becomes one's own, or the second step's."""
    sent = request.session.get(SENT)
    if not sent:
        return redirect("members:mobile")
    form = CodeForm(request.POST or None, fits=lambda typed: codes.fits(sent["kept"], typed))
    if request.method == "POST" and form.is_valid():
        del request.session[SENT]
        return _keep(request, sent["number"], sent["what_for"])
    return render(request, "members/confirm_mobile.html", {"form": form, "number": sent["number"]})


def _send(request: SignedIn, number: str, what_for: str) -> bool:
    address, known = get_ip(request), knows(request, request.user)
    may = codes.may_ask_within(request.user, address=address, known=known)
    if not (may and codes.count_text(stranger=False)):
        return False
    code, kept = codes.new()
    get_adapter().send_verification_code_sms(user=request.user, phone=number, code=code)
    request.session[SENT] = {"number": number, "what_for": what_for, "kept": kept}
    return True


def _keep(request: SignedIn, number: str, what_for: str) -> HttpResponse:
    user, at = request.user, clock.now()
    if what_for == STEP:
        if number == user.mobile and text_suffices(user):
            account.ask_by_text(user=user, on=True, by=user, at=at)
            messages.success(request, _("From now on a code is sent to you as second step."))
        return redirect("mfa_index")
    try:
        with transaction.atomic():
            account.change_mobile(user=user, number=number, by=user, at=at)
    except IntegrityError:
        # Whoever gave the right code holds that telephone, and may know.
        messages.error(request, _("There is an account with this mobile number already."))
        return redirect("members:mobile")
    messages.success(request, _("Your mobile number is changed."))
    return redirect("members:profile")


@require_http_methods(["GET", "HEAD", "POST"])
@login_stage_required(stage=TextStage.key, redirect_urlname="account_login")
def text_step(request: HttpRequest) -> HttpResponse:
    """The second step: a code by text message; for who came in by one, the password."""
    stage: TextStage = request._login_stage  # type: ignore[attr-defined]
    user = cast(User, stage.login.user)
    if request.POST.get("action") == "resend" and not stage.state["by_password"]:
        _send_again(request, stage)
        return redirect("members:text_step")
    by_password = stage.state["by_password"]
    form = _step_form(request, stage)
    if request.method == "POST" and form.is_valid() and _is_shown(form, user, by_password):
        return stage.exit()
    number, sent = masked(user.mobile or ""), stage.state.get("sent")
    context = {"form": form, "by_password": by_password, "number": number, "sent": sent}
    return render(request, "members/text_step.html", context)


def _step_form(request: HttpRequest, stage: TextStage) -> forms.Form:
    data: Any = request.POST or None
    return PasswordStepForm(data) if stage.state["by_password"] else CodeForm(data, fits=stage.fits)


def _is_shown(form: forms.Form, user: User, by_password: bool) -> bool:
    """Note that the second step was taken; of a password ask the adapter, which counts tries."""
    request = allauth_context.request
    if not by_password:
        record_authentication(request, user, "mfa", type="text")
        return True
    try:
        if get_adapter().reauthenticate(user, form.cleaned_data["password"]):
            record_authentication(request, user, "password")
            return True
        form.add_error("password", _("The password is not right."))
    except forms.ValidationError as error:
        form.add_error("password", error)
    return False


def _send_again(request: HttpRequest, stage: TextStage) -> None:
    if stage.send():
        stage.persist()
        messages.success(request, _("Another code is on its way; the first one is void."))
    else:
        messages.error(request, too_many())
