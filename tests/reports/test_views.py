"""The overview: every figure equals the rows behind it, and nobody else's are there."""

import csv
import io
import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import unquote

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from events.models import Event
from members import roles
from members.models import Organ
from reports.actions import counting
from reports.scopes import month_words, year_words
from suggestions.actions import reviewing, transferring
from suggestions.actions.reviewing import Charge
from suggestions.categories import places
from suggestions.lifecycle import State
from suggestions.models import Assignment, Category, Rating, Suggestion
from tests.departments.factories import make_department
from tests.members.factories import make_organ, make_seat, make_user
from tests.suggestions.factories import MORNING, answer, submit, suggestion_at
from workdays import clock

LATER = MORNING + timedelta(days=30)


@pytest.fixture
def year(scene):
    """One of each kind, and six assigned to another unit that does nothing: late by now."""
    for state in State:
        suggestion_at(scene, state)
    idle = make_department("idle")
    for _number in range(6):
        case = submit(scene)
        reviewing.accept(suggestion=case, by=scene.clerk, at=MORNING)
        reviewing.assign(
            suggestion=case, charges=[Charge(idle)], urgency="simple", by=scene.clerk, at=MORNING
        )
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        yield scene


def signed_in(user):
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(user)
    return client


def page(user, url=None, **query):
    answer = signed_in(user).get(url or reverse("reports:overview"), query)
    return answer.status_code, answer.content.decode()


def ways(html):
    """Every way from a figure to its rows: (figure, address)."""
    found = re.findall(r'<a href="(/overview/rows/[^"]*)">\s*(\d+)\s*</a>', html)
    return [(int(figure), unescape(url)) for url, figure in found]


def counted(user, url):
    """How many rows stand behind an address, over all its pages."""
    total, client = 0, signed_in(user)
    while url:
        html = client.get(url).content.decode()
        total += html.count('class="row-title"')
        older = re.search(r'rel="next" href="([^"]*)"', html)
        url = url.partition("?")[0] + unescape(older[1]) if older else ""
    return total


def test_every_figure_is_the_number_of_its_rows(year):
    status, html = page(year.clerk)
    assert status == 200
    found = ways(html)
    assert len(found) > 25
    wrong = {url: (figure, counted(year.clerk, url)) for figure, url in found}
    assert {url: pair for url, pair in wrong.items() if pair[0] != pair[1]} == {}


def test_the_figures_are_what_sql_says(year):
    _status, html = page(year.clerk)
    figures = dict((words, int(n)) for n, words in numbers(html) if n.isdecimal())
    late = Assignment.objects.late(LATER).count()
    assert figures["came in"] == Suggestion.objects.count()
    assert figures["in hand"] == Suggestion.objects.open().count()
    assert figures["answers overdue at units"] == late >= 6
    given, asked = Rating.objects.given().count(), Rating.objects.count()
    assert f"{round(100 * given / asked)} % of {asked} who were asked have rated." in html
    assert "100 %" in html


def numbers(html):
    """The big figures with what they count."""
    found = re.findall(
        r'number-figure">(?:<a[^>]*>)?([^<]*)(?:</a>)?</p>\s*<p class="number-counts">([^<]*)', html
    )
    return [(figure, " ".join(words.split())) for figure, words in found]


def test_a_unit_with_few_cases_stands_beside_nobody(year):
    small = make_department("small")
    case = submit(year)
    reviewing.accept(suggestion=case, by=year.clerk, at=MORNING)
    reviewing.assign(
        suggestion=case, charges=[Charge(small)], urgency="simple", by=year.clerk, at=MORNING
    )
    counting.sweep(at=LATER)
    units = table(year.clerk, "units")
    assert [row[0] for row in units[1:]] == ["Department idle", "Department library"]
    assert units[1][1:] == ["6", "6", "0", "0", "—", "—", "0", "—"]


def test_which_unit_answered_late_in_the_period_opens_these_very_rows(year):
    for days in (60, 1):
        case = suggestion_at(year, State.IN_HANDLING)
        answer(year, case, at=MORNING + timedelta(days=days))
    counting.sweep(at=LATER)
    _status, html = page(year.clerk)
    late = [(figure, url) for figure, url in ways(html) if "of=answered_late" in url]
    assert [figure for figure, _url in late] == [1]
    assert counted(year.clerk, late[0][1]) == 1


def test_back_from_the_rows_leads_to_the_table_they_were_opened_from(year):
    _status, html = page(year.clerk, period="3")
    ways_back = {}
    for _figure, url in ways(html):
        rows = signed_in(year.clerk).get(url).content.decode()
        back = unescape(re.search(r'<a href="([^"]*)">Back to the overview', rows)[1])
        ways_back[re.search(r"of=(\w+)", url)[1]] = back
    whole = "/overview/?organ=430000&period=3"
    assert ways_back["given"] in (f"{whole}#units", f"{whole}#outcomes")
    assert ways_back["late"] == f"{whole}#units"
    assert ways_back["state"] == f"{whole}#stock"
    _status, html = page(year.clerk, period="3", unit="idle")
    assert f'href="{whole.replace("&", "&amp;")}#units">Show everything' in html
    rows = page(year.clerk, reverse("reports:rows"), part='"><b>', period="3")[1]
    assert f'href="{whole.replace("&", "&amp;")}">Back to the overview' in rows


def table(user, name, **query):
    url = reverse("reports:table", args=[name])
    answer = signed_in(user).get(url, query)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_workbook_says_the_same_as_the_csv(year):
    url = reverse("reports:table", args=["stock"])
    answer = signed_in(year.clerk).get(url, {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows == table(year.clerk, "stock")
    assert isinstance(sheet.cell(2, sheet.max_column).value, int)
    said = answer.headers["Content-Disposition"]
    assert 'filename="stock-430000.xlsx"' in said
    assert said.endswith(".xlsx")
    assert sheet.title in unquote(said)
    assert signed_in(year.clerk).get(url, {"format": "exe"}).status_code == 404


def test_categories_add_up_to_all_that_came_in(scene):
    cases = [submit(scene) for _number in range(3)]
    shelf = Category.objects.create(code="02", name_zh="教育文体", name_en="Education")
    Suggestion.objects.filter(pk=cases[0].pk).update(category=shelf)
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        _head, *rows = table(scene.clerk, "categories")
    assert rows == [[places()["02"].name, "1"], ["Without a category", "2"]]


def test_a_table_taken_away_is_recorded(year):
    head, *months = table(year.clerk, "inflow")
    assert head == ["Month", "Came in"]
    assert months == [["March 2026", str(Suggestion.objects.count())], ["April 2026", "0"]]
    line = Event.objects.filter(kind="list").latest("id")
    assert (line.code, line.actor, line.data) == (
        "overview",
        year.clerk.code,
        {"view": "inflow", "rows": 2},
    )


def test_narrowed_to_a_unit_it_speaks_of_that_unit(year):
    status, html = page(year.clerk, unit="idle")
    assert status == 200
    assert dict((words, n) for n, words in numbers(html))["answers overdue at units"] == "6"
    for figure, url in ways(html):
        assert counted(year.clerk, url) == figure, url


def test_only_those_who_oversee_an_organ_read_its_figures(year):
    city = make_seat(roles.Office, organ="430100", user=make_user(name="市文书"))
    auditor = make_seat(roles.Auditor, user=make_user(name="审计"))
    rows = reverse("reports:rows")
    sheet = reverse("reports:table", args=["inflow"])
    for url, query in (
        (reverse("reports:overview"), {}),
        (rows, {"of": "in"}),
        (sheet, {}),
    ):
        province = query | {"organ": "430000"}
        assert [page(user, url, **province)[0] for user in (year.clerk, auditor)] == [200, 200]
        assert page(city, url, **province)[0] == 404
        assert [page(user, url, **query)[0] for user in (year.an, year.bo)] == [403, 403]
        assert Client().get(url, query).status_code == 302
    assert page(year.clerk, rows, of="nothing")[0] == 404
    assert page(year.clerk, organ="430100")[0] == 200
    assert page(year.clerk, organ="999999")[0] == 404
    assert ways(page(city, organ="430100")[1]) == []


def test_it_asks_as_much_of_few_rows_as_of_many(scene):
    for _number in range(5):
        suggestion_at(scene, State.ASSIGNED)
    with clock.moved(LATER):
        counting.sweep(at=LATER)
        first = asked(scene.clerk)
        for state in (State.CLOSED, State.FOLLOWUP, State.SUBMITTED, State.ON_HOLD):
            suggestion_at(scene, state)
        counting.sweep(at=LATER)
        assert asked(scene.clerk) == first <= 12


@pytest.mark.parametrize("of", ["in", "given", "answer", "promise"])
def test_the_rows_ask_as_much_of_one_as_of_many(scene, of):
    suggestion_at(scene, State.FOLLOWUP)
    with clock.moved(LATER):
        query = {"of": of} | ({"value": "open"} if of == "promise" else {})
        first = asked(scene.clerk, reverse("reports:rows"), **query)
        for _number in range(2):
            suggestion_at(scene, State.FOLLOWUP)
        assert asked(scene.clerk, reverse("reports:rows"), **query) == first <= 12


def asked(user, url="", **query):
    client, url = signed_in(user), url or reverse("reports:overview")
    client.get(url, query)
    with CaptureQueriesContext(connection) as queries:
        client.get(url, query)
    return len(queries)


def test_with_the_organs_below_their_cases_are_counted_too(year):
    make_department("city-bureau", organ="430100")
    city = suggestion_at(year, State.SUBMITTED)
    transferring.transfer(
        suggestion=city,
        to=Organ.objects.get(pk="430100"),
        reason="属市里。",
        by=year.clerk,
        at=MORNING,
    )
    counting.sweep(at=LATER)
    own, whole = (came_in(year.clerk, below=below) for below in ("", "1"))
    assert whole == own + 1 == Suggestion.objects.count()
    for figure, url in ways(page(year.clerk, below="1", period="all")[1]):
        assert counted(year.clerk, url) == figure, url
    assert page(year.clerk, period="all", below="1", unit="library")[0] == 200
    assert page(year.clerk, period="before", unit="nothing")[0] == 200


def came_in(user, **query):
    figures = {words: figure for figure, words in numbers(page(user, **query)[1])}
    return int(figures["came in"])


def test_the_ticked_box_counts_the_organs_below_as_the_form_sends_it(year):
    ticks = (r'<input[^>]*name="below"[^>]*>', page(year.clerk)[1])
    assert 'value="1"' in re.search(*ticks)[0]
    for sent in ("1", "on"):
        html = page(year.clerk, below=sent)[1]
        assert " checked" in re.search(ticks[0], html)[0]
        assert "with the organs below</span></span></p>" in html


def test_rows_of_a_state_name_it_with_their_number(year):
    html = page(year.clerk, reverse("reports:rows"), of="state", value="submitted", period="all")[1]
    title = " ".join(re.search(r"<h1.*?</h1>", html, re.S)[0].split())
    count = Suggestion.objects.filter(state="submitted").count()
    assert "Stand there now: To be reviewed" in title
    assert f"· {count}" in title


def test_the_tiles_stay_once_a_county_is_chosen(year):
    make_organ("430102")
    whole, chosen = (page(year.clerk, **query)[1] for query in ({}, {"place": "430102"}))
    assert whole.count('<rect class="tile') == chosen.count('<rect class="tile') == 1
    assert ("tile-here" in whole, "tile-here" in chosen) == (False, True)
    assert asked(year.clerk, place="430102") <= 12


def test_a_month_is_named_and_the_year_stands_where_it_begins():
    with override("zh-hans"):
        months = [date(2025, 12, 1), date(2026, 1, 1)]
        assert [(month_words(one), year_words(one)) for one in months] == [
            ("12月", ""),
            ("1月", "2026年"),
        ]
