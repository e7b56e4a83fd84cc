import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from workdays import clock

SPRING = datetime(2026, 3, 5, 15, 30, tzinfo=UTC)


@pytest.fixture
def drill(tmp_path: Path, settings: Settings) -> Path:
    """The file of a drill, still empty."""
    path = tmp_path / "clock"
    path.write_text("")
    settings.CLOCK_FILE = str(path)
    return path


def test_the_clock_says_the_time_in_utc_and_the_day_in_shanghai() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with clock.moved(datetime(2026, 3, 5, 16, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 6)


def test_a_moved_clock_stands_still_in_every_thread_and_comes_back() -> None:
    seen: list[datetime] = []
    with clock.moved(SPRING):
        with clock.moved(SPRING + timedelta(days=1)):
            thread = Thread(target=lambda: seen.append(clock.now()))
            thread.start()
            thread.join()
        assert clock.now() == SPRING

    assert seen == [SPRING + timedelta(days=1)]
    assert clock.now() != SPRING


def test_only_a_moment_with_a_zone_can_be_moved_to() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.moved(datetime(2026, 3, 5)):  # noqa: DTZ001
        pass


def test_a_drill_may_hold_the_time(drill: Path) -> None:
    drill.write_text("2026-03-05T17:55:00")

    assert clock.now() == datetime(2026, 3, 5, 9, 55, tzinfo=UTC)


def test_a_drill_may_shift_the_time_and_is_followed_when_it_changes(drill: Path) -> None:
    drill.write_text("+86400\n")
    tomorrow = clock.now()
    drill.write_text("-3600")
    os.utime(drill, ns=(1, 1))
    an_hour_ago = clock.now()

    assert abs(tomorrow - datetime.now(UTC) - timedelta(days=1)) < timedelta(seconds=5)
    assert abs(an_hour_ago - datetime.now(UTC) + timedelta(hours=1)) < timedelta(seconds=5)


def test_without_the_file_the_true_time_holds(drill: Path) -> None:
    drill.unlink()

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_nothing_moves_the_clock_in_production(drill: Path, settings: Settings) -> None:
    drill.write_text("2026-03-05T17:55:00")
    settings.ENVIRONMENT = "production"

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(ImproperlyConfigured), clock.moved(SPRING):
        pass
