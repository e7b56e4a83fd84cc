from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from workdays.models import CalendarDay


def run(*words: str) -> str:
    out = StringIO()
    call_command("load_calendar", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_year_is_loaded_once() -> None:
    first, second = run("2026"), run("2026")

    assert "39 differences" in first
    assert "2026-10-10: not named → workday national_day 国办发明电〔2025〕7号" in first
    assert "0 differences" in second
    assert CalendarDay.objects.count() == 39


@pytest.mark.django_db
def test_a_dry_run_only_tells() -> None:
    assert "39 differences" in run("2026", "--dry-run")
    assert not CalendarDay.objects.exists()


@pytest.mark.django_db
def test_without_a_year_all_that_come_with_the_project_are_loaded() -> None:
    run()

    assert {day.year for day in CalendarDay.objects.dates("date", "year")} == {2024, 2025, 2026}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("2031", "no notice for 2031"),
        ("missing.json", "missing"),
        ("broken.json", "not written as a notice"),
    ],
)
def test_what_cannot_be_loaded_is_said_in_one_line(word: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"year": 2031}')
    with pytest.raises(CommandError, match=reason):
        run(word if word.isdigit() else str(tmp_path / word))
    assert not CalendarDay.objects.exists()
