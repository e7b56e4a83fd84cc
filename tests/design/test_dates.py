"""Days and times as people write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from design import dates
from workdays import clock

THIS_YEAR = 2034


@pytest.fixture(autouse=True)
def _this_year():
    with clock.moved(datetime(THIS_YEAR, 3, 1, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "2031年3月6日（周四）"), ("en", "Thu 6 March 2031")],
)
def test_another_year_is_written_out(language, words):
    with translation.override(language):
        assert dates.day(date(2031, 3, 6)) == words


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "3月5日"), ("en", "5 March")])
def test_this_year_is_left_out(language, words):
    with translation.override(language):
        assert dates.day(date(THIS_YEAR, 3, 5), weekday=False) == words


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "2034年3月5日"), ("en", "5 March 2034")]
)
def test_on_paper_every_year_is_written_out(language, words):
    with translation.override(language), dates.on_paper():
        assert dates.day(date(THIS_YEAR, 3, 5), weekday=False) == words
        assert dates.moment(datetime(THIS_YEAR, 3, 5, tzinfo=UTC)).startswith(words)
    with translation.override(language):
        assert dates.day(date(THIS_YEAR, 3, 5), weekday=False) != words


def test_a_moment_is_that_of_the_platform_s_zone():
    late = datetime(THIS_YEAR, 3, 4, 18, 5, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert dates.moment(late) == "3月5日 02:05"
        assert dates.clock(late) == "02:05"
        assert dates.day(late, weekday=False) == "3月5日"
    with translation.override("en"):
        assert dates.moment(late) == "5 March, 02:05"


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_stays_nothing(nothing):
    assert (dates.day(nothing), dates.moment(nothing), dates.clock(nothing)) == ("", "", "")


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "2034年3月"), ("en", "March 2034")])
def test_a_month_has_its_year(language, words):
    with translation.override(language):
        assert dates.month(date(THIS_YEAR, 3, 1)) == words


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "2034年3月6日（周一）"), ("en", "Mon 6 March 2034")]
)
def test_a_law_names_the_year_also_where_it_is_this_one(language, words):
    with translation.override(language):
        assert dates.full_day(date(THIS_YEAR, 3, 6)) == words


@pytest.mark.parametrize("words", ["8:30—12:00", "14:30–17:30", "9:00 - 12:00"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_span_of_times_is_held_together(language, words):
    with translation.override(language):
        found = dates.pattern().search(f"工作日{words}，周末休息")
    assert found
    assert found[0] == words
