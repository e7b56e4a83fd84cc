from datetime import date, datetime

import pytest

from deadlines import tasks
from deadlines.actions import clocks
from events.models import Event
from members.models import Organ
from workdays import clock
from workdays.arithmetic import SHANGHAI, DayKind
from workdays.models import CalendarDay


@pytest.mark.django_db
def test_beat_s_task_with_nothing_to_remind_of() -> None:
    with clock.moved(datetime(2026, 3, 12, 9, tzinfo=SHANGHAI)):
        assert tasks.remind() == 0


def test_a_clock_started_by_an_old_calendar_is_settled_within_the_hour(district: Organ) -> None:
    christmas = datetime(2026, 12, 25, 9, tzinfo=SHANGHAI)
    due = clocks.start(
        kind="assignment", code="A-1", phase="handle", organ=district, by=None, at=christmas
    )
    for day in (1, 2, 3, 4):
        CalendarDay.objects.create(
            date=date(2027, 1, day), kind=DayKind.REST.value, festival="new_year", source="test"
        )

    for hour in (10, 11):
        with clock.moved(datetime(2026, 12, 25, hour, tzinfo=SHANGHAI)):
            tasks.recompute()

    due.refresh_from_db()
    assert (due.due_at, due.provisional) == (datetime(2027, 1, 12, 18, tzinfo=SHANGHAI), False)
    assert [event.step for event in Event.objects.of("assignment", "A-1")] == ["due_moved"]
