from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from deadlines.actions import clocks
from deadlines.actions.reminding import still_due, sweep
from deadlines.models import DueDate, Reminder
from deadlines.registry import Rule
from events.models import Event, Pending
from members.models import Organ
from workdays.arithmetic import SHANGHAI

HANDLE = {"kind": "assignment", "phase": "handle"}
RULES = [
    Rule("due_soon", **HANDLE, offset=-2),
    Rule("due_today", **HANDLE, offset=0),
    Rule("overdue", **HANDLE, offset=1),
    Rule("unsigned", kind="assignment", phase="sign", offset=1),
]
START = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)  # a Monday; handling is due on Monday 16 March


def march(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=SHANGHAI)


def assign(organ: Organ, *codes: str, phase: str = "handle", urgency: str = "ordinary") -> None:
    for code in codes:
        clocks.start(
            kind="assignment",
            code=code,
            phase=phase,
            organ=organ,
            by=None,
            at=START,
            urgency=urgency,
        )


def copies(organ: Organ, count: int) -> None:
    """Many open due dates like the first one, at once."""
    assign(organ, "A-0")
    first = DueDate.objects.get()
    rows = []
    for number in range(1, count):
        row = DueDate.objects.get(pk=first.pk)
        row.pk, row.code = None, f"A-{number}"
        rows.append(row)
    DueDate.objects.bulk_create(rows)


def told() -> list[tuple[str, str]]:
    return sorted(Event.objects.values_list("code", "step"))


def test_a_term_is_reminded_of_before_on_and_after_its_day_each_once(district: Organ) -> None:
    assign(district, "A-1")
    made = {day: sweep(at=march(day), rules=RULES) for day in range(2, 21)}
    again = sweep(at=march(20), rules=RULES)

    assert {day: count for day, count in made.items() if count} == {12: 1, 16: 1, 17: 1}
    assert again == 0
    assert told() == [
        ("A-1", "remind_due_soon"),
        ("A-1", "remind_due_today"),
        ("A-1", "remind_overdue"),
    ]


def test_a_reminder_comes_with_its_event_and_its_announcement(district: Organ) -> None:
    assign(district, "A-1")
    sweep(at=march(12), rules=RULES)
    event = Event.objects.get()

    assert Reminder.objects.get().rule == "due_soon"
    assert (event.kind, event.organ, event.actor) == ("assignment", district.code, "")
    assert event.data == {
        "rule": "due_soon",
        "phase": "handle",
        "offset": -2,
        "due_at": "2026-03-16T10:00:00+00:00",
    }
    assert [(row.event, row.handler) for row in Pending.objects.all()] == [(event, "announce")]


def test_after_an_outage_one_reminder_comes_and_not_three(district: Organ) -> None:
    assign(district, "A-1")

    assert sweep(at=march(27), rules=RULES) == 1
    assert told() == [("A-1", "remind_overdue")]


def test_nobody_is_reminded_on_a_day_off(district: Organ) -> None:
    assign(district, "A-1")

    assert [sweep(at=march(day), rules=RULES) for day in (14, 15)] == [0, 0]


def test_a_stopped_clock_reminds_nobody(district: Organ) -> None:
    assign(district, "A-1")
    clocks.stop(kind="assignment", code="A-1", phase="handle", by=None, at=march(10))

    assert sweep(at=march(17), rules=RULES) == 0


def test_a_term_too_short_for_a_rule_is_not_reminded_of_as_it_begins(district: Organ) -> None:
    soon = [Rule("due_soon", kind="assignment", phase="sign", offset=-2), RULES[3]]
    assign(district, "A-1", phase="sign")

    assert [sweep(at=march(day), rules=soon) for day in (2, 3, 4)] == [0, 0, 1]
    assert told() == [("A-1", "remind_unsigned")]


def test_each_phase_has_its_own_rules(district: Organ) -> None:
    assign(district, "A-1", phase="sign")
    assign(district, "A-1", urgency="simple")  # due on Monday 9 March

    assert sweep(at=march(5), rules=RULES) == 2
    assert told() == [("A-1", "remind_due_soon"), ("A-1", "remind_unsigned")]


def test_a_moved_due_date_may_be_reminded_of_again(district: Organ) -> None:
    assign(district, "A-1")
    sweep(at=march(12), rules=RULES)
    due = DueDate.objects.get()
    DueDate.objects.update(
        original_due_at=due.due_at, moved_at=march(13), due_at=due.due_at + timedelta(days=7)
    )

    assert sweep(at=march(19), rules=RULES) == 1


def test_a_rule_that_goes_on_reminds_once_each_time_and_once_after_an_outage(
    district: Organ,
) -> None:
    weekly = Rule("weekly", **HANDLE, offset=5, every=5)
    assign(district, "A-1")  # due on Monday 16 March
    made = {day: sweep(at=march(day), rules=[weekly]) for day in range(16, 32)}
    again = sweep(at=march(31, 17), rules=[weekly])
    june = sweep(at=datetime(2026, 6, 1, 9, tzinfo=SHANGHAI), rules=[weekly])

    assert {day: count for day, count in made.items() if count} == {23: 1, 30: 1}
    assert (again, june) == (0, 1)
    kept = ["weekly", "weekly 1", "weekly 9"]
    assert list(Reminder.objects.order_by("at").values_list("rule", flat=True)) == kept
    assert [event.data["rule"] for event in Event.objects.order_by("pk")] == kept
    assert set(Event.objects.values_list("step", flat=True)) == {"remind_weekly"}


def test_a_rule_that_goes_on_tells_the_times_of_old_and_new_apart(district: Organ) -> None:
    weekly = Rule("weekly", **HANDLE, offset=5, every=5)
    assign(district, "A-1")
    assign(district, "A-2", urgency="simple")  # due a week before

    assert sweep(at=march(24), rules=[weekly]) == 2
    assert set(Reminder.objects.values_list("code", "rule")) == {
        ("A-1", "weekly"),
        ("A-2", "weekly 1"),
    }


def test_at_amber_each_term_is_reminded_of_on_its_own_day(district: Organ) -> None:
    amber = Rule("amber", **HANDLE, amber=True)
    for code, urgency in [("A-5", "simple"), ("A-10", "ordinary"), ("A-15", "complex")]:
        assign(district, code, urgency=urgency)  # due on 9, 16 and 23 March
    assign(district, "A-1", phase="sign")
    made = {day: sweep(at=march(day), rules=[amber]) for day in range(2, 24)}

    assert {day: count for day, count in made.items() if count} == {5: 1, 12: 1, 18: 1}
    assert Event.objects.get(code="A-15").data["offset"] == -3


def test_a_held_clock_reminds_nobody_until_it_runs_on(district: Organ) -> None:
    thing = HANDLE | {"code": "A-1"}
    assign(district, "A-1")
    clocks.pause(**thing, by=None, at=march(11))
    held = [sweep(at=march(day), rules=RULES) for day in (12, 16, 17)]
    clocks.resume(**thing, by=None, at=march(18))

    assert held == [0, 0, 0]
    assert [sweep(at=march(day), rules=RULES) for day in (18, 19, 23)] == [0, 1, 1]


def test_a_reminder_is_true_until_its_clock_is_stopped_held_or_moved(district: Organ) -> None:
    thing = HANDLE | {"code": "A-1"}
    assign(district, "A-1")
    sweep(at=march(12), rules=RULES)
    event = Event.objects.get()

    assert still_due(event)
    clocks.pause(**thing, by=None, at=march(12))
    assert not still_due(event)
    clocks.resume(**thing, by=None, at=march(12, 17))
    assert still_due(event)
    clocks.extend(**thing, to=march(20, 18), by=None, at=march(13))
    assert not still_due(event)


def test_rules_that_speak_on_one_day_only_leave_the_others_their_days(district: Organ) -> None:
    only_today = Rule("due_today", **HANDLE, offset=0, latest=False)
    assign(district, "A-1", "A-2")
    clocks.stop(kind="assignment", code="A-2", phase="handle", by=None, at=march(13))

    made = [sweep(at=march(day), rules=[only_today]) for day in (13, 16, 17)]

    assert made == [0, 1, 0]


def test_everything_of_three_hundred_takes_as_many_queries_as_of_three(district: Organ) -> None:
    copies(district, 3)
    with CaptureQueriesContext(
        connection,
    ) as three:
        assert sweep(at=march(12), rules=RULES) == 3
    DueDate.objects.all().delete()
    copies(district, 300)
    with CaptureQueriesContext(connection) as three_hundred:
        assert sweep(at=march(12), rules=RULES) == 300

    assert len(three_hundred) == len(three)


def test_batches_leave_nothing_behind(district: Organ) -> None:
    copies(district, 25)

    assert sweep(at=march(12), rules=RULES, batch=10) == 25
    assert Reminder.objects.count() == Event.objects.count() == Pending.objects.count() == 25


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_remind_each_once(district: Organ) -> None:
    copies(district, 60)
    ready = Barrier(4)

    def beat() -> int:
        try:
            ready.wait()
            return sweep(at=march(12), rules=RULES, batch=7)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = sum(future.result() for future in [pool.submit(beat) for _ in range(4)])
    made += sweep(at=march(12), rules=RULES)

    assert made == 60
    assert Reminder.objects.count() == Event.objects.count() == Pending.objects.count() == 60
    assert len({code for code, _step in told()}) == 60
