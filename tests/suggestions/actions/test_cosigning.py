"""Standing by another's suggestion: who may be asked, what a yes opens, who rates."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from events.models import Event
from members import roles
from members.models import User
from suggestions.actions import cosigning, merging
from suggestions.lifecycle import NotNow, State
from suggestions.models import Cosigner, Suggestion
from suggestions.models.cosigner import MOST
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import MORNING, answer, submit, suggestion_at

LATER = MORNING + timedelta(hours=1)


def ask(scene, *people, suggestion=None):
    suggestion = suggestion or submit(scene)
    cosigning.ask(suggestion=suggestion, people=people, by=scene.an, at=MORNING)
    return suggestion


def say(suggestion, person, *, accepts=True, at=MORNING):
    row = Cosigner.objects.select_related("suggestion").get(suggestion=suggestion, user=person)
    cosigning.answer(cosigner=row, accepts=accepts, by=person, at=at)


def sees(person, suggestion):
    return suggestion in Suggestion.objects.visible_to(person)


@pytest.fixture
def li(scene):
    return make_member(user=make_user(name="李"))


def test_being_asked_opens_nothing_a_yes_opens_the_case_a_no_does_not(scene, li):
    other = make_member(user=make_user(name="王"))
    suggestion = ask(scene, li, other)
    assert not sees(li, suggestion)
    say(suggestion, li)
    say(suggestion, other, accepts=False)
    assert (sees(li, suggestion), sees(other, suggestion)) == (True, False)


def test_the_ledger_names_who_was_asked_by_code_and_each_answer(scene, li):
    suggestion = ask(scene, li)
    say(suggestion, li)
    events = Event.objects.of("suggestion", suggestion.code).filter(step__contains="cosign")
    assert [(event.step, event.actor, event.data) for event in events] == [
        ("cosign", li.code, {}),
        ("ask_cosigner", scene.an.code, {"people": [li.code]}),
    ]


def test_only_members_around_the_matter_can_be_asked(scene):
    for stranger in (make_user(name="路人"), scene.cheng, scene.an):
        with pytest.raises(PermissionDenied):
            ask(scene, stranger)
    assert not Cosigner.objects.exists()


def test_only_the_author_asks_and_only_who_was_asked_answers(scene, li):
    suggestion = ask(scene, li)
    with pytest.raises(PermissionDenied):
        cosigning.ask(suggestion=suggestion, people=[scene.an], by=li, at=MORNING)
    row = Cosigner.objects.get()
    with pytest.raises(PermissionDenied):
        cosigning.answer(cosigner=row, accepts=True, by=scene.an, at=MORNING)


def test_an_answer_stands(scene, li):
    suggestion = ask(scene, li)
    say(suggestion, li, accepts=False)
    with pytest.raises(NotNow):
        say(suggestion, li)
    assert Cosigner.objects.get().state == "declined"


def test_nobody_is_asked_twice_and_twenty_are_the_most(scene, li):
    suggestion = ask(scene, li)
    ask(scene, li, suggestion=suggestion)
    assert Cosigner.objects.count() == 1
    many = [make_member(user=make_user(name=f"委员{n}")) for n in range(20)]
    with pytest.raises(cosigning.TooMany):
        ask(scene, *many, suggestion=suggestion)
    assert Cosigner.objects.count() == 1


def test_who_joins_does_not_count_among_those_asked(scene, li):
    suggestion = submit(scene)
    cosigning.join(suggestion=suggestion, by=li, at=MORNING)
    ask(scene, *[make_member() for _number in range(MOST)], suggestion=suggestion)
    assert suggestion.cosigners.count() == MOST + 1


def test_who_joins_sees_the_case_and_joining_twice_is_once(scene, li):
    suggestion = submit(scene)
    for _time in range(2):
        cosigning.join(suggestion=suggestion, by=li, at=MORNING)
    assert sees(li, suggestion)
    assert Event.objects.filter(step="join").count() == 1
    assert Cosigner.objects.get().origin == "joined"


def test_the_author_and_who_is_no_member_cannot_join(scene):
    suggestion = submit(scene)
    for person in (scene.an, scene.bo, scene.clerk):
        with pytest.raises(PermissionDenied):
            cosigning.join(suggestion=suggestion, by=person, at=MORNING)


@pytest.mark.parametrize(
    ("wish", "ours", "elsewhere"),
    [("private", False, False), ("members", True, False), ("public", True, True)],
)
def test_joining_follows_the_authors_wish(scene, li, wish, ours, elsewhere):
    """Somebody above a case sees it; as a member they join where the author lets them."""
    suggestion = submit(scene, wish=wish)
    far = make_member("430111", user=make_seat(roles.Auditor))
    assert sees(far, suggestion)
    for person, joins in ((li, ours), (far, elsewhere)):
        if not joins:
            with pytest.raises(PermissionDenied):
                cosigning.join(suggestion=suggestion, by=person, at=MORNING)
        else:
            cosigning.join(suggestion=suggestion, by=person, at=MORNING)
    assert suggestion.cosigners.count() == ours + elsewhere


@pytest.fixture(params=["officer", "office"])
def handler(request, scene):
    person = make_member(user=scene.bo if request.param == "officer" else scene.clerk)
    return User.objects.get(pk=person.pk)


def test_who_handles_a_case_neither_joins_nor_is_asked_nor_says_yes(scene, handler, client):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    for act in (
        lambda: cosigning.join(suggestion=suggestion, by=handler, at=MORNING),
        lambda: ask(scene, handler, suggestion=suggestion),
    ):
        with pytest.raises(PermissionDenied):
            act()
    join = reverse("suggestions:join", args=[suggestion.code])
    client.force_login(handler)
    assert client.post(join).status_code == 403
    assert Program(handler).post(f"suggestions/{suggestion.code}/join/").status_code == 403
    invite = reverse("suggestions:invite", args=[suggestion.code])
    client.force_login(scene.an)
    assert client.post(invite, {"cosigners": [handler.code]}).status_code == 422
    assert not Cosigner.objects.exists()

    Cosigner.objects.create(
        suggestion=suggestion, user=handler, origin="invited", asked_by=scene.an, asked_at=MORNING
    )
    with pytest.raises(PermissionDenied):
        say(suggestion, handler)
    say(suggestion, handler, accepts=False)


def test_who_handles_the_main_case_does_not_join_what_was_merged_into_it(scene, handler):
    main, joined = suggestion_at(scene, State.IN_HANDLING), submit(scene)
    merging.merge(suggestion=joined, into=main, by=scene.clerk, at=MORNING)
    joined.refresh_from_db()
    with pytest.raises(PermissionDenied):
        cosigning.join(suggestion=joined, by=handler, at=MORNING)


def test_who_joins_after_the_answer_follows_and_does_not_rate(scene, li):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    cosigning.join(suggestion=suggestion, by=li, at=MORNING)
    reply = answer(scene, suggestion, at=LATER)
    late = make_member(user=make_user(name="迟"))
    cosigning.join(suggestion=suggestion, by=late, at=LATER + timedelta(hours=1))
    raters = Cosigner.objects.raters(suggestion, reply.replied_at)
    assert [one.user for one in raters] == [li]
    assert sees(late, suggestion)


def test_the_author_asks_more_until_the_answer_has_come_and_who_says_yes_before_it_rates(scene, li):
    """The same limits as while writing; a yes after the answer follows the case only."""
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    late = make_member(user=make_user(name="王"))
    ask(scene, li, late, suggestion=suggestion)
    say(suggestion, li)
    answer(scene, suggestion, at=LATER)
    say(suggestion, late, at=LATER + timedelta(hours=1))
    suggestion.refresh_from_db()
    assert {word.rater_id for word in suggestion.words()} == {scene.an.pk, li.pk}
    with pytest.raises(NotNow):
        ask(scene, make_member(), suggestion=suggestion)


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED, State.MERGED, State.CLOSED])
def test_nobody_is_asked_about_a_case_that_has_ended(scene, li, state):
    with pytest.raises(NotNow):
        ask(scene, li, suggestion=suggestion_at(scene, state))
