"""One person of the organ: what they are here, and what the administrator can do about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment import policies, reports
from enrolment.actions import contacting, invitations, joining, leaving
from enrolment.forms.people import ContactForm, EndForm
from enrolment.models import Invitation
from enrolment.models.invitation import CARD, MAIL, SMS
from enrolment.registry import open_work
from enrolment.requests import organ_of, person_of
from members.models import CommitteeMember, Organ, User
from members.requests import SignedIn
from workdays.clock import now, today


@login_required
@require_safe
def person(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """What somebody is here, how they are reached, and their invitation."""
    place = organ_of(request, organ)
    user = person_of(place, code)
    return render(request, "enrolment/person.html", _page(place, user))


def _page(organ: Organ, user: User) -> dict[str, Any]:
    day, at = today(), now()
    places = leaving.places_of(user, organ)
    # Who is nothing else here is nobody by a committee.
    main = [one for one in places if not isinstance(one, CommitteeMember)]
    state = reports.state_of(main, day) if main else ""
    shared = policies.is_shared(user, organ)
    invitation = Invitation.objects.filter(person=user, organ=organ).order_by("-id").first()
    has_way_in = joining.has_way_in(user)
    if state == reports.ACTIVE and invitation and not has_way_in:
        state = reports.INVITED
    return {
        "organ": organ,
        "person": user,
        "places": [(one, reports.named(one), reports.period(one, day)) for one in places],
        "state": state,
        "state_name": reports.STATES.get(state, ""),
        "is_shared": shared,
        "reached": reports.reached(user, shared=shared),
        "invitation": invitation,
        "invitation_state": invitation.state(at) if invitation else "",
        "may_invite": not shared and not has_way_in and user.is_active,
        "can_end": any(one.until is None or one.until >= day for one in places),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Correct name, mobile number and address on somebody's behalf."""
    place = organ_of(request, organ)
    user = person_of(place, code)
    policies.require_own(user, place)
    now_so = {"name": user.name, "mobile": user.mobile or "", "email": user.email or ""}
    form = ContactForm(request.POST or None, initial=now_so)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            void = contacting.change(
                user=user, organ=place, by=request.user, at=now(), **form.cleaned_data
            )
        except (IntegrityError, contacting.Taken):
            form.add_error(None, _("This number or address belongs to another account."))
        else:
            messages.success(request, _("Saved. The person is told, the old way and the new one."))
            if void:
                messages.warning(
                    request, _("The invitation that was sent before is void: please invite anew.")
                )
            return redirect("enrolment:person", organ=organ, code=code)
    page = {"organ": place, "person": user, "form": form}
    return render(request, "enrolment/contact.html", page, status=status)


def no_more_texts() -> str:
    """Why an invitation goes another way than by text message."""
    return _(
        "No text message: the number is not of a country that gets them, or today’s are used up. "
        "The invitation goes by mail or is a card to be printed."
    )


@login_required
@require_POST
def invite(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Invite once more; what was sent before opens nothing any more."""
    place = organ_of(request, organ)
    user = person_of(place, code)
    policies.require_own(user, place)
    if joining.has_way_in(user) or not user.is_active:
        messages.info(request, _("This person is in already and needs no invitation."))
        return redirect("enrolment:person", organ=organ, code=code)
    asked = request.POST.get("channel", "")
    channel = invitations.channel_for(user, mail=asked in ("", MAIL), sms=asked in ("", SMS))
    made = invitations.invite(person=user, organ=place, channel=channel, by=request.user, at=now())
    if made.channel != channel:
        messages.warning(request, no_more_texts())
    messages.success(request, _("A new invitation is on its way; the one before is void."))
    if made.channel == CARD:
        return redirect("enrolment:invitations", organ=organ)
    return redirect("enrolment:person", organ=organ, code=code)


@login_required
@require_POST
def suspend(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Let all that somebody is here rest; it acts on their next request."""
    place = organ_of(request, organ)
    user = person_of(place, code)
    policies.require_another(request.user, user)
    if leaving.suspend(user=user, organ=place, day=today(), by=request.user, at=now()):
        messages.success(request, _("Suspended. It holds from this moment on."))
    return redirect("enrolment:person", organ=organ, code=code)


@login_required
@require_POST
def resume(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Take up again what rested."""
    place = organ_of(request, organ)
    user = person_of(place, code)
    if leaving.resume(user=user, organ=place, by=request.user, at=now()):
        messages.success(request, _("The suspension is lifted."))
    return redirect("enrolment:person", organ=organ, code=code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Set the last day, having seen what is still open and who remains."""
    place = organ_of(request, organ)
    user = person_of(place, code)
    policies.require_another(request.user, user)
    form = EndForm(request.POST or None, today=today(), initial={"last_day": today()})
    if form.is_bound and form.is_valid():
        ended = leaving.end(user=user, organ=place, by=request.user, at=now(), **form.cleaned_data)
        words = ngettext("%s place has its last day.", "%s places have their last day.", ended)
        messages.success(request, words % ended)
        return redirect("enrolment:person", organ=organ, code=code)
    page = {
        "organ": place,
        "person": user,
        "form": form,
        "matters": open_work(user, place.pk),
        "remaining": leaving.remaining(user, place, today()),
    }
    return render(request, "enrolment/end.html", page, status=422 if form.is_bound else 200)
