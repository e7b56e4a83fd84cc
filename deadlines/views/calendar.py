from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from deadlines.reports import year_sheet
from design.dates import WEEKDAYS_ZH, in_chinese
from workdays import calendar as workdays_calendar
from workdays import clock

FIRST_YEAR, LAST_YEAR = 2004, 2100


@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    """Lead to the calendar of the year it is."""
    return redirect("deadlines:calendar", year=clock.today().year)


@require_safe
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year's working days, public, with their source."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    context = {
        "sheet": year_sheet(year, workdays_calendar.current()),
        "weekdays": [(_narrow(n), WEEKDAYS[n]) for n in range(7)],
        "today": clock.today(),
        "earlier": year - 1 if year > FIRST_YEAR else None,
        "later": year + 1 if year < LAST_YEAR else None,
    }
    return render(request, "deadlines/calendar.html", context)


def _narrow(weekday: int) -> str:
    if in_chinese():
        return WEEKDAYS_ZH[weekday]
    return str(WEEKDAYS_ABBR[weekday])
