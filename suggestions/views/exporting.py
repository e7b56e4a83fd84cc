"""The lists of the working desks, to take away."""

from __future__ import annotations

import io

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs import tables
from jobs.actions.starting import TooMany
from members.actions import limits
from members.models import ListChoice
from members.requests import SignedIn
from suggestions import desks
from suggestions.actions import exporting
from suggestions.actions.exporting import MOST_FILES as MOST_DOCUMENTS
from suggestions.actions.exporting import MOST_ROWS, PDF, TooLong, Wanted
from suggestions.desks import Listing
from suggestions.exports import casefile as files
from suggestions.exports import cases, names
from suggestions.filters import Asked
from suggestions.models import Suggestion
from suggestions.rows import Row
from suggestions.wearing import narrow
from typesetting.press import TooMuch
from workdays.calendar import current
from workdays.clock import now

MOST_FILES, WITHIN = 60, 60 * 60
"""How many files of cases one person takes, one by one; many at once are made in the background."""


@login_required
@require_POST
def export(request: SignedIn, desk: str) -> HttpResponse:
    """What a desk's filter shows, as a file or, where it is long, as work in the background."""
    exporting.require_desk(desk, request.user)
    at, asked = now(), Asked.read(request.POST).for_desk(desk)
    form = request.POST.get("format", "")
    kind = tables.FORMATS.get(form, tables.CSV)
    picked = _picked(request) if form == PDF else ()
    wanted = Wanted(desk, asked, PDF if form == PDF else kind.key, picked)
    columns = cases.columns(ListChoice.of(request.user, desk), desk)
    only = narrow(request)
    listing = desks.listing(desk, request.user, asked=asked, at=at, only=only, picked=picked)
    # No more are counted than a file may have.
    total = listing.rows.order_by()[: MOST_ROWS + 1].count()
    if form != PDF and total <= settings.EXPORT_AT_ONCE:
        listing = cases.complete(listing)
        rows = listing.drawn(listing.ordered()[: settings.EXPORT_AT_ONCE], at, current())
        exporting.record(wanted=wanted, rows=len(rows), by=request.user, at=at)
        seats = exporting.seats_of(desk, request.user, only)
        name = names.of_list(seats, listing.view.label, at=at, ending=kind.ending)
        return _file(listing, kind, columns, listing.view.in_order(rows), name)
    try:
        job = exporting.begin(
            wanted=wanted, columns=columns, total=total, by=request.user, at=at, only=only
        )
    except (TooMany, TooLong) as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"suggestions:{desk}")
    return redirect(job)


def _picked(request: SignedIn) -> tuple[str, ...]:
    """The codes that are ticked; one more than goes into a document is too many already."""
    codes = dict.fromkeys(request.POST.getlist("case"))
    return tuple(one if one.isprintable() else "" for one in codes)[: MOST_DOCUMENTS + 1]


@login_required
@require_POST
def casefile(request: SignedIn, code: str) -> HttpResponse:
    """A case as its page shows it to this person, as a PDF."""
    at = now()
    seen = Suggestion.objects.visible_to(request.user).for_page().with_cosigners()
    suggestion = get_object_or_404(seen, code=code)
    if not limits.take(what="casefile", key=request.user.code, most=MOST_FILES, seconds=WITHIN):
        return _wait(request, suggestion)
    try:
        made = files.make(request.user, suggestion, at=at, calendar=current())
    except TooMuch:
        text = _("This case is too long for one document. Please print its page instead.")
        messages.warning(request, text)
        return redirect(suggestion)
    exporting.record_case(suggestion=suggestion, role=made.role, by=request.user, at=at)
    return _paper(suggestion.code, made.pdf)


def _wait(request: SignedIn, suggestion: Suggestion) -> HttpResponse:
    """Documents take the machine's time: so many an hour are enough to read them."""
    text = _(
        "You have taken %(count)s documents within an hour. Please wait a while, or print the "
        "page of the case. The working desks’ lists take many cases in one document."
    ) % {"count": MOST_FILES}
    page = {"explain": text, "url": suggestion.get_absolute_url()}
    return render(request, "429.html", page, status=429)


def _paper(code: str, pdf: bytes) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}.pdf"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _file(
    listing: Listing, kind: tables.Format, columns: list[str], rows: list[Row], name: str
) -> HttpResponse:
    file = io.BytesIO()
    writer = cases.writer(kind.key, file, columns, title=listing.view.label)
    for row in rows:
        writer.row(cases.cells(row, columns))
    writer.close()
    answer = HttpResponse(file.getvalue(), content_type=kind.content_type)
    plain = f"{listing.desk}-{listing.view.key}{kind.ending}"
    answer.headers["Content-Disposition"] = names.disposition(name, plain=plain)
    return answer
