"""What the public may know of an organ: each figure is what a plain recount of the rows finds."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deadlines.models import DueDate
from reports.actions.sums import Numbered, counted
from suggestions import tasks
from suggestions.actions import counting, entering, extending, handling, returning, sealing
from suggestions.lifecycle import State
from suggestions.models import Figures, Rating, Reply, Suggestion
from suggestions.models.timeliness import TIMES
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_organ
from tests.suggestions.factories import (
    LONG_AFTER,
    MORNING,
    TALK,
    answer,
    rate,
    redo,
    suggestion_at,
    work,
)
from tests.suggestions.factories import make_scene as scene_of
from tests.suggestions.outcomes import replied_outside, scanned
from workdays import clock
from workdays.calendar import current

PAGE = reverse("portal:figures")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _nobody_takes_back(settings):
    """Ratings count at once: no minute to wait for."""
    settings.UNDO_SECONDS = 0


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


@pytest.fixture
def scene(db):
    return scene_of()


def late(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    answer(scene, suggestion, at=work(suggestion).due_at + DAY)
    return suggestion


def given_time(scene, suggestion, *, at=MORNING):
    """The first date of a unit, which got five days more."""
    here, first = work(suggestion), work(suggestion).due_at
    until = first + 5 * DAY
    extending.ask(assignment=here, reason="要勘察。", wanted=until, by=scene.bo, at=at)
    given = {"assignment": work(suggestion), "until": until, "by": scene.clerk, "at": at}
    extending.grant(**given, note="")
    return first


def extended(scene, *, after):
    """A case whose unit got five days more, and answered so many days after its first date."""
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    first = given_time(scene, suggestion)
    answer(scene, suggestion, at=first + after * DAY)
    return suggestion


def entered(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    said = {"text": "已办。", "outcome_class": "A", "talk": TALK}
    given = {"assignment": work(suggestion), "sheet": scanned(scene.clerk), "by": scene.clerk}
    entering.reply(**given, **said, at=MORNING)
    return suggestion


@pytest.fixture
def cases(scene):
    """Some of each kind; five are rated, a sixth too."""
    for _time in range(4):
        rate(scene, suggestion_at(scene, State.REPLIED))
    rate(scene, late(scene), at=MORNING + 30 * DAY)
    rate(scene, extended(scene, after=2), at=MORNING + 30 * DAY)
    extended(scene, after=-1)
    extended(scene, after=9)
    entered(scene)
    again = suggestion_at(scene, State.REPLIED)
    redo(scene, again)
    suggestion_at(scene, State.ON_HOLD)
    suggestion_at(scene, State.IN_HANDLING)
    replied_outside(scene)
    suggestion_at(scene, State.WITHDRAWN)
    return scene


def recount(organ):
    """The same by reading every row one after the other."""
    found = dict.fromkeys(
        ("handled", "in_time", "extended", "late", "entered", "extensions", "on_hold", "elsewhere"),
        0,
    )
    for case in Suggestion.objects.filter(organ=organ):
        found["on_hold"] += case.state == State.ON_HOLD
        found["elsewhere"] += Reply.objects.filter(hand_off__suggestion=case).count()
        for one in case.assignments.exclude(part="co"):
            time = one.asked_for_time
            found["extensions"] += bool(time and time.granted)
            if not one.replies.filter(kind="answer").exists():
                continue
            found["handled"] += 1
            if one.papers.filter(step="reply").exists():
                found["entered"] += 1
                continue
            runs = DueDate.objects.filter(kind="assignment", code=one.code)
            run = runs.filter(phase="handle").first() or runs.get(phase="redo")
            first = time.first_due if time and time.granted else run.due_at
            if run.stopped_at <= first:
                found["in_time"] += 1
            elif run.stopped_at <= run.due_at:
                found["extended"] += 1
            else:
                found["late"] += 1
    return found


def figures(organ):
    row = Figures.objects.get(organ=organ)
    return {name: getattr(row, name) for name in recount(organ)}


def test_every_figure_is_what_a_recount_finds(cases):
    tasks.count_figures()
    assert figures(cases.organ) == recount(cases.organ)
    assert figures(cases.organ) == {
        "handled": 10,
        "in_time": 6,
        "extended": 1,
        "late": 2,
        "entered": 1,
        "extensions": 3,
        "on_hold": 1,
        "elsewhere": 1,
    }


def test_more_time_for_a_second_answer_changes_nothing_of_the_first(scene):
    suggestion = extended(scene, after=2)
    counting.count(scene.organ.pk, at=MORNING)
    before, first = figures(scene.organ), work(suggestion).asked_for_time
    assert (before["extended"], before["extensions"]) == (1, 1)
    again = first.first_due + 3 * DAY
    redo(scene, suggestion, at=again)
    due = given_time(scene, suggestion, at=again)
    counting.count(scene.organ.pk, at=MORNING)
    assert figures(scene.organ) == before | {"extensions": 2}
    answer(scene, suggestion, at=due + DAY)
    counting.count(scene.organ.pk, at=MORNING)
    assert figures(scene.organ) == before | {"extensions": 2}
    kept = work(suggestion).asked_for_time.earlier[0]
    assert kept == {
        "round": 0,
        "reason": "要勘察。",
        "first_due": first.first_due.isoformat(),
        "wanted": first.wanted.isoformat(),
        "asked_by": scene.bo.code,
        "asked_at": MORNING.astimezone(UTC).isoformat(),
        "decision": "granted",
        "granted": first.granted.isoformat(),
        "decided_by": scene.clerk.code,
        "decided_at": MORNING.astimezone(UTC).isoformat(),
        "decision_note": "",
    }


def test_who_takes_over_what_is_to_be_answered_again_is_measured_by_the_date_of_that(scene):
    suggestion = suggestion_at(scene, State.REPLIED)
    redo(scene, suggestion)
    water = make_department("water")
    officer = make_officer(water)
    returning.recall(
        assignment=work(suggestion),
        successor=water,
        reason="归水务。",
        by=scene.clerk,
        at=MORNING,
    )
    handling.sign(assignment=work(suggestion), by=officer, at=MORNING)
    answer(scene, suggestion, by=officer, at=MORNING + DAY)
    counting.count(scene.organ.pk, at=MORNING)
    found = figures(scene.organ)
    assert (found["handled"], found["in_time"], found["late"]) == (1, 1, 0)
    days = Numbered.of(MORNING.date(), MORNING.date() + 9 * DAY, current())
    sums = counted(scene.organ.pk, MORNING.date().replace(day=1), days)
    timely = {
        value: n for (dim, _key, name, value), n in sums.items() if (dim, name) == ("", "timely")
    }
    assert timely == {TIMES.index("in_time"): 1}


def test_ratings_are_shown_from_five_on_in_steps_of_five_with_who_said_nothing(cases):
    counting.count(cases.organ.pk, at=LONG_AFTER)
    assert Rating.objects.given().count() == 6
    totals = Figures.objects.get().totals
    assert (totals.rated, sum(totals.attitude.values())) == (5, 5)
    page = Client(headers={"Accept-Language": "en"}).get(PAGE)
    assert "5 of 5 authors rated (100 %)" in page.text


def test_a_unit_that_subtracts_its_own_finds_no_other_units_rating(scene):
    """Five of one unit and one of another: of six in one row the fifth would be the other's."""
    water = make_department("water")
    other = replace(scene, unit=water, bo=make_officer(water))
    for who, word in [*4 * [(scene, "satisfied")], (other, "dissatisfied"), (scene, "satisfied")]:
        rate(who, suggestion_at(who, State.REPLIED), attitude=word)
    counting.count(scene.organ.pk, at=MORNING)
    own = Rating.objects.totals_for(scene.unit.pk, at=LONG_AFTER)
    assert Figures.objects.get().totals == own
    assert own.attitude["dissatisfied"] == 0


def test_four_ratings_are_none(scene):
    for _time in range(4):
        rate(scene, suggestion_at(scene, State.REPLIED))
    counting.count(scene.organ.pk, at=MORNING)
    assert Figures.objects.get().ratings == {}
    page = Client(headers={"Accept-Language": "en"}).get(PAGE)
    assert "Shown from five ratings on." in page.text


def content():
    """What stands on the page for everybody, without its frame and the tokens in it."""
    return Client().get(PAGE).text.partition("<main")[2].partition("</main>")[0]


def test_a_seal_shows_in_no_figure_until_all_are_counted_anew_and_then_in_none(cases):
    tasks.count_figures()
    for case in list(Suggestion.objects.filter(organ=cases.organ)):
        before = content()
        with CaptureQueriesContext(connection) as asked:
            sealing.seal(suggestion=case, reason="涉密", by=cases.clerk, at=MORNING)
        assert not any("COUNT(" in one["sql"] for one in asked)
        assert content() == before
        tasks.count_figures()
        if Suggestion.objects.filter(organ=cases.organ).exists():
            assert figures(case.organ) == recount(case.organ)
    assert not Figures.objects.exists()


def test_who_has_no_figures_and_who_waited_longest_is_counted_first(scene, monkeypatch):
    changsha, hengyang = make_organ("430100"), make_organ("430400")
    for organ in (changsha, hengyang):
        suggestion = suggestion_at(scene, State.REPLIED)
        Suggestion.objects.filter(pk=suggestion.pk).update(organ=organ)
    suggestion_at(scene, State.REPLIED)
    counting.count(scene.organ.pk, at=MORNING)
    counting.count(changsha.pk, at=MORNING - DAY)
    with monkeypatch.context() as short:
        short.setattr(counting.one_by_one, "__kwdefaults__", {"budget": timedelta()})
        order = []
        for hours in range(1, 4):
            at = MORNING + timedelta(hours=hours)
            assert counting.sweep(at=at) == 1
            order.append(Figures.objects.get(counted_at=at).organ)
    assert order == [hengyang, changsha, scene.organ]


def test_an_organ_that_cannot_be_counted_holds_up_no_other(cases):
    """The check of a row, made here to refuse one organ's, stands for whatever is wrong there."""
    changsha = make_organ("430100")
    suggestion = suggestion_at(cases, State.REPLIED)
    Suggestion.objects.filter(pk=suggestion.pk).update(organ=changsha)
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE suggestions_figures ADD CHECK (organ_id <> %s)",
            [min(cases.organ.pk, changsha.pk)],
        )
    assert tasks.count_figures() == 1
    assert Figures.objects.get().organ_id == max(cases.organ.pk, changsha.pk)


def test_everybody_reads_one_organs_figures_and_the_way_to_the_others(cases):
    changsha = make_organ("430100")
    anybody = Client(headers={"Accept-Language": "en"})
    assert "No figures now: they are being counted, within minutes." in anybody.get(PAGE).text
    counting.count(cases.organ.pk, at=MORNING)
    counting.count(changsha.pk, at=MORNING)
    page = anybody.get(PAGE)
    assert page.context["figures"].organ == cases.organ
    assert f"{PAGE}?organ=430100" in page.text
    assert anybody.get(PAGE, {"organ": "430100"}).context["figures"].handled == 0
    assert anybody.get(PAGE, {"organ": "no such"}).status_code == 404


def test_the_figures_of_a_row_add_up(cases):
    counting.count(cases.organ.pk, at=MORNING)
    with pytest.raises(DatabaseError), transaction.atomic():
        Figures.objects.update(late=7)
