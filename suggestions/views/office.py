"""The office's desk: see what came in, accept it and hand it to a unit."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from departments.models import Department
from departments.vacancies import came_in
from design.dates import listed
from members.policies import hats, looks_below
from members.requests import SignedIn
from suggestions import clocks, desks, onward, policies, story
from suggestions.actions import assigning_many, handing, many, reviewing
from suggestions.actions.many import MOST_AT_ONCE
from suggestions.actions.reviewing import Charge
from suggestions.filters import OFFICE, Asked
from suggestions.forms import AssignForm
from suggestions.lifecycle import ACCEPT, TO_ASSIGN, URGE, NotNow, State, Step
from suggestions.models import Recommendation, Suggestion
from suggestions.requests import free_units, marked, offer_undo
from suggestions.rows import ACCEPT_PICK, ASSIGN_PICK, URGE_PICK, pickable
from suggestions.wearing import narrow
from workdays.calendar import current
from workdays.clock import now, today

# What is done with several cases by one button of the desk: the step, and what is said then.
MANY: Mapping[str, tuple[Step, Promise]] = {
    ACCEPT_PICK: (ACCEPT, gettext_lazy("Accepted, to be assigned later (%(number)d): %(cases)s.")),
    URGE_PICK: (URGE, gettext_lazy("Units reminded (%(number)d): %(cases)s.")),
}

ALL_OF_LIST = "all"
MOST_NAMED = 10

# Whether this browser's reader goes on to the next case after each decision.
GOES_ON = "go_on"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: SignedIn) -> HttpResponse:
    """What the office must decide, the earliest date first; and what it does with several."""
    if not hats(request.user).office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    return _with_many(request) if request.method == "POST" else _desk(request)


def _desk(request: SignedIn, *, status: int = 200, **more: Any) -> HttpResponse:
    page = desks.office_desk(
        request.user, query=request.GET, at=now(), calendar=current(), only=narrow(request)
    )
    page |= desks.arrangement("office", request.user, page["asked"])
    page |= {"looks_below": looks_below(hats(request.user)), **more}
    return render(request, "suggestions/office/desk.html", page, status=status)


def _with_many(request: SignedIn) -> HttpResponse:
    """What the pressed button does with all that is ticked."""
    codes = [one for one in dict.fromkeys(request.POST.getlist("case")) if one.isprintable()]
    verb = request.POST.get("do", "")
    if ALL_OF_LIST in request.POST and verb in (*MANY, ASSIGN_PICK):
        return _with_all(request, verb)
    if not codes or verb not in (*MANY, ASSIGN_PICK):
        messages.warning(request, _("Please choose at least one case."))
        return redirect(request.get_full_path())
    if verb == ASSIGN_PICK:
        return _together(codes)
    return _do_many(request, verb, codes)


def _together(codes: list[str]) -> HttpResponse:
    """To the page on which several are assigned."""
    query = urlencode({"case": codes[: assigning_many.MOST_ASSIGNED + 1]}, doseq=True)
    return redirect(f"{reverse('suggestions:assign_many')}?{query}")


def _with_all(request: SignedIn, verb: str) -> HttpResponse:
    """All of the list, on its other pages too, with which the button does something: how many that
    are is said, and asked, before it is done."""
    asked, at = Asked.read(request.POST).for_desk(OFFICE), now()
    shown = desks.listing(OFFICE, request.user, asked=asked, at=at, only=narrow(request))
    found = list(pickable(shown.ordered(), verb, at, current())[: MOST_AT_ONCE + 1])
    if not found:
        messages.warning(request, _("There is no case in this list with which this can be done."))
        return redirect(request.get_full_path())
    if verb == ASSIGN_PICK:
        return _together([one.code for one in found])
    page = {"cases": found[:MOST_AT_ONCE], "verb": verb, "asked": asked, "most": MOST_AT_ONCE}
    page |= {"has_more": len(found) > MOST_AT_ONCE, "label": shown.view.label}
    return render(request, "suggestions/office/with_all.html", page)


def _do_many(request: SignedIn, verb: str, codes: list[str]) -> HttpResponse:
    """One act with many; what could not be done stands above the list with why, still ticked."""
    ours = Suggestion.objects.of_office(request.user).for_rows().in_bulk(codes, field_name="code")
    found = [ours[code] for code in codes if code in ours]
    (step, said), at = MANY[verb], now()
    done, refused = many.do_many(
        step=step, suggestions=found[:MOST_AT_ONCE], by=request.user, at=at
    )
    named = {"number": len(done), "cases": _codes(done)}
    words = str(said) % named if done else ""
    if done:
        offer_undo(request, done, at=at, said=words)
    left = {
        "refused": refused,
        "later": found[MOST_AT_ONCE:],
        "missing": [code[:16] for code in codes if code not in ours],
    }
    if not any(left.values()):
        messages.success(request, words)
        return redirect(request.get_full_path())
    ticked = {one.suggestion.code for one in refused} | {one.code for one in left["later"]}
    said_of = left | {"said": words, "most": MOST_AT_ONCE}
    return _desk(request, status=409, left=said_of, ticked=ticked)


def _codes(done: list[Suggestion]) -> str:
    """The numbers of what was done; of many the first."""
    named = listed(one.code for one in done[:MOST_NAMED])
    return f"{named} …" if len(done) > MOST_NAMED else named


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, code: str) -> HttpResponse:
    """Accept and assign on one page with one button; the due date is shown before."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    policies.require(request.user, ACCEPT, suggestion)
    if suggestion.state not in TO_ASSIGN and request.method != "POST":
        messages.info(request, _decided(suggestion))
        return redirect(suggestion)
    proposed = _proposals(suggestion)
    again = suggestion.state == State.REASSIGNING
    everybody = Department.objects.of_organ(suggestion.organ_id).in_families()
    units = free_units(suggestion) if again else marked(everybody, suggestion)
    form = AssignForm(
        request.POST or None,
        proposed=proposed,
        units=units,
        date_stays=again,
        initial=_proposed(suggestion, proposed),
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            return _assign(request, suggestion, form)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
            status = 409
    page = {
        "suggestion": suggestion,
        "form": form,
        "proposed": proposed,
        "urgencies": [] if again else list(clocks.urgencies(suggestion.organ, at=now())),
        "date_kept": handing.left_behind(suggestion)[:1] if again else (),
        "verb": story.office_verb(suggestion) if suggestion.state in TO_ASSIGN else "",
        "accepts": policies.may(request.user, ACCEPT, suggestion),
        "others": story.others(suggestion, at=now()),
        "let_off": story.let_off(suggestion),
        "second_look": story.second_look(suggestion),
        "goes_on": request.session.get(GOES_ON, False) or "go_on" in request.POST,
    }
    return render(request, "suggestions/office/decide.html", page, status=status)


def _decided(suggestion: Suggestion) -> str:
    """What became of a case whose decision somebody opens once more."""
    works = list(suggestion.assignments.in_force().select_related("department"))
    if not works:
        return _("This has been decided.")
    units = listed(work.department.short_name for work in works)
    return _("%(code)s is with %(unit)s now.") % {"code": suggestion.code, "unit": units}


def _proposals(suggestion: Suggestion) -> list[Recommendation]:
    """What stands proposed, each with `has_people`: whether somebody is in post there."""
    standing = suggestion.recommendations.standing().with_rules()
    return list(standing.annotate(has_people=came_in(today(), "department")))


def _proposed(suggestion: Suggestion, proposals: list[Recommendation]) -> dict[str, object]:
    """What the first proposal says besides its unit: a rule's co-handlers, without those that were
    let off, and its time to answer."""
    for first in proposals[:1]:
        others = first.others()
        gone = suggestion.assignments.let_off().values_list("department", flat=True)
        left_off = set(gone) if others else set()
        others = [one for one in others if one.pk not in left_off]
        named = {"others": others, "urgency": first.urgency}
        return {name: value for name, value in named.items() if value}
    return {}


def _assign(request: SignedIn, suggestion: Suggestion, form: AssignForm) -> HttpResponse:
    at, place = now(), (suggestion.due_at, suggestion.pk)
    offered = () if suggestion.state == State.REASSIGNING else (suggestion,)
    works = reviewing.accept_and_assign(
        suggestion=suggestion,
        charges=[Charge(unit, part) for unit, part in form.parts],
        urgency=form.cleaned_data.get("urgency", ""),
        by=request.user,
        at=at,
    )
    text = _("%(code)s is with %(unit)s now.")
    names = listed(work.department.short_name for work in works)
    said = text % {"code": suggestion.code, "unit": names}
    offer_undo(request, offered, at=at, said=said)
    messages.success(request, said)
    request.session[GOES_ON] = "go_on" in request.POST
    if request.session[GOES_ON]:
        return _to(onward.next_case(request.user, place, ahead_only=False, only=narrow(request)))
    return redirect("suggestions:office")


def _to(suggestion: Suggestion | None) -> HttpResponse:
    """To the page on which a case is decided; where none waits, to the desk."""
    if suggestion is None:
        return redirect("suggestions:office")
    return redirect("suggestions:decide", code=suggestion.code)


@login_required
@require_safe
def following(request: SignedIn) -> HttpResponse:
    """On to the case that stands after (or before) another one on the desk."""
    if not hats(request.user).office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    back = "before" in request.GET
    code = request.GET.get("before" if back else "after", "")
    ours = Suggestion.objects.of_office(request.user)
    place = ours.filter(code=code).values_list("due_at", "pk").first()
    return _to(onward.next_case(request.user, place, back=back, only=narrow(request)))


@login_required
@require_POST
def accept(request: SignedIn, code: str) -> HttpResponse:
    """Take it in now, choose the unit later."""
    seen = Suggestion.objects.visible_to(request.user).for_case()
    suggestion = get_object_or_404(seen, code=code)
    try:
        at = now()
        reviewing.accept(suggestion=suggestion, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        said = _("%(code)s is accepted.") % {"code": suggestion.code}
        offer_undo(request, [suggestion], at=at, said=said)
        messages.success(request, said)
    return redirect("suggestions:decide", code=suggestion.code)
