"""The administrator's desk: how many working days each phase may take in an organ."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deadlines.actions.lengths import ChangedMeanwhile, NothingToGiveUp, give_up, set_length
from deadlines.forms import LengthForm
from deadlines.phases import INSTRUMENTS
from deadlines.reports import Length, above
from deadlines.reports import lengths as lengths_of
from members.models import Organ
from members.requests import GIVE_UP, SignedIn, administered, sent_version
from workdays import calendar, clock
from workdays.arithmetic import Count, add_workdays

FOLDER = "deadlines/organ"
FIRST = "micro"
ALL = "all"


@login_required
@require_safe
def lengths(request: SignedIn) -> HttpResponse:
    """The rules in force, each with where it comes from."""
    organ = administered(request)
    asked = request.GET.get("instrument", FIRST)
    instrument = asked if asked in INSTRUMENTS else FIRST
    rows = lengths_of(organ, instrument, clock.today())
    context = {
        "organ": organ,
        "rows": [(row, _address(organ, instrument, row), _anchor(row)) for row in rows],
        "instrument": instrument,
        "instruments": INSTRUMENTS.items(),
    }
    return render(request, f"{FOLDER}/lengths.html", context)


def _address(organ: Organ, instrument: str, row: Length) -> str:
    parts = (instrument, row.phase, row.urgency or ALL)
    return f"{reverse('deadlines:length', args=parts)}?organ={organ.pk}"


def _anchor(row: Length) -> str:
    """Where a rule stands on the page of all."""
    return f"{row.phase}-{row.urgency or ALL}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def length(request: SignedIn, instrument: str, phase: str, urgency: str) -> HttpResponse:
    """One rule: tried first for a case assigned today, then kept as a new version."""
    organ = administered(request)
    row = _row(organ, instrument, phase, urgency)
    if request.POST.get("do") == GIVE_UP:
        return _given_up(request, row, organ=organ, instrument=instrument)
    form = LengthForm(request.POST or None, length=row, today=clock.today())
    tried, status = None, 422 if form.is_bound else 200
    if form.is_valid():
        if request.POST.get("do") == "try":
            tried, status = _count(form.cleaned_data["working_days"]), 200
        elif _kept(request, form, row, organ=organ, instrument=instrument):
            return _back(organ, instrument, row)
        else:
            row, status = _row(organ, instrument, phase, urgency), 409
    page: dict[str, Any] = {"organ": organ, "row": row, "form": form, "tried": tried}
    page |= {"now": _count(row.rule.working_days), "instrument": INSTRUMENTS[instrument]}
    page |= {"was_changed": status == 409, "give_up": GIVE_UP}
    if row.is_held:
        page["above"] = above(organ, instrument, row, clock.today())
        page["is_asked"] = request.GET.get("ask") == GIVE_UP
    return render(request, f"{FOLDER}/length.html", page, status=status)


def _back(organ: Organ, instrument: str, row: Length) -> HttpResponse:
    """To where the rule stands on the page of all."""
    query = urlencode({"organ": organ.pk, "instrument": instrument})
    return redirect(f"{reverse('deadlines:lengths')}?{query}#{_anchor(row)}")


def _given_up(request: SignedIn, row: Length, *, organ: Organ, instrument: str) -> HttpResponse:
    """The organ's own rule ends; what was changed or given up meanwhile is seen again first."""
    act: dict[str, Any] = {"phase": row.phase, "urgency": row.urgency, "instrument": instrument}
    try:
        base = sent_version(request)
        give_up(organ=organ, base=base, by=request.user, at=clock.now(), **act)
    except (ChangedMeanwhile, NothingToGiveUp):
        messages.warning(request, _("Somebody else has changed this rule in the meantime."))
        return redirect(_address(organ, instrument, row))
    said = _("%(phase)s: your own rule is given up. Clocks that run keep their dates.")
    messages.success(request, said % {"phase": _named(row)}, extra_tags=_anchor(row))
    return _back(organ, instrument, row)


def _row(organ: Organ, instrument: str, phase: str, urgency: str) -> Length:
    """Return the rule that the address names; there is none for anything else."""
    wanted = (phase, "" if urgency == ALL else urgency)
    rows = lengths_of(organ, instrument, clock.today()) if instrument in INSTRUMENTS else []
    found = next((row for row in rows if (row.phase, row.urgency) == wanted), None)
    if found is None:
        raise Http404
    return found


def _count(days: int) -> Count:
    return add_workdays(clock.today(), days, calendar.current())


def _named(row: Length) -> str:
    """The rule as its row names it."""
    return f"{row.label} · {row.kind_of_matter}" if row.urgency else str(row.label)


def _kept(
    request: SignedIn, form: LengthForm, row: Length, *, organ: Organ, instrument: str
) -> bool:
    """Whether the new version stands; not where somebody made another one meanwhile."""
    try:
        set_length(
            organ=organ,
            instrument=instrument,
            phase=row.phase,
            urgency=row.urgency,
            by=request.user,
            at=clock.now(),
            **form.cleaned_data,
        )
    except ChangedMeanwhile:
        return False
    said = _("%(phase)s is saved. It holds for clocks that start from that day on.")
    messages.success(request, said % {"phase": _named(row)}, extra_tags=_anchor(row))
    return True
