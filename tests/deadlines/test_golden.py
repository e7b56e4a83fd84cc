"""The deadlines that a person counted by hand, against what the platform computes."""

import pytest

from deadlines.actions import clocks
from deadlines.models import DeadlinePolicy
from tests.deadlines.golden import ONE_DAY, Term, terms
from workdays.calendar import current

HUNAN = "430000"


@pytest.fixture(autouse=True)
def _rules_of_2025(organs):
    """The presets begin in 2026: the same rules, a year earlier."""
    DeadlinePolicy.objects.bulk_create(
        DeadlinePolicy(
            phase=rule.phase,
            instrument=rule.instrument,
            urgency=rule.urgency,
            working_days=rule.working_days,
            version=rule.version + 100,
            since=rule.since.replace(year=2025),
        )
        for rule in DeadlinePolicy.objects.filter(organ=None)
    )


def test_the_table_is_whole():
    rows = terms()
    assert len(rows) >= 30
    assert {row.started.year for row in rows} == {2025, 2026}
    assert [row for row in rows if len(row.counted) != row.days or row.counted[-1] != row.due] == []


@pytest.mark.parametrize("term", terms(), ids=str)
def test_a_term_ends_on_the_day_that_was_counted(organs, term: Term):
    found = clocks.preview(
        organ=organs[HUNAN],
        phase=term.phase,
        at=term.start,
        urgency=term.urgency or "ordinary",
    )
    assert found.due_at == term.due_at
    assert not found.provisional


@pytest.mark.parametrize("term", terms(), ids=str)
def test_just_the_listed_days_count(db, term: Term):
    calendar = current()
    days = [term.started + ONE_DAY * n for n in range(1, (term.due - term.started).days + 1)]
    assert tuple(day for day in days if calendar.day(day).counts) == term.counted
