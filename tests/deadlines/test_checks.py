from datetime import UTC, datetime

import pytest
from django.core.checks import INFO

from deadlines.checks import next_year_has_its_notice
from workdays import clock

NOVEMBER = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.django_db
def test_a_missing_notice_is_told_but_turns_nothing_red() -> None:
    with clock.moved(NOVEMBER):
        found = next_year_has_its_notice(None, databases=["default"])

    assert [(message.id, message.level) for message in found] == [("deadlines.I001", INFO)]
    assert "2027" in found[0].msg


def test_a_check_that_may_not_ask_the_database_says_nothing() -> None:
    with clock.moved(NOVEMBER):
        assert next_year_has_its_notice(None) == []


@pytest.mark.django_db
def test_nothing_is_told_while_there_is_time() -> None:
    with clock.moved(NOVEMBER.replace(month=10)):
        assert next_year_has_its_notice(None, databases=["default"]) == []
