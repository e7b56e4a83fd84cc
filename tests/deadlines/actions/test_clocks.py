from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from deadlines.actions import clocks
from deadlines.models import DeadlinePolicy, DueDate
from members.models import Organ, User
from workdays.arithmetic import SHANGHAI

AT = datetime(2026, 9, 30, 16, 45, tzinfo=SHANGHAI)
THING = {"kind": "assignment", "code": "A-1"}


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer@example.org", name="Officer")


def test_a_clock_keeps_what_it_was_computed_from(district: Organ, officer: User) -> None:
    due = clocks.start(**THING, phase="handle", organ=district, by=officer, at=AT)
    due.refresh_from_db()

    assert due.due_at == datetime(2026, 10, 20, 18, tzinfo=SHANGHAI)
    assert (due.started_at, due.started_by, due.working_days) == (AT, officer.code, 10)
    assert (due.policy.phase, due.policy.urgency, due.provisional) == ("handle", "ordinary", False)
    assert due.basis["policy"] == {
        "phase": "handle",
        "instrument": "",
        "urgency": "ordinary",
        "organ": "",
        "version": 1,
    }
    assert due.basis["from"] == "2026-09-30"
    assert due.basis["skipped"][0] == {
        "date": "2026-10-01",
        "kind": "rest",
        "festival": "national_day",
    }


def test_starting_again_does_not_reset_a_running_clock(district: Organ) -> None:
    first = clocks.start(**THING, phase="handle", organ=district, by=None, at=AT)
    again = clocks.start(
        **THING,
        phase="handle",
        organ=district,
        by=None,
        at=AT + timedelta(days=9),
        urgency="complex",
    )

    assert (again.pk, again.due_at) == (first.pk, first.due_at)
    assert DueDate.objects.count() == 1


def test_a_stopped_clock_may_be_followed_by_a_new_one(district: Organ) -> None:
    first = clocks.start(**THING, phase="redo", organ=district, by=None, at=AT)
    clocks.stop(**THING, phase="redo", by=None, at=AT + timedelta(days=1))
    second = clocks.start(**THING, phase="redo", organ=district, by=None, at=AT + timedelta(days=2))

    assert second.pk != first.pk
    assert list(DueDate.objects.open()) == [second]


def test_stopping_twice_keeps_the_first_moment(district: Organ, officer: User) -> None:
    clocks.start(**THING, phase="sign", organ=district, by=None, at=AT)
    for days, by in [(1, officer), (2, None)]:
        clocks.stop(**THING, phase="sign", by=by, at=AT + timedelta(days=days))
    due = DueDate.objects.get()

    assert (due.stopped_at, due.stopped_by) == (AT + timedelta(days=1), officer.code)


def test_a_clock_set_back_stops_one_as_it_began(district: Organ) -> None:
    clocks.start(**THING, phase="sign", organ=district, by=None, at=AT)
    clocks.stop(**THING, phase="sign", by=None, at=AT - timedelta(hours=2))

    assert DueDate.objects.get().stopped_at == AT


def test_stopping_touches_only_its_own_phase_and_thing(district: Organ) -> None:
    for phase in ("sign", "handle"):
        clocks.start(**THING, phase=phase, organ=district, by=None, at=AT)
    clocks.start(kind="suggestion", code="A-1", phase="sign", organ=district, by=None, at=AT)
    clocks.stop(**THING, phase="sign", by=None, at=AT)

    running = DueDate.objects.open().values_list("kind", "phase")
    assert set(running) == {("assignment", "handle"), ("suggestion", "sign")}


def test_a_later_version_of_the_rule_leaves_running_clocks_alone(district: Organ) -> None:
    first = clocks.start(**THING, phase="handle", organ=district, by=None, at=AT)
    DeadlinePolicy.objects.create(
        phase="handle",
        urgency="ordinary",
        working_days=3,
        version=2,
        since=date(2026, 10, 1),
    )
    later = clocks.preview(organ=district, phase="handle", at=AT + timedelta(days=1))
    first.refresh_from_db()

    assert (later.policy.version, later.count.days) == (2, 3)
    assert (first.policy.version, first.working_days) == (1, 10)


def test_what_is_shown_before_is_what_is_kept_after(district: Organ) -> None:
    asked = {"organ": district, "phase": "handle", "at": AT, "urgency": "simple"}
    preview = clocks.preview(**asked)
    due = clocks.start(**THING, by=None, **asked)

    assert (due.due_at, due.policy, due.basis) == (preview.due_at, preview.policy, preview.basis)


def test_across_the_end_of_2026_a_due_date_is_provisional(district: Organ) -> None:
    at = datetime(2026, 12, 25, 9, tzinfo=SHANGHAI)
    due = clocks.start(**THING, phase="handle", organ=district, by=None, at=at)

    assert due.due_at == datetime(2027, 1, 11, 18, tzinfo=SHANGHAI)
    assert due.provisional


def test_a_preview_writes_nothing_even_where_the_rules_are_gone(district: Organ) -> None:
    DeadlinePolicy.objects.all().delete()

    with pytest.raises(clocks.NoPolicy):
        clocks.preview(organ=district, phase="review", at=AT)

    assert not DeadlinePolicy.objects.exists()


def test_a_phase_without_a_rule_is_an_error_and_no_guess(district: Organ) -> None:
    with pytest.raises(clocks.NoPolicy, match="lunch"):
        clocks.preview(organ=district, phase="lunch", at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stopped_by": "U2"},
        {"original_due_at": AT},
        {"moved_at": AT},
        {"due_at": AT - timedelta(days=1)},
        {"stopped_at": AT - timedelta(days=1)},
        {"phase": "lunch"},
        {"code": ""},
    ],
)
def test_the_database_refuses_halves_and_nonsense(
    district: Organ, wrong: dict[str, object]
) -> None:
    due = clocks.start(**THING, phase="handle", organ=district, by=None, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        DueDate.objects.filter(pk=due.pk).update(**wrong)
