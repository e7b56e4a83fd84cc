from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from deadlines.models import DeadlinePolicy
from deadlines.phases import PRESETS
from deadlines.policies import Gap, calendar_gap, policy_for
from members.models import Organ
from workdays.models import CalendarDay

DAY = date(2026, 11, 23)
CODES = {"province": "430000", "city": "430100", "county": "430104"}


def rule(**fields: object) -> DeadlinePolicy:
    defaults = {"phase": "handle", "working_days": 9, "since": date(2026, 1, 1)}
    return DeadlinePolicy.objects.create(**(defaults | fields))


def days(organ: str = CODES["county"], *, day: date = DAY, **asked: str) -> int | None:
    wanted = {"phase": "handle", "instrument": "micro", "urgency": "ordinary"} | asked
    found = policy_for(organ=organ, day=day, **wanted)
    return found and found.working_days


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("phase", "urgency", "expected"),
    [
        ("review", "ordinary", 2),
        ("assign", "ordinary", 1),
        ("sign", "complex", 1),
        ("return_window", "simple", 2),
        ("handle", "simple", 5),
        ("handle", "ordinary", 10),
        ("handle", "complex", 15),
        ("extension", "ordinary", 10),
        ("rate", "ordinary", 10),
        ("redo", "ordinary", 10),
    ],
)
def test_the_presets(phase: str, urgency: str, expected: int) -> None:
    assert days(phase=phase, urgency=urgency) == expected


@pytest.mark.django_db
def test_the_migration_loaded_every_preset() -> None:
    loaded = DeadlinePolicy.objects.filter(organ=None)

    assert set(loaded.values_list("phase", "urgency", "working_days", "version")) == {
        (row.phase, row.urgency, row.working_days, row.version) for row in PRESETS
    }


def test_the_nearest_organ_wins(organs: dict[str, Organ]) -> None:
    rule(organ=organs[CODES["province"]], working_days=20)
    assert [days(code) for code in CODES.values()] == [20, 20, 20]

    rule(organ=organs[CODES["county"]], working_days=7)
    rule(organ=organs[CODES["city"]], urgency="ordinary", working_days=8)

    assert [days(code) for code in CODES.values()] == [20, 8, 7]
    assert days("440100") == 10


def test_a_rule_for_the_matter_goes_before_one_for_all(organs: dict[str, Organ]) -> None:
    district = organs[CODES["county"]]
    rule(organ=district, working_days=7)
    rule(organ=district, urgency="ordinary", working_days=6)
    rule(organ=district, instrument="micro", working_days=5)

    assert (days(), days(urgency="complex"), days(instrument="proposal")) == (5, 5, 6)


def test_a_new_version_holds_from_its_first_day(organs: dict[str, Organ]) -> None:
    district = organs[CODES["county"]]
    rule(organ=district, working_days=7)
    rule(organ=district, working_days=6, version=2, since=date(2026, 12, 1))

    assert days(day=date(2026, 11, 30)) == 7
    assert days(day=date(2026, 12, 1)) == 6


@pytest.mark.django_db
def test_a_rule_is_found_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        days()


@pytest.mark.django_db
def test_a_rule_is_never_edited() -> None:
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        DeadlinePolicy.objects.update(working_days=30)
    assert days() == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "gap"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), Gap(2027, "warning")),
        (date(2026, 12, 24), Gap(2027, "warning")),
        (date(2026, 12, 25), Gap(2027, "error")),
        (date(2027, 1, 2), Gap(2027, "error")),
        (date(2025, 12, 31), None),
    ],
)
def test_a_missing_notice_is_said_from_november_on(today: date, gap: Gap | None) -> None:
    assert calendar_gap(today) == gap


@pytest.mark.django_db
def test_a_loaded_notice_closes_the_gap() -> None:
    CalendarDay.objects.create(date=date(2027, 1, 1), kind="statutory", source="test")

    assert calendar_gap(date(2026, 12, 28)) is None


def test_only_an_organ_gives_its_rule_up(organs: dict[str, Organ]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rule(gives_way=True, version=9)
    rule(gives_way=True, organ=organs[CODES["city"]])
