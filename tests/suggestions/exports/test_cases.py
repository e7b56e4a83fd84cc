"""A list taken away: the rows of the desk's filter, harmless to a spreadsheet, noted down."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import unquote

import openpyxl
import pytest
from django.urls import reverse

from deadlines.lights import word
from events.models import Event
from members.models import ListChoice
from suggestions.actions import returning, transferring
from suggestions.filters import ASKED, OFFICE_VIEWS, UNIT_VIEWS
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_organ
from tests.suggestions.crowd import crowd
from tests.suggestions.factories import MORNING, WORDS, submit, suggestion_at, work
from tests.undone import undone
from workdays import clock
from workdays.arithmetic import SHANGHAI

EXPORTED = {"office": OFFICE_VIEWS, "unit": UNIT_VIEWS}


@pytest.fixture(autouse=True)
def _morning():
    with clock.moved(MORNING):
        yield


def taken(client, person, desk, show="", q=""):
    client.force_login(person)
    answer = client.post(reverse(f"suggestions:export_{desk}"), {"show": show, "q": q})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_rows_are_those_of_the_filter(scene, client):
    new, answered = submit(scene), suggestion_at(scene, State.REPLIED)
    assert [row["Code"] for row in taken(client, scene.clerk, "office")] == [new.code]
    both = taken(client, scene.clerk, "office", "all")
    assert [row["Code"] for row in both] == [answered.code, new.code]
    assert [row["Stands at"] for row in both] == ["To be rated", "To be reviewed"]
    assert [row["Code"] for row in taken(client, scene.bo, "unit", "answered")] == [answered.code]


def test_another_unit_takes_nothing_of_this_one_away(scene, client):
    suggestion_at(scene, State.IN_HANDLING)
    assert taken(client, make_officer(make_department("water")), "unit", "all") == []


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹣1"]
)
def test_no_title_is_read_as_a_formula(scene, client, title):
    submit(scene, words=type(WORDS)(title, WORDS.situation, WORDS.ask))
    assert [row["Title"] for row in taken(client, scene.clerk, "office")] == [f"'{title}"]


def test_who_took_which_list_away_stands_in_the_ledger(scene, client):
    submit(scene)
    taken(client, scene.clerk, "office", "late")
    line = Event.objects.get(kind="list")
    assert (line.code, line.step, line.actor, line.role) == (
        "office",
        "export",
        scene.clerk.code,
        "office",
    )
    assert line.data == {"view": "late", "rows": 0, "format": "csv", "filters": ["show"]}


def workbook(client, person, desk, show="all"):
    client.force_login(person)
    url = reverse(f"suggestions:export_{desk}")
    answer = client.post(url, {"show": show, "format": "xlsx"})
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


def test_a_workbook_has_dates_widths_and_the_columns_of_a_clerk(scene, client):
    case = suggestion_at(scene, State.CLOSED)
    sheet = workbook(client, scene.clerk, "office")
    head, row = sheet.iter_rows()
    named = dict(zip((cell.value for cell in head), row, strict=True))
    assert list(named) == [
        *("Code", "Title", "Place", "Member", "Unit", "Stands at", "Office in charge"),
        *("Submitted", "Assigned", "Due", "Answered", "Deadline"),
        *("Working days late", "Rating"),
    ]
    assert (named["Code"].value, named["Member"].value) == (case.code, "安")
    for name in ("Submitted", "Assigned", "Answered"):
        assert named[name].value.date() == date(2026, 3, 5)
        assert named[name].number_format == "yyyy-mm-dd"
    assert named["Due"].value is None
    assert named["Rating"].value == "Satisfied / Basically satisfied"
    assert sheet.column_dimensions["B"].width == 48
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:N2")
    assert sheet.title == "All"


def test_whoever_chose_columns_reads_the_author_all_the_same(scene, client):
    suggestion_at(scene, State.IN_HANDLING)
    for person, desk in ((scene.clerk, "office"), (scene.bo, "unit")):
        ListChoice.objects.create(owner=person, listing=desk, columns=["due"])
        [row] = taken(client, person, desk, "all")
        assert (list(row), row["Member"]) == (["Code", "Title", "Place", "Member", "Due"], "安")


@pytest.mark.parametrize(
    ("language", "office", "unit"),
    [
        ("en", "CPPCC Hunan Provincial Committee-All", "Department library-All"),
        ("zh-hans", "湖南省政协-全部", "省library厅-全部"),
    ],
)
def test_a_file_is_called_by_its_desk_its_list_and_its_day(scene, client, language, office, unit):
    suggestion_at(scene, State.IN_HANDLING)
    for person, desk, name in ((scene.clerk, "office", office), (scene.bo, "unit", unit)):
        person.with_language(language)
        client.force_login(person)
        answer = client.post(reverse(f"suggestions:export_{desk}"), {"show": "all"})
        said = answer.headers["Content-Disposition"]
        assert said.startswith(f'attachment; filename="{desk}-all.csv"; ')
        assert unquote(said.partition("filename*=UTF-8''")[2]) == f"{name}-20260305.csv"


def test_a_rating_is_in_no_list_of_a_unit_nor_of_who_gave_the_case_away(scene, client):
    suggestion_at(scene, State.CLOSED)
    names = [cell.value for cell in workbook(client, scene.bo, "unit")[1]]
    assert "Rating" not in names
    assert "Answered" in names
    assert "Case officer" in names
    Suggestion.objects.update(organ=make_organ("430100"))
    make_department("city-library", "430100")
    rows = taken(client, scene.clerk, "office", "transferred")
    assert not any(row["Rating"] for row in rows)


# In the order of the columns; the page has no code of its own to compare but this.
COLUMNS = ("Code", "Title", "Place", "Stands at", "Unit", "Submitted", "Due", "Deadline")


def iso(at):
    """A day with its year, which a spreadsheet sorts."""
    return at.astimezone(SHANGHAI).date().isoformat() if at else ""


def on_page(client, desk, show):
    """The rows of every page of a list as their cells would be."""
    url, found = reverse(f"suggestions:{desk}") + f"?show={show}", []
    while url:
        context = client.get(url).context
        for row in context["rows"]:
            case, unit = row.suggestion, row.unit
            submitted, due = iso(case.submitted_at), iso(row.due_at)
            name = unit.short_name if unit else ""
            cells = (case.code, case.title, case.place.name, str(row.state), name)
            found.append((*cells, submitted, due, word(row.light)))
        older = context["page"].older_url
        url = reverse(f"suggestions:{desk}") + older if older else ""
    return found


@pytest.fixture
def full(scene):
    """More than one page of each state, and what units ask."""
    crowd(scene, 33)
    asked = suggestion_at(scene, State.IN_HANDLING)
    whose = returning.Whose(elsewhere="街道")
    given = {"reason": "不归我们。", "whose": whose, "by": scene.bo, "at": MORNING}
    returning.ask(assignment=work(asked), **given)
    suggestion_at(scene, State.REWORK, at=MORNING - timedelta(days=60))
    away = submit(scene)
    make_department("city-library", "430100")
    given = {"reason": "属市级。", "by": scene.clerk, "at": MORNING}
    transferring.transfer(suggestion=away, to=make_organ("430100"), **given)
    return {"office": scene.clerk, "unit": scene.bo}


def test_what_is_taken_away_is_what_the_page_shows(full, client, subtests):
    """In every view."""
    for desk, person in full.items():
        for view in EXPORTED[desk]:
            with subtests.test(desk=desk, show=view.key), undone():
                rows = taken(client, person, desk, view.key)
                here = [tuple(row[name] for name in COLUMNS) for row in rows]
                # By the date that each row shows: of the whole file there, of each page here.
                by_shown = view.key == ASKED or view.owed
                in_turn = sorted if by_shown else list
                assert in_turn(here) == in_turn(on_page(client, desk, view.key))
                assert rows or view.key in EMPTY_HERE


# Nothing of these was walked to.
EMPTY_HERE = ("signing", "supervised", "instead")


def test_a_file_says_how_late_it_is_by_a_word_and_a_number(scene, client):
    suggestion_at(scene, State.IN_HANDLING)
    with clock.moved(work(Suggestion.objects.get()).due_at + timedelta(minutes=5)):
        [row] = taken(client, scene.bo, "unit", "late")
    assert (row["Deadline"], row["Working days late"]) == ("overdue", "0")


def test_the_button_counts_the_promises_that_stand_there(scene, client):
    suggestion_at(scene, State.FOLLOWUP)
    client.force_login(scene.bo)
    page = client.get("/unit/?show=promises", headers={"Accept-Language": "en"})
    assert page.context["files_label"] == "Case file (PDF) of 1"
