"""The people of an organ: find them, and enrol one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from departments.models import Department
from design import keyset
from enrolment import lists, reports
from enrolment.actions import enrolling
from enrolment.forms.people import EnrolForm, role_choices
from enrolment.models import Invitation
from enrolment.reports import Wish
from enrolment.requests import organ_of
from members import roles
from members.models import Organ, Term, User
from members.policies import hats
from members.requests import SignedIn, administered
from workdays.clock import now, today

PAGE = 30


@login_required
@require_safe
def desk(request: SignedIn) -> HttpResponse:
    """To the people of the organ that `?organ=` names, else of the hat that is worn."""
    return redirect("enrolment:people", organ=administered(request).pk)


@login_required
@require_safe
def index(request: SignedIn, organ: str) -> HttpResponse:
    """Search and filter the organ's people, the newest first."""
    place = organ_of(request, organ)
    day, at = today(), now()
    wish = _wish(request)
    found = reports.people(place, wish, day=day, at=at)
    page = keyset.page(found, order=["-id"], query=request.GET, size=PAGE)
    context = {
        "organ": place,
        "organs": _organs(request),
        "page": page,
        "lines": reports.lines(page.rows, place, day=day, at=at),
        "wish": wish,
        "states": [(key, name, _with(request, state=key)) for key, name in reports.STATES.items()],
        "everybody": _with(request, state=""),
        "roles": role_choices(),
        "terms": list(Term.objects.filter(organ=place)[:20]),
    }
    return render(request, "enrolment/people.html", context)


def _wish(request: SignedIn) -> Wish:
    term = request.GET.get("term", "")
    return Wish(
        words=request.GET.get("q", "").strip()[:100],
        state=request.GET.get("state", ""),
        role=request.GET.get("role", ""),
        term=int(term) if term.isascii() and term.isdigit() and len(term) < 3 else 0,
    )


def _with(request: SignedIn, **changes: str) -> str:
    kept = {key: request.GET.get(key, "") for key in ("q", "role", "term", "state")} | changes
    return f"?{urlencode({key: value for key, value in kept.items() if value})}"


def _organs(request: SignedIn) -> list[Organ]:
    """The other organs that the reader looks after, for whoever has several."""
    codes = hats(request.user).admin_of
    return list(Organ.objects.filter(pk__in=codes)) if len(codes) > 1 else []


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: SignedIn, organ: str) -> HttpResponse:
    """Enrol one person: by mail, by text message, or by a card."""
    place = organ_of(request, organ)
    form = EnrolForm(request.POST or None, organ=place, initial=_asked_for(request, place))
    if not form.is_bound or not form.is_valid():
        return _enrol_page(request, place, form)
    try:
        made = _enrolled(request, place, form)
    except enrolling.HereAlready as here:
        return _enrol_page(request, place, form, already=here.person)
    if made is None:
        return _enrol_page(request, place, form)
    messages.success(request, _("%(name)s is invited.") % {"name": form.cleaned_data["name"]})
    if made.channel == "card":
        return redirect(f"{_cards(place)}?invitation={made.code}")
    return redirect("enrolment:invitations", organ=place.pk)


def _enrolled(request: SignedIn, organ: Organ, form: EnrolForm) -> Invitation | None:
    """The invitation that was made; None where the form says now why there is none."""
    said = {key: form.cleaned_data[key] for key in ("name", "mobile", "email")}
    further = request.POST.get("further", "")
    act: dict[str, Any] = {"by": request.user, "at": now(), "further": further, **said}
    try:
        return enrolling.enrol(organ=organ, place=form.place, **act)
    except enrolling.TooManyRefused:
        form.refuse_more()
    except enrolling.Taken as taken:
        if taken.holder or _noted(request, organ, form, taken.way):
            form.refuse_taken(taken.way, taken.holder)
    except (enrolling.TwoPeople, IntegrityError):
        if _noted(request, organ, form, lists.MOBILE):
            form.refuse_two()
    return None


def _noted(request: SignedIn, organ: Organ, form: EnrolForm, way: str) -> bool:
    """Whether it may be said that a number or an address is in use, which is written down then."""
    try:
        enrolling.note_refusal(organ=organ, way=way, by=request.user, at=now())
    except enrolling.TooManyRefused:
        form.refuse_more()
        return False
    return True


def _asked_for(request: SignedIn, organ: Organ) -> dict[str, object]:
    """What the address says already: a unit of the organ, a role."""
    units = Department.objects.of_organ(organ.pk)
    code = request.GET.get("unit", "").replace("\0", "")
    unit = units.filter(code=code).first() if code else None
    found: dict[str, object] = {"since": today()} | ({"unit": unit.pk} if unit else {})
    if unit is None:
        return found
    role = request.GET.get("role")
    return found | {"role": role if role == roles.Head.key else roles.Officer.key}


def _enrol_page(
    request: SignedIn, organ: Organ, form: EnrolForm, already: User | None = None
) -> HttpResponse:
    page: dict[str, Any] = {"organ": organ, "form": form, "already": already}
    if already:
        page["places"] = reports.lines([already], organ, day=today(), at=now())[0].places
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "enrolment/enrol.html", page, status=status)


def _cards(organ: Organ) -> str:
    return reverse("enrolment:cards", args=[organ.pk])
