"""An organ looks after its units here; their own desk belongs to the suggestions."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from departments import reports, vacancies
from departments.models import Department
from departments.policies import places_of
from design.navigation import Entry
from members import areas
from members.models import Organ, User
from members.policies import hats
from members.registry import OrganPage, PageState, Waiting, number_of
from workdays import clock


def has_colleagues(request: HttpRequest) -> bool:
    """Who sits in a unit or an office, or administers an organ. Kept with the hats and units: no
    query of its own."""
    worn = hats(request.user)
    return bool(worn.office_of or worn.admin_of or places_of(request.user).seats)


NAV = (
    Entry(
        label=_("Absences"),
        url_name="departments:absences",
        icon="calendar-clock",
        seen_by=has_colleagues,
        order=92,
    ),
)


def count_units(user: User, organ: str) -> dict[str, Any]:
    """How many units there are; in how many of them nobody sits."""
    units = Department.objects.of_organ(organ)
    empty = units.exclude(vacancies.came_in(clock.today()))
    return {"units_in_use": number_of(units), "units_empty": number_of(empty)}


def units_state(user: User, organ: Any) -> PageState:
    """How many units there are; in how many of them nobody sits."""
    count, empty = organ.units_in_use, organ.units_empty
    number = ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}
    if not empty:
        return PageState(number)
    words = ngettext("Nobody sits in %(count)s unit.", "Nobody sits in %(count)s units.", empty) % {
        "count": empty
    }
    url = f"{reverse('departments:units')}?organ={organ.pk}&show={reports.EMPTY}"
    return PageState(number, (Waiting(words, url),))


def has_organs_below(user: User, organ: Organ) -> bool:
    return organ.level != areas.COUNTY


def count_below(user: User, organ: str) -> dict[str, Any]:
    """How many organs there are below; how many of them lack people of their own."""
    there, lacking = vacancies.lacking(organ, day=clock.today())
    return {"organs_below": number_of(there), "organs_lacking": number_of(lacking)}


def below_state(user: User, organ: Any) -> PageState:
    """How many organs there are below; how many of them lack people of their own. Nothing waits:
    those people are enrolled there, or by the platform's technical staff."""
    count, lacking = organ.organs_below, organ.organs_lacking
    if not lacking:
        return PageState(ngettext("%(count)s organ", "%(count)s organs", count) % {"count": count})
    words = ngettext(
        "%(total)s organs, %(count)s lacks an administrator or office staff",
        "%(total)s organs, %(count)s lack an administrator or office staff",
        lacking,
    )
    return PageState(words % {"total": count, "count": lacking})


ORGAN_PAGES = (
    OrganPage(
        label=_("Handling units"),
        sentence=_("Their names and remits, their officers, heads and deputies."),
        url_name="departments:units",
        icon="building-2",
        order=20,
        asks=count_units,
        state=units_state,
    ),
    OrganPage(
        label=_("Organs below"),
        sentence=_("Where nobody sits, since when, and whom to call there."),
        url_name="departments:below",
        icon="network",
        order=80,
        seen_by=has_organs_below,
        asks=count_below,
        state=below_state,
    ),
)
