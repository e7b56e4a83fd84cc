"""What the organ above sees: where below it nobody sits, since when, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from departments import vacancies
from departments.vacancies import Below
from members import areas
from members.models import Organ
from members.requests import SignedIn, overseen
from workdays import clock

FOLDER = "departments/organ"
LACKING = "lacking"
LONGEST_WORDS = 60
MOST_OPEN = 30
"""Up to how many organs all groups stand open; more are opened city by city."""

LISTS: Mapping[str, tuple[str | Promise, Callable[[Below], bool]]] = {
    LACKING: (_("Where somebody is missing"), lambda row: row.lacks),
    "office": (_("No office staff"), lambda row: row.office is not None),
    "admin": (_("No administrator"), lambda row: row.admin is not None),
    "units": (_("With units without anybody"), lambda row: row.empty_units > 0),
    "all": (_("All organs"), lambda row: True),
}


@dataclass(frozen=True)
class City:
    """Those organs of one city that are asked for, its own first, and how many there are."""

    name: str
    rows: list[Below]
    total: int


@login_required
@require_safe
def below(request: SignedIn) -> HttpResponse:
    """The organs below, city by city: first those that lack something."""
    organ = overseen(request)
    every = vacancies.rows_below(vacancies.organs_below(organ.pk), day=clock.today())
    asked = request.GET.get("show", "")
    show = asked if asked in LISTS else LACKING
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    cities = [city for city in _cities(organ, every, show, words) if city.rows]
    rows = [row for city in cities for row in city.rows]
    context = {
        "organ": organ,
        "rows": rows,
        "cities": cities,
        "are_open": bool(words) or len(rows) <= MOST_OPEN or len(cities) == 1,
        "lists": _lists(every, show),
        "show": show,
        "words": words,
        "lacking": sum(row.lacks for row in every),
        "total": len(every),
    }
    return render(request, f"{FOLDER}/below.html", context)


def _lists(every: Iterable[Below], show: str) -> list[dict[str, object]]:
    """The lists to choose from, each with how many stand in it."""
    rows = list(every)
    return [
        {"key": key, "label": label, "is_current": key == show, "count": sum(map(holds, rows))}
        for key, (label, holds) in LISTS.items()
    ]


def _cities(organ: Organ, every: list[Below], show: str, words: str) -> list[City]:
    """The organs by city in the order of their codes, of each those that are asked for."""
    _label, holds = LISTS[show]
    groups: dict[str, list[Below]] = {}
    for row in every:
        groups.setdefault(areas.chain(row.organ.pk)[-2], []).append(row)
    names = {row.organ.pk: row.organ for row in every} | {organ.pk: organ}
    return [
        City(
            name=names[code].short_name if code in names else code,
            rows=[
                row for row in some if holds(row) and _is_found(row.organ, words, names.get(code))
            ],
            total=len(some),
        )
        for code, some in groups.items()
    ]


def _is_found(organ: Organ, words: str, city: Organ | None) -> bool:
    """Whether what was typed stands in the name of an organ, or of its city."""
    names = " ".join(
        f"{one.pk} {one.name_zh} {one.short_zh} {one.name_en}" for one in (organ, city) if one
    )
    return words.casefold() in names.casefold()


@login_required
@require_safe
def organ_below(request: SignedIn, code: str) -> HttpResponse:
    """One organ below: its people, and its units in which nobody sits."""
    organ = overseen(request)
    if code == organ.pk or not areas.covers(organ.pk, code):
        raise Http404
    there = get_object_or_404(Organ, pk=code)
    day = clock.today()
    [row] = vacancies.rows_below(Organ.objects.filter(pk=there.pk), day=day)
    units = vacancies.empty_units_of(there, day=day)
    context = {"organ": organ, "there": there, "row": row, "units": units}
    return render(request, f"{FOLDER}/organ_below.html", context)
