from datetime import date

from django.utils import translation

from deadlines.reports import year_sheet
from workdays.calendar import WorkCalendar

KNOWN = WorkCalendar({})


def test_a_month_of_the_year_sheet() -> None:
    with translation.override("en"):
        sheet = year_sheet(2026, KNOWN)
    october = sheet.months[9]
    marks = {cell.date.day: cell.mark for week in october.weeks for cell in week if cell}

    assert sheet.workdays == 248
    assert (october.first, october.workdays) == (date(2026, 10, 1), 18)
    assert october.festivals == ("National Day",)
    assert {day for day, mark in marks.items() if mark == "off"} == set(range(1, 8))
    assert {day for day, mark in marks.items() if mark == "work"} == {10}
    assert {len(week) for month in sheet.months for week in month.weeks} == {7}


def test_every_day_of_a_leap_year_stands_on_the_sheet_once() -> None:
    sheet = year_sheet(2028, KNOWN)
    days = [cell.date for month in sheet.months for week in month.weeks for cell in week if cell]

    assert len(days) == len(set(days)) == 366
    assert sheet.year.provisional
