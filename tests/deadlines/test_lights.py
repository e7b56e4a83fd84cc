from datetime import datetime, timedelta

import pytest
from django.utils import translation

from deadlines.lights import light, time_left
from design.pieces import Light
from workdays.arithmetic import SHANGHAI
from workdays.calendar import WorkCalendar

KNOWN = WorkCalendar({})
# Monday 2 March 2026 to Monday 16 March: ten ordinary working days.
START = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
DUE = datetime(2026, 3, 16, 18, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _in_english() -> object:
    with translation.override("en"):
        yield


def march(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (march(2), Light("green", "in time · 10 working days left")),
        (march(11), Light("green", "in time · 3 working days left")),
        (march(12), Light("amber", "2 working days left")),
        (march(13), Light("amber", "1 working day left")),
        (march(14), Light("amber", "1 working day left")),
        (march(16, 8), Light("amber", "due today")),
        (march(16, 18), Light("amber", "due today")),
        (march(16, 19), Light("red", "late since 18:00 today", 0)),
        (march(17), Light("red", "1 working day late", 1)),
        (march(19), Light("red", "3 working days late", 3)),
    ],
)
def test_the_light_of_a_term_as_it_runs_out(at: datetime, shown: Light) -> None:
    assert light(DUE, at, KNOWN, started_at=START) == shown


def test_amber_begins_when_four_fifths_of_a_long_term_are_used() -> None:
    due = datetime(2026, 3, 23, 18, tzinfo=SHANGHAI)
    kinds = [light(due, march(day), KNOWN, started_at=START).kind for day in (17, 18, 19)]

    assert kinds == ["green", "amber", "amber"]
    assert light(due, march(18), KNOWN).kind == "green"


def test_a_paused_clock_is_grey_even_if_it_would_be_late() -> None:
    assert light(DUE, march(30), KNOWN, paused=True) == Light("grey", "paused")


@pytest.mark.parametrize(
    ("stopped", "shown"),
    [
        (march(3), Light("green", "done in time")),
        (march(15), Light("green", "done in time")),
        (DUE, Light("green", "done in time")),
        (DUE + timedelta(minutes=1), Light("red", "done late on the due day", 0)),
        (march(18), Light("red", "done 2 working days late", 2)),
    ],
)
def test_what_is_done_keeps_its_light(stopped: datetime, shown: Light) -> None:
    assert light(DUE, march(31), KNOWN, started_at=START, stopped_at=stopped) == shown


def test_what_is_left_can_be_said_without_a_colour() -> None:
    said = [time_left(DUE, march(day), KNOWN) for day in (2, 13, 16, 17)]

    assert said == [
        "10 working days left",
        "1 working day left",
        "due today",
        "1 working day late",
    ]
