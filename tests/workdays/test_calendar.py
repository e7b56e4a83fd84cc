from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from workdays import calendar
from workdays.arithmetic import DayKind
from workdays.calendar import NOTICE, STATUTE, WorkCalendar
from workdays.gazette import committed, parse
from workdays.models import CalendarDay

BEYOND_THE_TABLE = WorkCalendar({})


def year_of(number: int) -> list[date]:
    first = date(number, 1, 1)
    return [first + timedelta(days=n) for n in range((date(number + 1, 1, 1) - first).days)]


def put_into_table(number: int) -> None:
    (path,) = [path for path in committed() if path.stem == str(number)]
    notice = parse(path.read_text("utf-8"))
    CalendarDay.objects.bulk_create(
        CalendarDay(
            date=day.date,
            kind=day.kind.value,
            festival=day.festival,
            source=notice.source,
            notice_no=notice.notice_no,
        )
        for day in notice.days
    )


@pytest.mark.parametrize(("number", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year_by_the_package(number: int, days: int) -> None:
    assert sum(BEYOND_THE_TABLE.day(day).counts for day in year_of(number)) == days


@pytest.mark.django_db
@pytest.mark.parametrize("number", [2024, 2025, 2026])
def test_the_committed_notices_agree_with_the_package_day_by_day(number: int) -> None:
    put_into_table(number)
    own = calendar.current()

    assert [own.day(day).counts for day in year_of(number)] == [
        BEYOND_THE_TABLE.day(day).counts for day in year_of(number)
    ]
    assert own.year(number).source.startswith("国办发明电")


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "statutory"), [(2024, 11), (2025, 13), (2026, 13)])
def test_the_law_names_eleven_days_and_since_2025_thirteen(number: int, statutory: int) -> None:
    put_into_table(number)
    own = calendar.current()

    kinds = [own.day(day).kind for day in year_of(number)]

    assert kinds.count(DayKind.STATUTORY) == statutory


@pytest.mark.django_db
def test_the_notice_of_2026_as_published() -> None:
    put_into_table(2026)
    own = calendar.current()
    named = own.year(2026).named.values()

    worked = {day.date for day in named if day.counts}
    off = {day.date for day in named if not day.counts}

    assert worked == {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
    spans = [((1, 1), 3), ((2, 15), 9), ((4, 4), 3), ((5, 1), 5), ((6, 19), 3), ((9, 25), 3)]
    spans.append(((10, 1), 7))
    assert off == {
        date(2026, *first) + timedelta(days=n) for first, length in spans for n in range(length)
    }


@pytest.mark.django_db
def test_the_own_table_goes_before_the_package() -> None:
    # As in 2020, when the Spring Festival was prolonged after the package had come out.
    CalendarDay.objects.create(
        date=date(2026, 11, 25), kind="rest", source="https://example.org/", notice_no="test 1"
    )

    day = calendar.current().day(date(2026, 11, 25))

    assert (day.kind, day.source, day.provisional) == (DayKind.REST, "test 1", False)


def test_a_year_without_a_notice_keeps_the_statutory_days_and_says_so() -> None:
    known = BEYOND_THE_TABLE.year(2027)
    statutory = {day.date for day in known.named.values()}

    assert known.provisional
    assert known.source == STATUTE
    assert {date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 10), date(2027, 10, 1)} < statutory
    assert {day.kind for day in known.named.values()} == {DayKind.STATUTORY}
    assert {day.festival for day in known.named.values()} == {
        "new_year",
        "spring_festival",
        "qingming",
        "labour_day",
        "dragon_boat",
        "mid_autumn",
        "national_day",
    }


def test_each_layer_names_its_source() -> None:
    sources = [BEYOND_THE_TABLE.day(date(year, 3, 2)).source for year in (2026, 2027)]

    assert sources == [NOTICE.format(year=2026), STATUTE]


@pytest.mark.parametrize("number", [1, 1900, 1949, 2003, 2004, 2026, 2027, 2100, 2101, 9999])
def test_no_year_raises(number: int) -> None:
    days = [BEYOND_THE_TABLE.day(date(number, month, 15)) for month in range(1, 13)]

    assert any(day.counts for day in days)
    assert {day.provisional for day in days} == {number not in calendar.PACKAGE_YEARS}


@pytest.mark.django_db
def test_the_table_is_read_once_a_minute(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        for day in year_of(2026):
            calendar.current().day(day)


@pytest.mark.django_db
def test_a_loaded_notice_is_seen_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [1000.0]
    monkeypatch.setattr(calendar, "monotonic", lambda: passed[0])
    before = calendar.current().day(date(2026, 1, 4)).source
    put_into_table(2026)
    passed[0] += calendar.KEPT_SECONDS + 1

    assert before == NOTICE.format(year=2026)
    assert calendar.current().day(date(2026, 1, 4)).source == "国办发明电〔2025〕7号"
