"""The office assigns several cases at once: chosen on the desk, looked at once more, one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods

from departments.models import Department
from design.dates import listed
from members.policies import hats
from members.requests import SignedIn
from suggestions import clocks
from suggestions.actions import assigning_many
from suggestions.actions.assigning_many import MOST_ASSIGNED, Order, Refusal
from suggestions.actions.handing import Charge
from suggestions.forms import AssignManyForm
from suggestions.lifecycle import TO_ASSIGN, Part, State
from suggestions.models import Assignment, Recommendation, Suggestion
from suggestions.requests import offer_undo
from workdays.clock import now

MOST_NAMED = 10


@dataclass(frozen=True)
class Chosen:
    """A case as it stands in the list: its first proposal, and whether it is to be assigned."""

    suggestion: Suggestion
    proposal: Recommendation | None
    is_ticked: bool

    @property
    def is_open(self) -> bool:
        return self.suggestion.state in TO_ASSIGN

    @property
    def is_again(self) -> bool:
        """Whether it goes on from a unit before with its clock, which no undo brings back."""
        return self.suggestion.state == State.REASSIGNING

    @property
    def others(self) -> str:
        """The units that a rule proposes besides."""
        found = self.proposal.others() if self.proposal else []
        return listed(one.short_name for one in found)

    def charges(self, unit: Department | None) -> tuple[Charge, ...]:
        """That one unit alone; without one what is proposed, with a rule's co-handlers."""
        if unit:
            return (Charge(unit),)
        if self.proposal is None:
            return ()
        others = self.proposal.others()
        first = Charge(self.proposal.department, Part.LEAD if others else Part.SOLE)
        return (first, *(Charge(other, Part.CO) for other in others))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: SignedIn) -> HttpResponse:
    """The chosen cases, their proposals, one unit or each its own, one time to answer."""
    if not hats(request.user).office_of:
        raise PermissionDenied(_("This desk is for the staff of an organ's office."))
    codes = _codes(request)
    chosen = _chosen(request, codes[:MOST_ASSIGNED])
    missing = _missing(request, chosen)
    if missing and not chosen:
        return _left(request, missing=missing)
    organs = {one.suggestion.organ for one in chosen}
    units = Department.objects.active().filter(organ__in=organs).in_families()
    bare = [one.suggestion.code for one in chosen if one.proposal is None]
    form = AssignManyForm(
        request.POST or None, units=units, bare=bare, proposed=len(bare) < len(chosen)
    )
    ticked = [one for one in chosen if one.is_ticked]
    if form.is_bound and _fits(request, form, bool(ticked or missing)):
        return _assign(request, ticked, missing, form)
    dates = (clocks.urgencies(one, at=now()) for one in organs)
    page = {
        "chosen": chosen,
        "rows": [(one, form.own(one.suggestion.code)) for one in chosen],
        "form": form,
        # Two organs may give different times.
        "urgencies": list(next(dates)) if len(organs) == 1 else (),
        "most": MOST_ASSIGNED if len(codes) > MOST_ASSIGNED else 0,
    }
    status = 422 if form.is_bound else 200
    return render(request, "suggestions/office/together.html", page, status=status)


def _fits(request: SignedIn, form: AssignManyForm, some: bool) -> bool:
    """Whether everything was said that is needed, about some cases and not too many."""
    if len(request.POST.getlist("cases")) > MOST_ASSIGNED:
        too_many = _("At most %(most)s at a time: the first %(most)s stand here.")
        form.add_error(None, too_many % {"most": MOST_ASSIGNED})
    elif not some:
        form.add_error(None, _("Please choose at least one case."))
    return form.is_valid()


def _codes(request: SignedIn) -> list[str]:
    """The codes in question: those of the address, and those that were sent."""
    found = [*request.POST.getlist("cases"), *request.GET.getlist("case")]
    return [code for code in dict.fromkeys(found) if code.isprintable()]


def _chosen(request: SignedIn, codes: Sequence[str]) -> list[Chosen]:
    """Of these codes the cases of the offices in which this person sits, in this order."""
    best = Recommendation.objects.standing().with_rules()
    ours = Suggestion.objects.of_office(request.user).filter(code__in=codes).for_rows()
    found = {
        one.code: one
        for one in ours.prefetch_related(Prefetch("recommendations", best, to_attr="proposals"))
    }
    sent = request.POST.getlist("cases")
    rows = [found[code] for code in codes if code in found]
    return [
        Chosen(
            one,
            next(iter(one.proposals), None),
            is_ticked=one.code in sent if request.method == "POST" else one.state in TO_ASSIGN,
        )
        for one in rows
    ]


def _missing(request: SignedIn, chosen: Sequence[Chosen]) -> list[str]:
    """The codes that were sent and stand on no desk of this person."""
    known = {one.suggestion.code for one in chosen}
    sent = request.POST.getlist("cases")[:MOST_ASSIGNED]
    return [code[:16] for code in dict.fromkeys(sent) if code not in known]


def _assign(
    request: SignedIn, ticked: Sequence[Chosen], missing: Sequence[str], form: AssignManyForm
) -> HttpResponse:
    urgency = form.cleaned_data["urgency"]
    orders = [
        Order(
            one.suggestion,
            one.charges(unit),
            urgency if unit or one.proposal is None else one.proposal.urgency or urgency,
        )
        for one in ticked
        for unit in [form.unit_of(one.suggestion.code)]
    ]
    at, again = now(), {one.suggestion.pk for one in ticked if one.is_again}
    done, refused = assigning_many.assign_many(orders=orders, by=request.user, at=at)
    said = _said(done) if done else ""
    if done:
        offer_undo(request, [one for one in done if one.pk not in again], at=at, said=said)
        messages.success(request, said)
    if not refused and not missing:
        return redirect("suggestions:office")
    return _left(request, missing=missing, refused=refused)


def _left(
    request: SignedIn, *, missing: Sequence[str], refused: Sequence[Refusal] = ()
) -> HttpResponse:
    """What was not assigned, each with why; the rest has gone through."""
    page = {"missing": missing, "refused": refused, "count": len(missing) + len(refused)}
    return render(request, "suggestions/office/together_left.html", page, status=409)


def _said(done: Sequence[Suggestion]) -> str:
    for one in done if len(done) == 1 else ():
        units = one.assignments.in_force().select_related("department")
        names = listed(work.department.short_name for work in units)
        return _("%(code)s is with %(unit)s now.") % {"code": one.code, "unit": names}
    words = ngettext(
        "%(number)s case is with its unit now: %(cases)s.",
        "%(number)s cases are with their units now: %(cases)s.",
        len(done),
    )
    return words % {"number": len(done), "cases": _with_units(done)}


def _with_units(done: Sequence[Suggestion]) -> str:
    """The numbers of what was assigned, each with its units; of many the first."""
    held: dict[int, list[str]] = {one.pk: [] for one in done[:MOST_NAMED]}
    works = Assignment.objects.in_force().filter(suggestion__in=held).select_related("department")
    for work in works.order_by("pk"):
        held[work.suggestion_id].append(work.department.short_name)
    text = pgettext("a case and its units", "%(code)s (%(units)s)")
    named = [text % {"code": one.code, "units": listed(held[one.pk])} for one in done[:MOST_NAMED]]
    return f"{listed(named)} …" if len(done) > MOST_NAMED else listed(named)
