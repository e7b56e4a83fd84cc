"""A list of people: upload it, say what its columns are, see what is wrong, enrol everybody."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enrolment import lists
from enrolment.actions import intakes, renewing, working
from enrolment.exports import marked as marking
from enrolment.forms.intake import ColumnsForm, FixForm, UploadForm
from enrolment.models import Intake
from enrolment.models.intake import APPLIED, APPLYING, CHECKED, CHECKING, UPLOADED
from enrolment.requests import list_of, organ_of
from enrolment.story import report
from files.requests import takes_files
from jobs.actions.starting import TooMany
from jobs.tables import XLSX, Unreadable
from members.requests import SignedIn
from workdays.clock import now, today

PAGES = {
    UPLOADED: "enrolment/list_columns.html",
    CHECKING: "enrolment/list_waiting.html",
    CHECKED: "enrolment/list_checked.html",
    APPLYING: "enrolment/list_waiting.html",
}
SHOWN = 30


@login_required
@require_safe
def index(request: SignedIn, organ: str) -> HttpResponse:
    """The lists of the organ, the newest first."""
    place = organ_of(request, organ)
    found = Intake.objects.filter(organ=place).defer("file").select_related("by")
    page = {"organ": place, "intakes": list(found.order_by("-id")[:SHOWN])}
    return render(request, "enrolment/lists.html", page)


@takes_files
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn, organ: str) -> HttpResponse:
    """Upload a list."""
    place = organ_of(request, organ)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        organ=place,
        initial={"since": today(), "kind": request.GET.get("kind", lists.MEMBERS)},
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        file, since = said["file"], said["since"]
        term = renewing.current(place, since) if said["kind"] == lists.MEMBERS else None
        try:
            intake = intakes.upload(
                organ=place, file=file, name=file.name, kind=said["kind"], since=since,
                term=term, by=request.user, at=now(),
            )  # fmt: skip
        except Unreadable as refusal:
            form.add_error("file", str(refusal.text))
        else:
            return redirect(intake)
    status = 422 if form.is_bound else 200
    page = {"organ": place, "form": form, "kinds": lists.KINDS}
    return render(request, "enrolment/list_new.html", page, status=status)


@login_required
@require_safe
def template(request: SignedIn, organ: str, kind: str) -> FileResponse:
    """An empty list with its headings and one row that shows how it is filled in."""
    organ_of(request, organ)
    if kind not in lists.KINDS:
        raise Http404
    file = BytesIO()
    marking.template(kind, file)
    return _download(file, f"{kind}{XLSX.ending}")


def _download(file: BytesIO, name: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.content_type)


@login_required
@require_safe
def show(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """A list as it stands: its columns, how far the check is, what is wrong, what came of it."""
    place = organ_of(request, organ)
    intake = list_of(place, code)
    if intake.state == UPLOADED:
        return _columns_page(request, intake, ColumnsForm(intake=intake))
    if intake.state == CHECKED:
        return _checked_page(request, intake)
    page = {"organ": place, "intake": intake, **report.around(intake)}
    return render(request, PAGES.get(intake.state, "enrolment/list_over.html"), page)


def _columns_page(
    request: SignedIn, intake: Intake, form: ColumnsForm, status: int = 200
) -> HttpResponse:
    page = {
        "organ": intake.organ,
        "intake": intake,
        "form": form,
        "samples": intakes.samples(intake),
        "proposed": len(intake.mapping),
        "unknown": intakes.unknown(intake),
    }
    return render(request, "enrolment/list_columns.html", page, status=status)


def _checked_page(
    request: SignedIn, intake: Intake, form: FixForm | None = None, status: int = 200
) -> HttpResponse:
    wrong = report.wrong(intake)
    form = form or FixForm(intake=intake, rows=[line.row for line in wrong])
    page = {
        "organ": intake.organ,
        "intake": intake,
        "form": form,
        "lines": report.with_fields(wrong, form),
        **report.around(intake),
        **report.words(intake),
        **report.right(intake, day=today()),
    }
    return render(request, "enrolment/list_checked.html", page, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Say what the columns are; then the list is checked."""
    place = organ_of(request, organ)
    intake = list_of(place, code)
    if intake.state == CHECKING and request.method == "POST":
        return _check(request, intake)
    if intake.state not in (UPLOADED, CHECKED):
        return redirect(intake)
    form = ColumnsForm(request.POST or None, intake=intake)
    if not form.is_bound or not form.is_valid():
        return _columns_page(request, intake, form, status=422 if form.is_bound else 200)
    act: dict[str, Any] = {"by": request.user, "at": now(), **form.ways}
    intakes.confirm(intake=intake, mapping=form.mapping, **act)
    return _check(request, intake)


def _check(request: SignedIn, intake: Intake) -> HttpResponse:
    """Let it be checked, unless it has been or that goes on already."""
    try:
        working.start_anew(intake=intake, by=request.user, at=now())
    except TooMany as refusal:
        messages.warning(request, str(refusal))
    return redirect(intake)


@login_required
@require_POST
def fix(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Put the wrong rows right on the page; they are checked again."""
    intake = list_of(organ_of(request, organ), code)
    if intake.state != CHECKED:
        return _check(request, intake)
    rows = [line.row for line in report.wrong(intake)]
    form = FixForm(request.POST, intake=intake, rows=rows)
    if not form.is_valid():
        return _checked_page(request, intake, form, status=422)
    intakes.fix(intake=intake, cells=form.cells, day=today(), by=request.user, at=now())
    return _check(request, intake)


@login_required
@require_POST
def apply(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Enrol everybody on the list whose row is right."""
    intake = list_of(organ_of(request, organ), code)
    try:
        working.start_apply(intake=intake, by=request.user, at=now())
    except TooMany as refusal:
        messages.warning(request, str(refusal))
    return redirect(intake)


@login_required
@require_POST
def leave(request: SignedIn, organ: str, code: str) -> HttpResponse:
    """Put the list away; nobody on it is enrolled."""
    intake = list_of(organ_of(request, organ), code)
    if intakes.leave(intake=intake, by=request.user, at=now()):
        messages.success(request, _("The list is put away. Nobody was enrolled from it."))
    return redirect("enrolment:lists", organ=organ)


@login_required
@require_safe
def marked(request: SignedIn, organ: str, code: str) -> FileResponse:
    """The same list as a file, with a column that says what to fix."""
    intake = list_of(organ_of(request, organ), code)
    if intake.state not in (CHECKED, APPLIED) or not intake.rows.exists():
        raise Http404
    file = BytesIO()
    marking.marked(intake, file)
    return _download(file, f"{intake.code}{XLSX.ending}")
