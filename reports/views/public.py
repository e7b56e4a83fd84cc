"""The figures of a year and the counties, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from design.unchanged import unless_changed
from jobs.tables import CSV, FORMATS
from members.areas import CITY
from members.models import Organ
from reports import atlas, charts, yearbook
from reports.exports import sheets
from suggestions.exports import names
from workdays.clock import now, today


def _counted(_request: HttpRequest, **_path: object) -> object:
    return yearbook.stamp(), today()


def _year(year: int) -> tuple[yearbook.Year, list[int]]:
    known = yearbook.years(today())
    if year not in known:
        raise Http404
    return yearbook.read(year), known


def _drawn(found: yearbook.Year, key: str) -> list[charts.Bar]:
    """One figure by month as bars; none where no month has one that is shown."""
    bars = yearbook.bars(found, key, today())
    return bars if any(bar.value for bar in bars) else []


@require_safe
@unless_changed(_counted)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year's figures, each with what it counts."""
    found, known = _year(year)
    page = {
        "year": year,
        "years": known,
        "counted_at": yearbook.stamp(),
        "shown": yearbook.shown(found),
        "submitted": _drawn(found, "submitted"),
        "answered": _drawn(found, "answered"),
        "tables": yearbook.tables(found, today()),
    }
    return render(request, "reports/year.html", page)


@require_safe
@unless_changed(_counted)
def year_table(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """One of its tables for a spreadsheet."""
    format = request.GET.get("format", CSV.key)
    found, _known = _year(year)
    table = yearbook.tables(found, today()).get(name)
    if table is None or format not in FORMATS:
        raise Http404
    said = names.of_list([], f"{year} {table.title}", at=now(), ending=FORMATS[format].ending)
    return sheets.answer(table, format, name=said, plain=f"cppcc-cloud-{year}-{name}")


@require_safe
@unless_changed(_counted)
def places(request: HttpRequest) -> HttpResponse:
    """The prefectures, and all counties as tiles."""
    organ = get_object_or_404(Organ, parent=None)
    page = {"atlas": atlas.whole(organ), "steps": atlas.steps()}
    return render(request, "reports/places.html", page)


@require_safe
@unless_changed(_counted)
def place(request: HttpRequest, code: str) -> HttpResponse:
    """One prefecture's counties."""
    organ = get_object_or_404(Organ, pk=code, level=CITY)
    page = {"atlas": atlas.part(organ), "steps": atlas.steps()}
    return render(request, "reports/places.html", page)
