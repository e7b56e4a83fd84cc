from datetime import date, datetime, timedelta

from django.utils import translation

from deadlines.actions import clocks, moves
from deadlines.explain import Skipped, explain
from members.models import Organ
from workdays.arithmetic import SHANGHAI


def at(*day: int) -> datetime:
    return datetime(*day, 10, tzinfo=SHANGHAI)


def test_the_sum_names_rule_skipped_days_and_worked_weekends(district: Organ) -> None:
    preview = clocks.preview(organ=district, phase="handle", at=at(2026, 2, 13))
    with translation.override("en"):
        total = explain(preview)

    assert (total.start, total.days) == (date(2026, 2, 13), 10)
    assert total.rule == (
        "10 working days for the answer, ordinary matters (general rule, version 1)"
    )
    assert total.skipped == (
        Skipped(date(2026, 2, 15), date(2026, 2, 23), "Spring Festival"),
        Skipped(date(2026, 3, 1), date(2026, 3, 1), "weekend"),
    )
    assert total.worked_weekends == (date(2026, 2, 14), date(2026, 2, 28))
    assert total.due_at == datetime(2026, 3, 5, 18, tzinfo=SHANGHAI)
    assert (total.provisional, total.moved_from) == (False, None)


def test_a_stored_due_date_explains_itself_like_its_preview(district: Organ) -> None:
    asked = {"organ": district, "phase": "sign", "at": at(2026, 12, 31)}
    preview = clocks.preview(**asked)
    due = clocks.start(kind="assignment", code="A-1", by=None, **asked)
    due.refresh_from_db()

    assert explain(due) == explain(preview)
    assert explain(due).provisional


def test_an_organ_s_own_rule_is_called_so(district: Organ) -> None:
    due = clocks.preview(organ=district, phase="sign", at=at(2026, 3, 2))
    due.policy.organ = district
    with translation.override("en"):
        assert explain(due).rule == (
            "1 working day for confirming receipt (the organ’s own rule, version 1)"
        )


def test_what_moved_a_date_is_said_by_its_own_name(district: Organ) -> None:
    thing = {"kind": "assignment", "code": "A-1", "phase": "handle"}
    due = clocks.start(**thing, organ=district, by=None, at=at(2026, 3, 2))
    moves.extend(**thing, to=due.due_at + timedelta(days=2), by=None, at=at(2026, 3, 3))
    due.refresh_from_db()
    with translation.override("en"):
        assert [change.why for change in explain(due).changes] == ["more time was given"]
