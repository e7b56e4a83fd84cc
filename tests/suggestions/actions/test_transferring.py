"""From organ to organ: one case, one way, and a clock of its own on each side."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from deadlines.models import DeadlinePolicy, DueDate
from events.models import Event
from members import roles
from suggestions import clocks
from suggestions.actions import (
    correcting,
    declining,
    noting,
    publishing,
    reviewing,
    transferring,
)
from suggestions.actions.transferring import CannotTransfer
from suggestions.lifecycle import NotNow, State
from suggestions.models import Publication, Suggestion, Transfer
from suggestions.places import Matter
from tests.departments.factories import make_department
from tests.members.factories import make_organ, make_seat
from tests.suggestions.factories import MORNING, TITLE, decline, route, submit, suggestion_at
from workdays.arithmetic import local_date

CITY, OTHER_CITY, COUNTY = "430100", "430200", "430111"
NEXT_DAY = MORNING + timedelta(days=1)


@pytest.fixture
def organs(scene):
    """Two cities that have units, each with a clerk, and a county without any."""
    for code in (CITY, OTHER_CITY):
        make_department(f"library-{code}", code, keywords=["书架", "阅览室"])
    make_organ(COUNTY)
    return {code: make_seat(roles.Office, code) for code in (CITY, OTHER_CITY)}


def transfer(suggestion, to, by, *, at=MORNING):
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    return transferring.transfer(
        suggestion=suggestion, to=make_organ(to), reason="属市级事项。", by=by, at=at
    )


def bounce(suggestion, by, *, at=NEXT_DAY):
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    return transferring.bounce(suggestion=suggestion, reason="不属本市。", by=by, at=at)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_each_side_has_a_clock_of_its_own(scene, organs, state):
    suggestion = suggestion_at(scene, state)
    before = DueDate.objects.open().get(code=suggestion.code)
    transfer(suggestion, CITY, scene.clerk, at=NEXT_DAY)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.organ_id) == ("submitted", CITY)
    clock = DueDate.objects.open().get(code=suggestion.code)
    assert (clock.phase, clock.organ_id, clock.started_at) == ("transfer", CITY, NEXT_DAY)
    assert suggestion.due_at == clock.due_at
    stopped = DueDate.objects.get(pk=before.pk)
    assert (stopped.organ_id, stopped.due_at, stopped.stopped_at) == (
        "430000",
        before.due_at,
        NEXT_DAY,
    )


def test_it_is_proposed_anew_among_the_units_of_the_other_organ(scene, organs):
    suggestion = submit(scene)
    route(suggestion)
    transfer(suggestion, CITY, scene.clerk)
    assert not suggestion.recommendations.exists()
    event = Event.objects.of("suggestion", suggestion.code).get(step="transfer")
    assert event.pending.filter(handler="suggestions.route").exists()
    route(suggestion)
    assert [one.department.organ_id for one in suggestion.recommendations.all()] == [CITY]


def test_the_ledger_names_the_organ_that_acted(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    bounce(suggestion, organs[CITY])
    lines = Event.objects.of("suggestion", suggestion.code).filter(step__in=["transfer", "bounce"])
    assert [(line.step, line.organ) for line in lines] == [
        ("bounce", CITY),
        ("transfer", "430000"),
    ]


def test_the_sender_reads_on_but_acts_no_more(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    bounced_by, other = organs[CITY], organs[OTHER_CITY]
    readers = {"clerk": scene.clerk, "city": bounced_by, "other": other}
    seen = {n for n, who in readers.items() if Suggestion.objects.visible_to(who).exists()}
    assert seen == {"clerk", "city"}
    here = Suggestion.objects.get(pk=suggestion.pk)
    with pytest.raises(PermissionDenied):
        reviewing.accept(suggestion=here, by=scene.clerk, at=MORNING)


def test_a_city_that_sent_it_across_reads_on(scene, organs):
    city = make_organ(CITY)
    suggestion = submit(scene, matter=Matter(city, None))
    transfer(suggestion, OTHER_CITY, organs[CITY])
    assert Suggestion.objects.visible_to(organs[CITY]).exists()
    assert not Suggestion.objects.of_office(organs[CITY]).exists()


def test_a_clerk_with_an_old_page_decides_nothing_for_the_other_organ(scene, organs):
    """It is submitted here and submitted there; the UPDATE asks for the organ, too."""
    suggestion = submit(scene)
    stale = Suggestion.objects.select_related("organ").get(pk=suggestion.pk)
    transfer(suggestion, CITY, scene.clerk)
    for act in (
        lambda: reviewing.accept(suggestion=stale, by=scene.clerk, at=MORNING),
        lambda: decline(scene, stale),
    ):
        with pytest.raises(NotNow):
            act()
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.organ_id) == ("submitted", CITY)


def test_given_back_it_waits_where_it_came_from(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    row = bounce(suggestion, organs[CITY])
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.organ_id) == ("submitted", "430000")
    assert (row.bounced_at, row.bounced_by) == (NEXT_DAY, organs[CITY])
    assert DueDate.objects.open().get(code=suggestion.code).organ_id == "430000"
    phases = DueDate.objects.filter(code=suggestion.code).order_by("pk")
    assert [clock.organ_id for clock in phases] == ["430000", CITY, "430000"]


def test_one_case_is_given_back_once(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    bounce(suggestion, organs[CITY])
    with pytest.raises(CannotTransfer):
        transfer(suggestion, CITY, scene.clerk, at=NEXT_DAY)
    transfer(suggestion, OTHER_CITY, scene.clerk, at=NEXT_DAY)
    with pytest.raises(NotNow):
        bounce(suggestion, organs[OTHER_CITY])
    suggestion.refresh_from_db()
    assert suggestion.organ_id == OTHER_CITY


def test_what_never_came_from_elsewhere_is_not_given_back(scene, organs):
    with pytest.raises(NotNow):
        bounce(submit(scene), scene.clerk)


def test_nor_what_was_decided_here_before(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    here = Suggestion.objects.select_related("organ").get(pk=suggestion.pk)
    decline(scene, here, by=organs[CITY])
    declining.appeal(suggestion=here, text="请再看", by=scene.an, at=MORNING)
    with pytest.raises(NotNow):
        bounce(suggestion, organs[CITY])


@pytest.mark.parametrize("to", ["430000", COUNTY])
def test_neither_to_itself_nor_where_no_unit_works(scene, organs, to):
    suggestion = submit(scene)
    with pytest.raises(CannotTransfer):
        transfer(suggestion, to, scene.clerk)
    assert not Transfer.objects.exists()


def test_no_organ_has_a_case_twice(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    with pytest.raises(CannotTransfer):
        transfer(suggestion, "430000", organs[CITY])
    transfer(suggestion, OTHER_CITY, organs[CITY])
    for to in ("430000", CITY):
        with pytest.raises(CannotTransfer):
            transfer(suggestion, to, organs[OTHER_CITY])


def test_of_two_clerks_one_transfers(scene, organs):
    suggestion = submit(scene)
    stale = Suggestion.objects.select_related("organ").get(pk=suggestion.pk)
    transfer(suggestion, CITY, scene.clerk)
    with pytest.raises((NotNow, CannotTransfer)):
        transferring.transfer(
            suggestion=stale,
            to=make_organ(OTHER_CITY),
            reason="?",
            by=scene.clerk,
            at=MORNING,
        )
    assert Transfer.objects.count() == 1


def test_the_database_lets_one_transfer_of_a_case_come_back(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    transfer(suggestion, OTHER_CITY, organs[CITY])
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.update(bounced_at=MORNING, bounced_by=scene.clerk)


def test_the_receiving_organs_own_days_for_taking_over_count_until_it_decides(scene, organs):
    """transferred: accept within two working days, or what the organ has set."""
    city = make_organ(CITY)
    DeadlinePolicy.objects.create(
        organ=city, phase="transfer", working_days=4, version=1, since=MORNING.date()
    )
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    here = Suggestion.objects.get(pk=suggestion.pk)
    assert local_date(here.due_at) == date(2026, 3, 11)
    assert clocks.running(here, None).phase == "transfer"
    reviewing.accept(suggestion=here, by=organs[CITY], at=NEXT_DAY)
    phases = DueDate.objects.open().filter(code=here.code).values_list("phase", flat=True)
    assert list(phases) == ["assign"]


def test_what_comes_back_is_reviewed_as_before(scene, organs):
    suggestion = submit(scene)
    transfer(suggestion, CITY, scene.clerk)
    bounce(suggestion, organs[CITY])
    assert DueDate.objects.open().get(code=suggestion.code).phase == "review"


def test_who_looked_at_it_before_it_was_passed_on_acts_no_more(scene, organs):
    """The seat was asked for in the office that had it; another has it by now."""
    case = submit(scene, wish="public")
    old = Suggestion.objects.get(pk=case.pk)
    transfer(case, CITY, scene.clerk)
    given = {"suggestion": old, "by": scene.clerk, "at": NEXT_DAY}
    words = publishing.PublicWords("公开的标题", "公开的内容")
    facts = correcting.Facts("改过的标题", scene.organ, None)
    for act in (
        lambda: publishing.publish(words=words, **given),
        lambda: correcting.correct(facts=facts, **given),
        lambda: noting.note(text="内部。", **given),
    ):
        with pytest.raises(NotNow), transaction.atomic():
            act()
    assert not Publication.objects.exists()
    case.refresh_from_db()
    assert case.title == TITLE
