from datetime import UTC, date, datetime, timedelta

import pytest

from workdays import calendar
from workdays.arithmetic import (
    Day,
    DayKind,
    add_workdays,
    due_moment,
    local_date,
    workday_from,
    workdays_left,
)

# The package's own table, so that these need no database.
NOTICES = calendar.WorkCalendar({})


class SevenDayWeek:
    """A calendar on which every day is worked."""

    def day(self, date: date, /) -> Day:
        return Day(date, DayKind.WORKDAY, False, "test")


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 2, 13), date(2026, 3, 5)),
        (date(2026, 4, 29), date(2026, 5, 15)),
        (date(2026, 9, 18), date(2026, 10, 9)),
        (date(2026, 9, 30), date(2026, 10, 20)),
    ],
)
def test_ten_working_days_of_the_worked_examples(start: date, due: date) -> None:
    count = add_workdays(start, 10, NOTICES)

    assert (count.due, count.provisional) == (due, False)


def test_a_term_across_the_new_year_without_a_notice_is_provisional() -> None:
    count = add_workdays(date(2026, 12, 25), 10, NOTICES)

    # 28–31 December and 4–11 January; 1 January is statutory, weekends are still as usual.
    assert (count.due, count.provisional) == (date(2027, 1, 11), True)
    assert [day.date.isoformat() for day in count.skipped] == [
        "2026-12-26",
        "2026-12-27",
        "2027-01-01",
        "2027-01-02",
        "2027-01-03",
        "2027-01-09",
        "2027-01-10",
    ]
    assert {day.date for day in count.skipped if day.kind is DayKind.STATUTORY} == {
        date(2027, 1, 1)
    }


def test_a_term_that_ends_on_the_last_known_day_is_not_provisional() -> None:
    count = add_workdays(date(2026, 12, 30), 1, NOTICES)

    assert (count.due, count.provisional) == (date(2026, 12, 31), False)


def test_skipped_days_say_why() -> None:
    count = add_workdays(date(2026, 4, 30), 3, NOTICES)

    assert [(day.date.day, day.kind, day.festival) for day in count.skipped] == [
        (1, DayKind.REST, "labour_day"),
        (2, DayKind.REST, "labour_day"),
        (3, DayKind.REST, "labour_day"),
        (4, DayKind.REST, "labour_day"),
        (5, DayKind.REST, "labour_day"),
    ]
    assert count.due == date(2026, 5, 8)


def test_a_worked_saturday_is_counted() -> None:
    assert add_workdays(date(2026, 5, 8), 1, NOTICES).due == date(2026, 5, 9)


def test_no_days_end_where_they_began_and_negative_ones_are_refused() -> None:
    assert add_workdays(date(2026, 5, 3), 0, NOTICES).due == date(2026, 5, 3)
    with pytest.raises(ValueError, match="negative"):
        add_workdays(date(2026, 5, 3), -1, NOTICES)


def test_what_is_added_is_what_is_left() -> None:
    start = date(2025, 12, 1)
    for shift in range(0, 400, 3):
        day = start + timedelta(days=shift)
        for days in (1, 2, 5, 10, 15):
            due = add_workdays(day, days, NOTICES).due

            assert workdays_left(day, due, NOTICES) == days
            assert NOTICES.day(due).counts


def test_a_longer_term_never_ends_sooner() -> None:
    for shift in range(0, 365, 5):
        day = date(2026, 1, 1) + timedelta(days=shift)
        dues = [add_workdays(day, days, NOTICES).due for days in range(16)]

        assert dues == sorted(set(dues))


def test_days_left_fall_by_one_each_working_day_and_never_rise() -> None:
    due = date(2026, 10, 20)
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(80)]
    left = [workdays_left(day, due, NOTICES) for day in days]

    assert left == sorted(left, reverse=True)
    for before, day, now in zip(left, days[1:], left[1:], strict=False):
        assert before - now <= 1 or day == due + timedelta(days=1)
        assert (now == 0) == (day == due)


def test_lateness_begins_the_day_after_whatever_day_that_is() -> None:
    friday = date(2026, 11, 20)
    late = [workdays_left(friday + timedelta(days=n), friday, NOTICES) for n in range(6)]

    assert late == [0, -1, -1, -1, -2, -3]


def test_something_due_on_a_day_off_is_not_due_today_the_day_before() -> None:
    assert workdays_left(date(2026, 11, 21), date(2026, 11, 22), NOTICES) == 1


def test_any_calendar_will_do() -> None:
    assert add_workdays(date(2026, 1, 1), 7, SevenDayWeek()).due == date(2026, 1, 8)


def test_a_term_ends_at_the_given_hour_in_shanghai() -> None:
    assert due_moment(date(2026, 3, 5)) == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert due_moment(date(2026, 3, 5), 17) == datetime(2026, 3, 5, 9, tzinfo=UTC)


def test_the_day_changes_at_midnight_in_shanghai() -> None:
    assert local_date(datetime(2026, 3, 4, 15, 59, tzinfo=UTC)) == date(2026, 3, 4)
    assert local_date(datetime(2026, 3, 4, 16, 0, tzinfo=UTC)) == date(2026, 3, 5)
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 3, 4))  # noqa: DTZ001 - the naive moment is the point


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 3, 5), date(2026, 3, 5)),  # a Thursday
        (date(2026, 3, 7), date(2026, 3, 9)),  # a Saturday
        (date(2026, 10, 1), date(2026, 10, 8)),  # the first of seven days off
        (date(2026, 10, 10), date(2026, 10, 10)),  # a Saturday that is worked instead
    ],
)
def test_a_rest_day_leads_to_the_working_day_after_it(day: date, found: date) -> None:
    assert workday_from(day, NOTICES) == found
