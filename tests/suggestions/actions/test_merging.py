"""Several suggestions on one matter become one case."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client

from deadlines.models import DueDate
from events.models import Event
from suggestions.actions import (
    completing,
    cosigning,
    declining,
    merging,
    reviewing,
    sealing,
)
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, State
from suggestions.models import Suggestion
from suggestions.places import Matter
from suggestions.raters import raters
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_organ, make_user
from tests.suggestions.factories import (
    MORNING,
    answer,
    decline,
    make_scene,
    rate,
    submit,
    suggestion_at,
)
from workdays import clock


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


# ── those who stand by it ──


def cosigned(scene, person, at=MORNING, **changes):
    suggestion = submit(scene, at=at, **changes)
    cosigning.join(suggestion=suggestion, by=person, at=at)
    return suggestion


def origins(suggestion):
    return dict(suggestion.cosigners.accepted().values_list("user", "origin"))


@pytest.fixture
def fellow(scene):
    return make_member(user=make_user(name="李"))


def test_who_co_signs_the_merged_one_stands_by_the_main(scene, other, fellow):
    main, joined = suggestion_at(scene, State.IN_HANDLING), cosigned(scene, fellow, by=other)
    assert main not in Suggestion.objects.visible_to(fellow)
    merge(scene, joined, main)
    assert origins(main) == {fellow.pk: "merged"}
    assert main in Suggestion.objects.visible_to(fellow)
    later = MORNING + timedelta(days=1)
    answer(scene, main, at=later)
    for person in (scene.an, other, fellow):
        rate(scene, main, by=person, at=later)
    main.refresh_from_db()
    assert main.state == State.CLOSED


def test_who_comes_with_a_merger_after_the_answer_follows_it_only(scene, other, fellow):
    main, joined = suggestion_at(scene, State.REPLIED), cosigned(scene, fellow, by=other)
    merge(scene, joined, main)
    assert origins(main) == {fellow.pk: "merged"}
    with pytest.raises(PermissionDenied):
        rate(scene, main, by=fellow)


def test_who_says_yes_after_the_merger_comes_along(scene, other, fellow):
    main, joined = suggestion_at(scene, State.IN_HANDLING), submit(scene, by=other)
    cosigning.ask(suggestion=joined, people=[fellow], by=other, at=MORNING)
    merge(scene, joined, main)
    assert origins(main) == {}
    asked = joined.cosigners.select_related("suggestion__organ").get()
    cosigning.answer(cosigner=asked, accepts=True, by=fellow, at=MORNING)
    third = make_member()
    joined.refresh_from_db()
    cosigning.join(suggestion=joined, by=third, at=MORNING)
    assert origins(main) == {fellow.pk: "merged", third.pk: "merged"}


def test_nobody_stands_there_twice_nor_beside_their_own(scene, other, fellow):
    main = cosigned(scene, fellow)
    joined = cosigned(scene, fellow, by=other)
    cosigning.join(suggestion=joined, by=scene.an, at=MORNING)
    merge(scene, joined, main)
    assert origins(main) == {fellow.pk: "joined"}


@pytest.mark.parametrize("lapses", [False, True])
def test_who_was_asked_there_and_has_not_answered_stands_by_it(scene, other, fellow, lapses):
    main, joined = suggestion_at(scene, State.IN_HANDLING), cosigned(scene, fellow, by=other)
    cosigning.ask(suggestion=main, people=[fellow], by=scene.an, at=MORNING)
    if lapses:
        cosigning.close_unanswered(at=MORNING + timedelta(days=60))
    merge(scene, joined, main)
    assert origins(main) == {fellow.pk: "invited"}
    assert not DueDate.objects.open().filter(kind=cosigning.KIND).exists()


def test_who_declined_there_stays_so(scene, other, fellow):
    main, joined = suggestion_at(scene, State.IN_HANDLING), cosigned(scene, fellow, by=other)
    cosigning.ask(suggestion=main, people=[fellow], by=scene.an, at=MORNING)
    asked = main.cosigners.select_related("suggestion__organ").get()
    cosigning.answer(cosigner=asked, accepts=False, by=fellow, at=MORNING)
    merge(scene, joined, main)
    assert origins(main) == {}


@pytest.mark.parametrize("end", [withdraw, decline, divert, expire])
def test_a_split_takes_them_back(scene, other, fellow, end):
    main, joined = submit(scene), cosigned(scene, fellow, by=other)
    kept = make_member()
    cosigning.join(suggestion=main, by=kept, at=MORNING)
    merge(scene, joined, main)
    end(scene, main)
    assert (origins(main), origins(joined)) == ({kept.pk: "joined"}, {fellow.pk: "joined"})
    assert main not in Suggestion.objects.visible_to(fellow)


def test_they_move_along_with_theirs(scene, other, fellow):
    first, second, third = submit(scene), submit(scene), cosigned(scene, fellow, by=other)
    merge(scene, third, second)
    merge(scene, second, first)
    assert (origins(first), origins(second)) == ({fellow.pk: "merged"}, {})
    withdraw(scene, first)
    assert [origins(one) for one in (first, second, third)] == [{}, {}, {fellow.pk: "joined"}]


def test_they_read_no_more_of_the_main_than_its_own_co_signers(scene, other, fellow, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    main, joined = suggestion_at(scene, State.IN_HANDLING), cosigned(scene, fellow, by=other)
    own = make_member()
    cosigning.join(suggestion=main, by=own, at=MORNING)
    merge(scene, joined, main)
    with clock.moved(MORNING):
        read = [
            {name: Program(one).get(f"suggestions/{main.code}/").json()[name] for name in SEEN}
            for one in (own, fellow)
        ]
    assert read[0] == read[1]


def test_a_sealed_one_speaks_through_its_main_no_more_until_the_seal_is_lifted(
    scene, other, fellow
):
    both = make_member()
    main, joined, third = (
        suggestion_at(scene, State.IN_HANDLING),
        cosigned(scene, fellow, by=other),
        cosigned(scene, both, by=other),
    )
    cosigning.join(suggestion=joined, by=both, at=MORNING)
    merge(scene, joined, main)
    merge(scene, third, main)
    joined.refresh_from_db()
    sealing.seal(suggestion=joined, reason="涉密", by=scene.clerk, at=MORNING)
    assert origins(main) == {both.pk: "merged"}
    assert [person for person, _at in main.joined_authors()] == [other.pk]
    later = MORNING + timedelta(days=1)
    assert raters(main, later) == [scene.an.pk, other.pk, both.pk]
    sealing.unseal(suggestion=joined, by=scene.clerk, at=MORNING)
    assert origins(main) == {both.pk: "merged", fellow.pk: "merged"}
    assert raters(main, later) == [scene.an.pk, other.pk, both.pk, fellow.pk]


def test_a_sealed_one_moves_along_without_those_who_stand_by_it(scene, other, fellow):
    first, second, third = submit(scene), submit(scene), cosigned(scene, fellow, by=other)
    merge(scene, third, second)
    third.refresh_from_db()
    sealing.seal(suggestion=third, reason="涉密", by=scene.clerk, at=MORNING)
    merge(scene, second, first)
    assert (origins(first), list(raters(first, MORNING))) == ({}, [scene.an.pk])


SEEN = ("desk", "steps", "history", "ratings", "assignments", "proposed", "cosigners")


# ── under seal ──


def seal(scene, suggestion):
    here = Suggestion.objects.get(pk=suggestion.pk)
    sealing.seal(suggestion=here, reason="涉密", by=scene.clerk, at=MORNING)


def unseal(scene, suggestion):
    here = Suggestion.sealed_too.select_related("organ").get(pk=suggestion.pk)
    sealing.unseal(suggestion=here, by=scene.clerk, at=MORNING)


def test_a_sealed_one_moves_along_and_is_reviewed_again_once_the_seal_is_lifted(scene, other):
    first, second, third = submit(scene), submit(scene), submit(scene, by=other)
    merge(scene, third, second)
    seal(scene, third)
    merge(scene, second, first)
    assert Suggestion.sealed_too.get(pk=third.pk).merged_into == first
    withdraw(scene, first)
    assert Suggestion.sealed_too.get(pk=third.pk).state == State.MERGED
    unseal(scene, third)
    third.refresh_from_db()
    assert (third.state, third.merged_into) == (State.SUBMITTED, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seal_first", [True, False])
def test_a_seal_lifted_while_the_main_case_ends_leaves_nothing_merged_into_it(seal_first):
    scene = make_scene()
    main, joined = submit(scene), submit(scene, by=make_member())
    merge(scene, joined, main)
    seal(scene, joined)
    acts = [lambda: unseal(scene, joined), lambda: withdraw(scene, main)]
    first, second = acts if seal_first else acts[::-1]

    def act():
        second()
        connection.close()

    beside = threading.Thread(target=act)
    with transaction.atomic():
        first()
        beside.start()
        beside.join(1)
        assert beside.is_alive()
    beside.join(20)
    joined.refresh_from_db()
    assert (joined.state, joined.merged_into) == (State.SUBMITTED, None)


def test_the_page_of_a_merged_one_says_nothing_of_a_sealed_main(scene, other, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    main, joined = submit(scene), submit(scene, by=other)
    merge(scene, joined, main)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(other)
    assert "That one is" in client.get(joined.get_absolute_url()).text
    seal(scene, main)
    page = client.get(joined.get_absolute_url())
    assert page.status_code == 200
    assert main.get_absolute_url() not in page.text
    assert "That one is" not in page.text
    read = Program(other).get(f"suggestions/{joined.code}/").json()
    assert "That one is" not in read["sentence"]
