"""Coming in by an invitation: by the link of a mail, or by the code of a card.

To open a page changes nothing, so that a program which looks at every link in a mail uses none up.
"""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from enrolment.actions import invitations, joining
from enrolment.actions.invitations import Gone
from enrolment.forms.joining import CodeForm, JoinForm
from enrolment.models import Invitation
from enrolment.models.invitation import OPEN, REVOKED
from enrolment.requests import came_from
from members import contacts
from members.actions import limits
from members.models import User
from workdays.clock import now

MOST_WRONG, WITHIN = 20, 15 * 60
"""Wrong codes from one network address; a link is long enough not to be guessed."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a card."""
    form = CodeForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        key = {"what": "join-code", "key": came_from(request)}
        if limits.left(most=MOST_WRONG, **key) <= 0:
            form.add_error("code", _("Too many wrong codes. Please wait a quarter of an hour."))
            status = 429
        elif found := joining.by_code(form.cleaned_data["code"]):
            return redirect(found.path)
        else:
            limits.take(most=MOST_WRONG, seconds=WITHIN, **key)
            form.add_error("code", _("There is no card with this code. Please compare it again."))
    return render(request, "enrolment/join.html", {"form": form}, status=status)


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Which organ invites whom; and, once confirmed, in."""
    invitation = joining.by_token(token)
    if invitation is None or invitation.state(now()) != OPEN or not invitation.person.is_active:
        return _closed(request, invitation)
    if request.user.is_authenticated and request.user.pk != invitation.person_id:
        return _of_another(request, invitation)
    if joining.signs_in_first(invitation):
        return _second_place(request, invitation, token)
    if invitation.is_astray:
        return _closed(request, invitation, REVOKED)
    form = JoinForm(request.POST or None, person=invitation.person)
    if form.is_bound and form.is_valid():
        try:
            person = joining.come_in(
                invitation=invitation, password=form.cleaned_data["password"], at=now()
            )
        except Gone:
            return _closed(request, joining.by_token(token), REVOKED)
        return _sign_in(request, person)
    page = {"form": form, "invitation": invitation, "name": masked(invitation.name)}
    return render(request, "enrolment/join_new.html", page, status=422 if form.is_bound else 200)


def masked(name: str) -> str:
    """A name that its owner recognises: 王**."""
    return name[:1] + "*" * (2 if len(name) > 1 else 0)


def _sign_in(request: HttpRequest, person: User) -> HttpResponse:
    """In; whoever has neither an address nor a mobile number is offered to give one first."""
    goes_on = reverse("suggestions:desk")
    if person.email or person.mobile:
        messages.success(request, _("You are in. Next time sign in with your password."))
    else:
        words = _("You sign in with %(code)s and your password. Please write the code down.")
        messages.info(request, words % {"code": person.code})
        goes_on = reverse("members:mobile") if settings.SMS_ENABLED else goes_on
    record_authentication(request, person, method="password", username=person.code)
    login = Login(user=person, email_verification="none", redirect_url=goes_on)
    answer: HttpResponse = perform_login(request, login)
    return answer


def _second_place(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Whoever has an account signs in as always, and says yes to the place there."""
    signed_in = request.user.is_authenticated
    if request.method == "POST" and signed_in:
        try:
            invitations.accept(invitation=invitation, at=now())
        except Gone:
            return _closed(request, joining.by_token(token), REVOKED)
        messages.success(request, _("Done. What you are here now stands on your desk."))
        return redirect("suggestions:desk")
    page = {
        "invitation": invitation,
        "signed_in": signed_in,
        "way_in": f"{reverse('account_login')}?next={invitation.path}",
    }
    return render(request, "enrolment/join_known.html", page)


def _of_another(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    page = {"invitation": invitation, "name": masked(invitation.name)}
    return render(request, "enrolment/join_another.html", page, status=409)


def _closed(request: HttpRequest, invitation: Invitation | None, refused: str = "") -> HttpResponse:
    """What became of the link, and whom to ask; the same page for one that never was. One that
    looks open and is refused all the same is `refused`."""
    state = invitation.state(now()) if invitation else ""
    state = refused if refused and state == OPEN else state
    page: dict[str, Any] = {"invitation": invitation, "state": state}
    if invitation:
        page["found"] = contacts.of_each([invitation.organ_id])[0]
    return render(request, "enrolment/join_closed.html", page, status=410 if invitation else 404)
