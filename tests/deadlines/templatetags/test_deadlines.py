from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation

from deadlines.actions import clocks
from deadlines.models import DueDate
from members.models import Organ
from workdays.arithmetic import SHANGHAI


def start(organ: Organ, *day: int) -> DueDate:
    at = datetime(*day, 9, tzinfo=SHANGHAI)
    return clocks.start(kind="assignment", code="A-1", phase="handle", organ=organ, by=None, at=at)


def why(due: DueDate) -> str:
    with translation.override("en"):
        return " ".join(render_to_string("deadlines/why.html", {"due": due}).split())


def test_the_sum_can_be_opened_on_any_page(district: Organ) -> None:
    text = why(start(district, 2026, 2, 13))

    assert "<summary>Why this date?</summary>" in text
    assert "10 working days for the answer, ordinary matters" in text
    assert "Spring Festival" in text
    assert "/calendar/2026/" in text
    assert "Provisional." not in text


def test_a_provisional_date_says_so(district: Organ) -> None:
    assert "Provisional." in why(start(district, 2026, 12, 25))


def test_a_moved_date_names_the_first_one(district: Organ) -> None:
    due = start(district, 2026, 12, 25)
    due.original_due_at = datetime(2027, 1, 8, 18, tzinfo=SHANGHAI)

    assert "First due" in why(due)
