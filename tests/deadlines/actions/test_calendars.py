from datetime import date, datetime

import pytest

from deadlines.actions import calendars, clocks
from deadlines.models import DueDate
from events.models import Event, Pending
from members.models import Organ
from workdays import calendar
from workdays.arithmetic import SHANGHAI, DayKind
from workdays.gazette import NamedDay, Notice
from workdays.models import CalendarDay

CHRISTMAS = datetime(2026, 12, 25, 9, tzinfo=SHANGHAI)
LOADED = datetime(2026, 12, 28, 9, tzinfo=SHANGHAI)
FIRST_DUE = datetime(2027, 1, 11, 18, tzinfo=SHANGHAI)


def notice(off: list[int], work: list[int], number: str = "test 1") -> Notice:
    """A notice for January 2027."""
    days = [NamedDay(date(2027, 1, day), DayKind.REST, "new_year") for day in off]
    days += [NamedDay(date(2027, 1, day), DayKind.WORKDAY, "new_year") for day in work]
    return Notice(2027, number, "https://example.org/notice", tuple(days))


AS_BEFORE = notice([1, 2, 3], [])
LATER = notice([1, 2, 3, 4], [])
EARLIER = notice([1, 2, 3], [9])


@pytest.fixture
def due(district: Organ) -> DueDate:
    """Ten working days from Christmas 2026: provisionally due on Monday 11 January 2027."""
    return clocks.start(
        kind="assignment", code="A-1", phase="handle", organ=district, by=None, at=CHRISTMAS
    )


def test_a_notice_that_changes_nothing_confirms_the_date_in_silence(due: DueDate) -> None:
    done = calendars.load(notice=AS_BEFORE, by=None, at=LOADED)
    due.refresh_from_db()

    assert (done.confirmed, done.later, done.earlier) == (1, 0, 0)
    assert (due.due_at, due.provisional, due.original_due_at) == (FIRST_DUE, False, None)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("words", "moved_to", "earlier"),
    [(LATER, date(2027, 1, 12), 0), (EARLIER, date(2027, 1, 9), 1)],
)
def test_a_moved_date_keeps_the_first_one_and_is_announced(
    due: DueDate, words: Notice, moved_to: date, earlier: int
) -> None:
    done = calendars.load(notice=words, by=None, at=LOADED)
    due.refresh_from_db()
    event = Event.objects.get()

    assert (done.later, done.earlier) == (1 - earlier, earlier)
    assert due.due_at == datetime(moved_to.year, moved_to.month, moved_to.day, 18, tzinfo=SHANGHAI)
    assert (due.provisional, due.original_due_at, due.moved_at) == (False, FIRST_DUE, LOADED)
    assert due.basis["due"] == moved_to.isoformat()
    assert (event.kind, event.code, event.step) == ("assignment", "A-1", "due_moved")
    assert datetime.fromisoformat(event.data["from"]) == FIRST_DUE
    assert datetime.fromisoformat(event.data["to"]) == due.due_at
    assert event.data["earlier"] is bool(earlier)
    assert "announce" in Pending.objects.values_list("handler", flat=True)


def test_a_date_that_would_have_passed_stays(due: DueDate) -> None:
    late = datetime(2027, 1, 10, 9, tzinfo=SHANGHAI)
    done = calendars.load(notice=EARLIER, by=None, at=late)
    due.refresh_from_db()

    assert (done.confirmed, done.earlier) == (1, 0)
    assert (due.due_at, due.provisional) == (FIRST_DUE, False)
    assert not Event.objects.exists()


def test_what_is_done_or_certain_is_left_alone(due: DueDate, district: Organ) -> None:
    clocks.stop(kind="assignment", code="A-1", phase="handle", by=None, at=LOADED)
    certain = clocks.start(
        kind="assignment", code="A-2", phase="sign", organ=district, by=None, at=CHRISTMAS
    )
    done = calendars.load(notice=LATER, by=None, at=LOADED)

    assert (done.confirmed, done.later, done.earlier) == (0, 0, 0)
    assert set(DueDate.objects.values_list("due_at", flat=True)) == {FIRST_DUE, certain.due_at}


@pytest.mark.usefixtures("due")
def test_loading_again_changes_nothing() -> None:
    calendars.load(notice=LATER, by=None, at=LOADED)
    again = calendars.load(notice=LATER, by=None, at=LOADED)

    assert again == calendars.Loaded((), 0, 0, 0)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_a_corrected_notice_takes_the_place_of_the_first() -> None:
    calendars.load(notice=LATER, by=None, at=LOADED)
    calendars.load(notice=notice([1], [], "test 2"), by=None, at=LOADED)

    assert [(row.date.day, row.notice_no) for row in CalendarDay.objects.all()] == [(1, "test 2")]
    assert calendar.current().day(date(2027, 1, 4)).counts


class TestCorrection:
    """A year whose notice is loaded gets another one."""

    @pytest.fixture(autouse=True)
    def _known(self, due: DueDate) -> None:
        calendars.load(notice=AS_BEFORE, by=None, at=LOADED)

    @pytest.mark.parametrize(
        ("words", "moved_to"),
        [(notice([1, 2, 3, 5], [], "test 2"), 12), (notice([1, 2, 3], [9], "test 2"), 9)],
    )
    def test_moves_what_spans_a_changed_day(
        self, due: DueDate, words: Notice, moved_to: int
    ) -> None:
        done = calendars.load(notice=words, by=None, at=LOADED)
        due.refresh_from_db()

        assert (done.confirmed, done.later + done.earlier) == (0, 1)
        assert due.due_at == datetime(2027, 1, moved_to, 18, tzinfo=SHANGHAI)
        assert (due.provisional, due.original_due_at) == (False, FIRST_DUE)
        assert [line["what"] for line in due.changes] == ["moved"]
        assert Event.objects.get().step == "due_moved"

    def test_leaves_what_spans_none(self, due: DueDate) -> None:
        calendars.load(notice=notice([1, 2, 3, 12], [], "test 2"), by=None, at=LOADED)
        due.refresh_from_db()

        assert (due.due_at, due.changes) == (FIRST_DUE, [])
        assert not Event.objects.exists()

    @pytest.mark.parametrize(
        ("words", "day"),
        [(LATER, 12), (EARLIER, 10)],  # late already; late with the new date
    )
    def test_leaves_what_is_or_would_be_late(self, due: DueDate, words: Notice, day: int) -> None:
        calendars.load(notice=words, by=None, at=datetime(2027, 1, day, 9, tzinfo=SHANGHAI))
        due.refresh_from_db()

        assert (due.due_at, due.changes) == (FIRST_DUE, [])

    def test_leaves_a_date_that_somebody_decided(self, due: DueDate) -> None:
        to = datetime(2027, 1, 20, 18, tzinfo=SHANGHAI)
        clocks.extend(kind="assignment", code="A-1", phase="handle", to=to, by=None, at=LOADED)
        calendars.load(notice=LATER, by=None, at=LOADED)
        due.refresh_from_db()

        assert due.due_at == to

    def test_gives_held_days_on_top(self, due: DueDate) -> None:
        thing = {"kind": "assignment", "code": "A-1", "phase": "handle"}
        clocks.pause(**thing, by=None, at=LOADED)
        clocks.resume(**thing, by=None, at=datetime(2026, 12, 30, 9, tzinfo=SHANGHAI))
        calendars.load(notice=LATER, by=None, at=LOADED)
        due.refresh_from_db()

        assert due.due_at == datetime(2027, 1, 14, 18, tzinfo=SHANGHAI)
        assert (due.basis["days"], due.basis["due"], due.working_days) == (10, "2027-01-12", 12)
        assert [line["what"] for line in due.changes] == ["held", "moved"]
