"""Several suggestions on one matter become one case."""

from datetime import timedelta

import pytest

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import completing, declining, merging, reviewing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, State
from suggestions.models import Suggestion
from suggestions.places import Matter
from tests.members.factories import make_member, make_organ
from tests.suggestions.factories import MORNING, answer, decline, rate, submit, suggestion_at


@pytest.fixture
def other(scene):
    """Another member of the same organ."""
    return make_member()


def merge(scene, suggestion, into):
    return merging.merge(suggestion=suggestion, into=into, by=scene.clerk, at=MORNING)


def test_merged_it_has_ended_and_follows_its_main(scene, other):
    main, joined = submit(scene), submit(scene, by=other)
    assert merge(scene, joined, main) == main
    joined.refresh_from_db()
    assert (joined.state, joined.merged_into, joined.due_at) == ("merged", main, None)
    assert list(main.joined_authors()) == [(other.pk, MORNING)]
    assert not DueDate.objects.open().filter(code=joined.code).exists()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_HANDLING, State.REPLIED, State.CLOSED])
def test_a_case_on_its_way_or_answered_takes_others(scene, other, state):
    main, joined = suggestion_at(scene, state), submit(scene, by=other)
    merge(scene, joined, main)
    assert other in [one.author for one in main.joined.all()]


def test_there_are_no_chains(scene, other):
    first, second, third = submit(scene), submit(scene, by=other), submit(scene, by=other)
    merge(scene, second, first)
    assert merge(scene, third, second) == first
    third.refresh_from_db()
    assert third.merged_into == first


def test_those_merged_into_it_move_along_and_hear_of_it(scene, other):
    first, second, third = submit(scene), submit(scene), submit(scene, by=other)
    merge(scene, third, second)
    merge(scene, second, first)
    third.refresh_from_db()
    assert (third.state, third.merged_into) == ("merged", first)
    lines = Event.objects.filter(code=third.code, step="merge").order_by("id")
    assert [line.data["into"] for line in lines] == [second.code, first.code]


REFUSED = [State.DECLINED, State.DIVERTED, State.WITHDRAWN]


@pytest.mark.parametrize("state", REFUSED)
def test_what_ended_without_an_answer_takes_nobody(scene, other, state):
    main, joined = suggestion_at(scene, state), submit(scene, by=other)
    with pytest.raises(merging.CannotMerge):
        merge(scene, joined, main)
    joined.refresh_from_db()
    assert joined.state == "submitted"


def test_neither_itself_nor_its_own_nor_another_organs(scene, other):
    main, joined = submit(scene), submit(scene, by=other)
    elsewhere = submit(scene, matter=Matter(make_organ("430200"), None))
    merge(scene, joined, main)
    for into in (main, joined, elsewhere):
        with pytest.raises(merging.CannotMerge):
            merge(scene, main, into)


def test_of_two_clerks_who_merge_them_into_each_other_one_is_refused(scene, other):
    first, second = submit(scene), submit(scene, by=other)
    stale = [Suggestion.objects.get(pk=one.pk) for one in (first, second)]
    merge(scene, first, second)
    with pytest.raises((NotNow, merging.CannotMerge)):
        merge(scene, stale[1], stale[0])
    second.refresh_from_db()
    assert second.state == "submitted"


def withdraw(scene, main):
    completing.withdraw(suggestion=main, by=scene.an, at=MORNING)


def divert(scene, main):
    declining.divert(suggestion=main, kind="lead", reason="线索", by=scene.clerk, at=MORNING)


def expire(scene, main):
    completing.send_back(suggestion=main, missing="?", by=scene.clerk, at=MORNING)
    main.refresh_from_db()
    completing.expire_returned(at=main.due_at + timedelta(days=1))


@pytest.mark.parametrize("end", [withdraw, decline, divert, expire])
def test_when_the_main_ends_without_an_answer_the_merged_are_reviewed_again(scene, other, end):
    main, joined = submit(scene), submit(scene, by=other)
    merge(scene, joined, main)
    end(scene, main)
    joined.refresh_from_db()
    assert (joined.state, joined.merged_into, joined.closed_at) == ("submitted", None, None)
    clock = DueDate.objects.open().get(code=joined.code)
    assert (clock.phase, clock.due_at) == ("review", joined.due_at)
    reviewing.accept(suggestion=joined, by=scene.clerk, at=clock.started_at)


def test_a_stranger_to_the_main_sees_it_and_its_answer_from_then_on(scene, other):
    main, joined = suggestion_at(scene, State.IN_HANDLING), submit(scene, by=other)
    seen = Suggestion.objects.visible_to(other)
    assert main not in seen
    merge(scene, joined, main)
    assert main in seen.all()
    assert Suggestion.objects.visible_to(make_member()).count() == 0
    answer(scene, main)
    assert main in seen.all()


def test_the_unit_reads_what_was_merged_into_its_case(scene, other):
    main, joined = submit(scene), submit(scene, by=other)
    merge(scene, joined, main)
    seen = Suggestion.objects.visible_to(scene.bo)
    assert seen.count() == 0
    reviewing.accept_and_assign(
        suggestion=main, charges=[Charge(scene.unit)], urgency="simple", by=scene.clerk, at=MORNING
    )
    assert set(seen.all()) == {main, joined}


def test_who_was_merged_into_it_rates_the_answer_too(scene, other):
    main, joined = suggestion_at(scene, State.IN_HANDLING), submit(scene, by=other)
    merge(scene, joined, main)
    answer(scene, main)
    rate(scene, main)
    main.refresh_from_db()
    assert main.state == State.REPLIED
    rate(scene, main, by=other)
    main.refresh_from_db()
    assert main.state == State.CLOSED
