from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from deadlines.actions import clocks
from deadlines.models import DueDate
from members.models import Organ, User
from workdays.arithmetic import SHANGHAI

THING = {"kind": "assignment", "code": "A-1", "phase": "handle"}


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    """A moment of March 2026, a month without a public holiday."""
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer@example.org", name="Officer")


@pytest.fixture
def due(district: Organ) -> DueDate:
    """Ten working days from Monday 2 March: due on Monday 16 March at 18:00."""
    return clocks.start(**THING, organ=district, by=None, at=at(2))


def test_another_thing_takes_over_start_date_rule_and_history(due: DueDate, officer: User) -> None:
    clocks.extend(**THING, to=at(20, 18), by=officer, at=at(3), reason="needs_survey")
    new = clocks.carry(**THING, to_code="A-2", by=officer, at=at(4))
    old = DueDate.objects.get(pk=due.pk)

    assert (old.stopped_at, old.stopped_by) == (at(4), officer.code)
    assert (new.pk != old.pk, new.code, new.stopped_at) == (True, "A-2", None)
    kept = ("started_at", "due_at", "policy", "basis", "working_days", "original_due_at")
    assert [getattr(new, name) for name in kept] == [getattr(old, name) for name in kept]
    assert [line["what"] for line in new.changes] == ["extended", "carried"]
    assert new.changes[-1]["code"] == "A-1"


def test_handing_over_twice_changes_nothing(due: DueDate) -> None:
    first = clocks.carry(**THING, to_code="A-2", by=None, at=at(4))
    again = clocks.carry(**THING, to_code="A-2", by=None, at=at(5))

    assert again.pk == first.pk
    assert list(DueDate.objects.open()) == [first]


def test_one_extension_and_no_second_even_by_another_unit(due: DueDate, officer: User) -> None:
    later = clocks.extend(**THING, to=at(30, 18), by=officer, at=at(12), reason="needs_survey")

    assert (later.due_at, later.original_due_at, later.moved_at) == (at(30, 18), due.due_at, at(12))
    assert (later.working_days, later.fixed) == (20, True)
    assert later.changes == [
        {
            "what": "extended",
            "from": due.due_at.isoformat(),
            "to": at(30, 18).isoformat(),
            "at": at(12).isoformat(),
            "by": officer.code,
            "reason": "needs_survey",
        }
    ]
    clocks.carry(**THING, to_code="A-2", by=officer, at=at(13))
    with pytest.raises(clocks.Refused, match="once"):
        clocks.extend(**THING | {"code": "A-2"}, to=at(31, 18), by=officer, at=at(13))


@pytest.mark.parametrize("to", [at(13, 18), at(16, 18), at(1)])
def test_an_extension_is_never_shorter(due: DueDate, to: datetime) -> None:
    with pytest.raises(clocks.Refused):
        clocks.extend(**THING, to=to, by=None, at=at(3))

    assert not DueDate.objects.filter(moved_at__isnull=False).exists()


def test_an_arbiter_may_set_an_earlier_date_and_the_first_stays(due: DueDate) -> None:
    clocks.set_due(**THING, to=at(10, 18), by=None, at=at(3))
    last = clocks.set_due(**THING, to=at(24, 18), by=None, at=at(4))

    assert (last.due_at, last.original_due_at) == (at(24, 18), due.due_at)
    assert [line["to"] for line in last.changes] == [at(n, 18).isoformat() for n in (10, 24)]
    with pytest.raises(clocks.Refused):
        clocks.set_due(**THING, to=at(4), by=None, at=at(5))


@pytest.mark.parametrize(
    ("since", "until", "held", "due_on"),
    [
        (at(4), at(6), 2, at(18, 18)),  # Wednesday to Friday
        (at(6), at(9), 1, at(17, 18)),  # over a weekend
        (at(4, 9), at(4, 17), 0, at(16, 18)),
        (at(13), at(23), 6, at(24, 18)),  # over its own due date
    ],
)
def test_held_days_are_given_back(
    due: DueDate, officer: User, since: datetime, until: datetime, held: int, due_on: datetime
) -> None:
    paused = clocks.pause(**THING, by=officer, at=since)
    assert (paused.paused_at, paused.paused_by, paused.due_at) == (since, officer.code, due.due_at)
    assert list(DueDate.objects.ticking()) == []

    after = clocks.resume(**THING, by=None, at=until)
    after.refresh_from_db()
    assert (after.paused_at, after.paused_by) == (None, "")
    assert (after.due_at, after.working_days) == (due_on, 10 + held)
    assert after.original_due_at == (due.due_at if held else None)
    assert [(line["what"], line["days"]) for line in after.changes] == [("held", held)]


def test_a_clock_set_back_holds_one_from_its_beginning(due: DueDate) -> None:
    paused = clocks.pause(**THING, by=None, at=due.started_at - timedelta(hours=2))

    assert paused.paused_at == due.started_at


def test_holding_twice_keeps_the_first_moment_and_running_twice_adds_once(due: DueDate) -> None:
    for day in (4, 5):
        clocks.pause(**THING, by=None, at=at(day))
    for day in (6, 9):
        after = clocks.resume(**THING, by=None, at=at(day))

    assert (after.due_at, len(after.changes)) == (at(18, 18), 1)


def test_a_held_clock_is_not_moved_but_may_be_stopped(due: DueDate) -> None:
    clocks.pause(**THING, by=None, at=at(4))
    for move in (clocks.extend, clocks.set_due):
        with pytest.raises(clocks.Refused, match="held"):
            move(**THING, to=at(30, 18), by=None, at=at(5))
    clocks.stop(**THING, by=None, at=at(5))

    assert not DueDate.objects.open().exists()


def test_what_does_not_run_is_not_moved(due: DueDate) -> None:
    clocks.stop(**THING, by=None, at=at(3))
    for act in (clocks.pause, clocks.resume):
        with pytest.raises(clocks.NoClock):
            act(**THING, by=None, at=at(4))
    for move in (clocks.extend, clocks.set_due):
        with pytest.raises(clocks.NoClock):
            move(**THING, to=at(30), by=None, at=at(4))
    with pytest.raises(clocks.NoClock):
        clocks.carry(**THING, to_code="A-2", by=None, at=at(4))


def test_two_clocks_are_not_made_one(due: DueDate, district: Organ) -> None:
    clocks.start(**THING | {"code": "A-2"}, organ=district, by=None, at=at(3))
    with pytest.raises(clocks.Refused):
        clocks.carry(**THING, to_code="A-2", by=None, at=at(4))


def test_a_promise_has_the_date_that_was_given(district: Organ, officer: User) -> None:
    promise = {"kind": "assignment", "code": "A-1", "phase": "promise"}
    due = clocks.start_on(**promise, organ=district, due_on=date(2027, 6, 30), by=officer, at=at(2))

    assert due.due_at == datetime(2027, 6, 30, 18, tzinfo=SHANGHAI)
    assert (due.policy, due.fixed, due.provisional) == (None, True, False)
    assert due.basis["given"]
    again = clocks.start_on(**promise, organ=district, due_on=date(2026, 4, 1), by=None, at=at(3))
    assert again == due
    with pytest.raises(clocks.Refused):
        clocks.start_on(
            kind="assignment",
            code="A-2",
            phase="promise",
            organ=district,
            due_on=date(2026, 3, 1),
            by=None,
            at=at(2),
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"policy": None},
        {"fixed": True, "provisional": True},
        {"paused_by": "U2"},
        {"paused_at": at(1)},
    ],
)
def test_the_database_refuses_halves(due: DueDate, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DueDate.objects.filter(pk=due.pk).update(**wrong)
