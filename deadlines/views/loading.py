"""The administrator's desk: the working-day calendar, and a year's notice loaded into it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from deadlines import policies
from deadlines.actions import calendars
from deadlines.forms import NoticeTwiceForm
from design.dates import in_chinese
from members.models import Organ
from members.requests import SignedIn, administered
from workdays import calendar, clock, gazette

YEARS_AHEAD = 2


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: SignedIn) -> HttpResponse:
    """The years that are known; for the organ above all others, the way to load the next."""
    organ = administered(request)
    is_sent = request.method == "POST"
    form = NoticeTwiceForm(request.POST, request.FILES) if is_sent else NoticeTwiceForm()
    tried = None
    if is_sent:
        policies.require_loader(request.user, organ)
        if form.is_valid() and form.is_sure:
            return _load(request, form, organ)
        if form.is_valid():
            tried = calendars.dry_run(notice=form.notice, by=request.user, at=clock.now())
    context = {
        "organ": organ,
        "years": _years(),
        "gap": policies.calendar_gap(clock.today()),
        "form": form if organ.parent_id is None else None,
        "tried": tried,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "deadlines/organ/load.html", context, status=status)


@login_required
@require_safe
def template(request: SignedIn, year: int) -> HttpResponse:
    """All days of a year as a table to be filled in by the notice."""
    administered(request)
    if year not in dict(_years()):
        raise Http404
    table = gazette.empty_table(year, chinese=in_chinese())
    # Without the mark at the beginning spreadsheet programs take Chinese for other letters.
    answer = HttpResponse(table.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="workdays-{year}.csv"'
    return answer


def _years() -> list[tuple[int, bool]]:
    """This year and the next ones, each with whether its notice is known."""
    this, known = clock.today().year, calendar.current()
    return [(year, not known.year(year).provisional) for year in range(this, this + YEARS_AHEAD)]


def _load(request: SignedIn, form: NoticeTwiceForm, organ: Organ) -> HttpResponse:
    done = calendars.load_for(organ=organ, notice=form.notice, by=request.user, at=clock.now())
    words = _(
        "%(days)d days changed; deadlines confirmed: %(confirmed)d, "
        "moved later: %(later)d, moved earlier: %(earlier)d."
    )
    counts = {"confirmed": done.confirmed, "later": done.later, "earlier": done.earlier}
    messages.success(request, words % (counts | {"days": len(done.differences)}))
    return redirect(f"{reverse('deadlines:load')}?organ={organ.pk}")
