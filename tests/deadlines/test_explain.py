from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, ClassVar

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from deadlines.actions import clocks
from deadlines.explain import Skipped, explain
from deadlines.models import DueDate
from members.models import Organ
from workdays import clock
from workdays.arithmetic import SHANGHAI, due_moment


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


class TestChanges:
    """Both dates stay to be read, and who reads them needs no other page."""

    THING: ClassVar = {"kind": "assignment", "code": "A-1", "phase": "handle"}

    @pytest.fixture(autouse=True)
    def _due(self, district: Organ) -> Iterator[None]:
        """Ten working days from Monday 2 March: due on Monday 16 March."""
        clocks.start(**self.THING, organ=district, by=None, at=at(2026, 3, 2))
        with translation.override("en"), clock.moved(at(2026, 3, 20)):
            yield

    def said(self) -> list[tuple[str, str]]:
        found = explain(DueDate.objects.get())
        return [(change.title, change.words) for change in found.changes]

    def test_an_extension(self) -> None:
        to = datetime(2026, 3, 20, 18, tzinfo=SHANGHAI)
        clocks.extend(**self.THING, to=to, by=None, at=at(2026, 3, 12))

        assert self.said() == [("Extended", "on Thu 12 March, from Mon 16 March to Fri 20 March")]
        assert explain(DueDate.objects.get()).moved_from == due_moment(date(2026, 3, 16))

    def test_a_pause_that_moved_the_date_and_one_that_did_not(self) -> None:
        for first, last in [(4, 6), (9, 9)]:
            clocks.pause(**self.THING, by=None, at=at(2026, 3, first))
            clocks.resume(**self.THING, by=None, at=at(2026, 3, last))

        assert self.said() == [
            ("Held", "from Wed 4 March to Fri 6 March; due Wed 18 March instead of Mon 16 March"),
            ("Held", "from Mon 9 March to Mon 9 March; the date stays"),
        ]

    def test_one_that_goes_on(self) -> None:
        clocks.pause(**self.THING, by=None, at=at(2026, 3, 4))
        due = DueDate.objects.get()
        page = render_to_string("deadlines/why.html", {"due": due})

        assert explain(due).held_since == at(2026, 3, 4)
        assert "since Wed 4 March; the clock stands still until it goes on" in page

    def test_the_page_says_both_dates_without_another_query(
        self, django_assert_num_queries: Any
    ) -> None:
        to = datetime(2026, 3, 10, 18, tzinfo=SHANGHAI)
        clocks.set_due(**self.THING, to=to, by=None, at=at(2026, 3, 3))
        due = DueDate.objects.get()
        with django_assert_num_queries(0):
            page = render_to_string("deadlines/why.html", {"due": due})

        assert "Set anew" in page
        assert "on Tue 3 March, from Mon 16 March to Tue 10 March" in page
        assert "16 March, 18:00" in page

    def test_a_date_that_was_given_has_no_sum(self, district: Organ) -> None:
        due = clocks.start_on(
            **self.THING | {"phase": "promise"},
            organ=district,
            due_on=date(2027, 3, 31),
            by=None,
            at=at(2026, 3, 2),
        )
        total = explain(due)

        assert total.rule == "a date that was given, not counted"
        assert (total.skipped, total.worked_weekends, total.provisional) == ((), (), False)
