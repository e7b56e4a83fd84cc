"""What everybody reads of a year and of each place: what SQL says, from five cases on."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Organ
from reports import yearbook
from reports.actions import counting
from reports.measures import Dim, Measure, kept_back
from reports.models import Tally
from suggestions.actions import counting as figures
from suggestions.actions import publishing, sealing
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import State
from suggestions.models import Figures, Rating, Suggestion
from tests.members.factories import make_organ
from tests.suggestions.factories import MORNING, answer, rate, submit, suggestion_at, work
from workdays import clock

LATER = MORNING + timedelta(days=60)
YEAR = reverse("reports:year", args=[2026])


@pytest.fixture(autouse=True)
def _no_search_for_static_files(settings):
    settings.WHITENOISE_AUTOREFRESH = True


def anybody():
    return Client(headers={"Accept-Language": "en"})


@pytest.fixture
def year(scene):
    """Six of each kind that matters, one late and one in the year before."""
    make_organ("430100")
    make_organ("430102")
    for _number in range(6):
        for state in (State.SUBMITTED, State.IN_HANDLING, State.DECLINED, State.REPLIED):
            suggestion_at(scene, state)
        rate(scene, suggestion_at(scene, State.REPLIED))
    late = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, late, at=work(late).due_at + timedelta(days=1))
    before = submit(scene)
    Suggestion.objects.filter(pk=before.pk).update(
        submitted_at=datetime(2025, 12, 31, 15, 59, tzinfo=UTC)
    )
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        yield scene


def shown(page):
    return {str(one.label): one.figure for one in page.context["shown"]}


def test_the_figures_are_what_sql_says(year):
    page = anybody().get(YEAR)
    mine = Suggestion.objects.filter(submitted_at__gte=datetime(2025, 12, 31, 16, tzinfo=UTC))
    not_accepted = [State.SUBMITTED, State.RETURNED, State.DECLINED, State.DIVERTED]
    figures.count("430000", at=LATER)
    known = Figures.objects.get()
    assert shown(page) == {
        "Submitted": str(mine.count()),
        "Accepted": str(mine.exclude(state__in=not_accepted).count()),
        "Answered": str(known.handled),
        "Answered in time": str(known.in_time + known.extended),
        "Rated": str(Rating.objects.given().count()),
        "Promises kept": "0",
    }
    assert known.handled == 13
    assert "92 % of the 13 answers" in page.text
    assert f"{round(100 * 6 / 13)} % of the 13 who were asked" in page.text
    assert "100 % are satisfied" in page.text


def test_each_figure_says_what_it_counts(year):
    page = anybody().get(YEAR)
    assert page.text.count("What does this count?") == len(yearbook.KINDS)
    for kind in yearbook.KINDS:
        assert str(kind.counts) in page.text


def test_years_are_links_and_others_are_not_found(year):
    page = anybody().get(YEAR)
    assert page.context["years"] == [2026, 2025]
    assert reverse("reports:year", args=[2025]) in page.text
    for none in (2024, 2027):
        assert anybody().get(reverse("reports:year", args=[none])).status_code == 404


def test_the_tables_can_be_taken_away_and_say_what_the_page_says(year):
    for name in ("months", "places"):
        url = reverse("reports:year_table", args=[2026, name])
        rows = list(csv.reader(io.StringIO(anybody().get(url).content.decode("utf-8-sig"))))
        book = openpyxl.load_workbook(io.BytesIO(anybody().get(url, {"format": "xlsx"}).content))
        assert [[str(one) for one in row] for row in book.active.values] == rows
        for cell in rows[1]:
            assert cell in anybody().get(YEAR).text
    assert anybody().get(url, {"format": "exe"}).status_code == 404
    assert anybody().get(reverse("reports:year_table", args=[2026, "none"])).status_code == 404


def test_fewer_than_five_are_not_shown(scene):
    for _number in range(3):
        suggestion_at(scene, State.SUBMITTED)
    for _number in range(6):
        suggestion_at(scene, State.SUBMITTED, at=MORNING + timedelta(days=30))
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        page = anybody().get(YEAR)
        url = reverse("reports:year_table", args=[2026, "months"])
        rows = list(csv.reader(io.StringIO(anybody().get(url).content.decode("utf-8-sig"))))
    assert shown(page)["Submitted"] == "9"
    # One alone would follow from the sum: the next smallest is kept back with it.
    assert {row[0]: row[1] for row in rows[1:]} == {
        "January 2026": "0",
        "February 2026": "0",
        "March 2026": "—",
        "April 2026": "—",
        "May 2026": "0",
    }


@pytest.mark.parametrize(
    ("counts", "away"),
    [
        ({}, set()),
        ({"a": 0, "b": 9}, set()),
        ({"a": 4, "b": 9, "c": 5}, {"a", "c"}),
        ({"a": 4, "b": 1, "c": 5}, {"a", "b"}),
        ({"a": 4}, {"a"}),
    ],
)
def test_fewer_than_five_stay_away_and_what_would_tell_them(counts, away):
    assert kept_back(counts) == away


def told(counts, also=()):
    """What the public reads of figures side by side: those shown, and their sum."""
    away = kept_back(dict(enumerate(counts)), also)
    total = sum(counts)
    rows = tuple(None if place in away else one for place, one in enumerate(counts))
    return rows, "<5" if 0 < total < 5 else total


@pytest.mark.parametrize(("places", "most"), [(1, 14), (2, 14), (3, 14), (4, 11)])
def test_what_is_kept_back_cannot_be_worked_out_by_who_knows_sum_and_rule(places, most):
    possible = {}
    for one in product(range(most), repeat=places):
        possible.setdefault(told(one), []).append(one)
    for (rows, _total), ways in possible.items():
        if sum(ways[0]) >= most:
            continue  # Not all that add up to so much are among them.
        for place, row in enumerate(rows):
            values = {one[place] for one in ways}
            assert row is not None or len(values) > 1 or not 0 < min(values) < 5, ways


def test_a_part_does_not_tell_the_whole_that_is_kept_back():
    """Submitted and accepted in two places: a whole is never less than its part."""
    pairs = [(whole, part) for whole in range(10) for part in range(whole + 1)]
    every = list(product(pairs, repeat=2))
    by_sums = {}
    for places in every:
        by_sums.setdefault(tuple(told(each)[1] for each in zip(*places, strict=True)), []).append(
            places
        )
    for places in every:
        wholes, parts = zip(*places, strict=True)
        (seen, total), hidden = told(wholes), kept_back(dict(enumerate(wholes)))
        seen_parts, total_parts = told(parts, hidden)
        if sum(wholes) >= 10:
            continue
        for place in hidden:
            values = {
                other[place][0]
                for other in by_sums[total, total_parts]
                if all(
                    row in (None, one[of])
                    for of, rows in enumerate((seen, seen_parts))
                    for row, one in zip(rows, other, strict=True)
                )
            }
            assert len(values) > 1 or wholes[place] >= 5 or not wholes[place], places


def published(scene, place, many):
    made = []
    for _number in range(many):
        case = submit(scene, place=place, wish="public")
        words = PublicWords("修灯", "灯坏了。")
        made.append(publishing.publish(suggestion=case, words=words, by=scene.clerk, at=MORNING))
    return made


@pytest.fixture
def counties(scene):
    city, county = make_organ("430100"), make_organ("430102")
    made = published(scene, county, 6)
    published(scene, city, 1)
    for _number in range(2):
        submit(scene, place=county)
    sealing.seal(suggestion=made[0].suggestion, reason="涉密", by=scene.clerk, at=MORNING)
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        yield scene


def test_each_place_leads_to_what_is_published_about_it_and_says_how_much(counties):
    page = anybody().get(reverse("reports:places"))
    found = {one.name: one for one in page.context["atlas"].places}
    city = found[Organ.objects.get(pk="430100").name]
    assert (city.published, city.url) == (6, "/places/430100/")
    below = anybody().get(city.url)
    county = below.context["atlas"].places[1]
    assert (county.published, county.url) == (5, "/published/?place=430102")
    assert anybody().get(county.url).text.count("<h3>") == 5
    assert anybody().get("/published/?place=430100").text.count("<h3>") == 6
    assert anybody().get("/published/?place=999999").status_code == 404


def test_a_tile_says_its_number_and_its_name_and_its_shade_has_words(counties):
    page = anybody().get(reverse("reports:places"))
    name = Organ.objects.get(pk="430102").name
    assert f"<title>{name}: 5</title>" in page.text
    tile = next(one for one in page.context["atlas"].map.tiles if one.value)
    assert (tile.shade, dict(page.context["steps"])[tile.shade]) == (2, "5 to 19")


def test_what_is_published_is_told_of_every_county(counties):
    page = anybody().get("/places/430100/")
    assert [one.published for one in page.context["atlas"].places] == [1, 5]


@pytest.fixture
def two_years(scene):
    """By county, submitted in two years; of the first prefecture the year 2025 is kept back."""
    last_year = datetime(2025, 7, 1, 4, tzinfo=UTC)
    many = {"430102": (2, 7), "430103": (1, 6), "430202": (6, 8), "430302": (9, 5)}
    for code in ("430100", "430200", "430300"):
        make_organ(code)
    for code, (before, now) in many.items():
        place = make_organ(code)
        made = [submit(scene, place=place) for _number in range(before + now)]
        old = Suggestion.objects.filter(pk__in=[case.pk for case in made[:before]])
        old.update(submitted_at=last_year)
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        yield scene


def rows_of(year, name="places"):
    """A table of a year as a spreadsheet has it: by place, what was submitted."""
    url = reverse("reports:year_table", args=[year, name])
    rows = list(csv.reader(io.StringIO(anybody().get(url).content.decode("utf-8-sig"))))
    return {row[0]: row[1] for row in rows[1:]}


def test_no_other_page_tells_what_a_year_keeps_back(two_years):
    first, second, third = (
        Organ.objects.get(pk=code).name for code in ("430100", "430200", "430300")
    )
    before, now = rows_of(2025), rows_of(2026)
    assert (before[first], before[second], before[third]) == ("—", "—", "9")
    assert (now[first], now[second], now[third]) == ("13", "8", "5")
    # Sums over years, by prefecture or by county, would tell it: of submitted there are none.
    for url in ("/places/", "/places/430100/", "/places/430200/"):
        page = anybody().get(url).text
        assert re.findall(r'<th scope="col">(.+?)</th>', page) == ["Place", "Published"]
        assert set(re.findall(r"<td>(.+?)</td>", page)) == {"0"}
    # Nor does any page of a year tell a county.
    for year in (2025, 2026):
        page = anybody().get(reverse("reports:year", args=[year])).text
        for code in ("430102", "430103"):
            assert Organ.objects.get(pk=code).name not in page


def test_a_part_stays_away_where_its_whole_does(scene):
    """All six of a month are accepted, and the one of another is not: 6 less 6 would tell it."""
    suggestion_at(scene, State.SUBMITTED)
    for _number in range(6):
        suggestion_at(scene, State.ACCEPTED, at=MORNING + timedelta(days=30))
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        found = yearbook.tables(yearbook.read(2026), date(2026, 5, 4))["months"]
    shown = {row[0].text: (row[1].text, row[2].text) for row in found.rows}
    assert shown["March 2026"] == shown["April 2026"] == ("—", "—")


def test_one_index_by_itself_serves_every_question_about_all_organs(two_years):
    def plan(rows):
        return rows.explain()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        # Over the few rows of a test the planner may as well skip through the organs of this one.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP INDEX tally_once")
    tallies = Tally.objects.filter(measure__in=yearbook.READ)
    year = tallies.within(date(2026, 1, 1), date(2026, 12, 1))
    for rows in (
        year.filter(dim=Dim.ALL).summed("month", "measure", "value"),
        year.filter(dim=Dim.PLACE).summed("key", "measure", "value"),
        Tally.objects.filter(dim=Dim.PLACE, measure=Measure.PUBLISHED).summed("key"),
    ):
        assert "tally_of_all_organs" in plan(rows)


TABLE = reverse("reports:year_table", args=[2026, "places"])


@pytest.mark.parametrize("url", [YEAR, TABLE, "/places/", "/places/430100/"])
def test_a_browser_need_not_fetch_the_page_again_until_something_is_counted(counties, url):
    visitor = anybody()
    visitor.get(url)
    first = visitor.get(url)
    assert "no-cache" in first.headers["Cache-Control"]
    again = visitor.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    chinese = Client(headers={"Accept-Language": "zh"}).get(url)
    assert chinese.headers["ETag"] != first.headers["ETag"]
    submit(counties)
    counting.sweep(at=LATER + timedelta(hours=1))
    assert visitor.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def questions():
    """How many each page asks the database, by its address."""
    found = {}
    for url in (YEAR, TABLE, "/places/", "/places/430100/"):
        visitor = anybody()
        visitor.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(url).status_code == 200
        found[url] = len(asked)
    return found


def test_the_pages_ask_as_little_for_many_rows_as_for_one(scene):
    published(scene, make_organ("430100"), 1)
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        of_one = questions()
        assert max(of_one.values()) <= 6
        for code in ("430102", "430103", "430200", "430202", "430203"):
            published(scene, make_organ(code), 1)
            submit(scene, place=Organ.objects.get(pk=code), at=LATER)
        counting.sweep(at=LATER + timedelta(hours=1))
        assert questions() == of_one


def test_no_name_of_a_person_stands_on_the_pages(counties):
    for url in (YEAR, "/places/", "/places/430100/", "/published/?place=430102"):
        text = re.sub(r"<[^>]+>", "", anybody().get(url).text)
        for name in ("安", "博", "文书"):
            assert name not in text


def test_the_months_of_the_year_end_with_this_one(year):
    drawn = anybody().get(YEAR).context["submitted"]
    assert len(drawn) == LATER.astimezone(UTC).month
    assert drawn[-1].is_now
    assert yearbook.years(date(2026, 5, 4)) == [2026, 2025]
