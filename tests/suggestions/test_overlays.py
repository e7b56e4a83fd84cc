"""Whom the acts beside the way of a case tell, and in which words."""

from datetime import timedelta

import pytest

from events.models import Event
from members import roles
from notifications import registry
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import correcting, cosigning, publishing, sealing
from suggestions.actions.correcting import Facts
from suggestions.actions.publishing import PublicWords
from suggestions.lifecycle import OVERLAY_STEPS, State
from suggestions.models import Cosigner, Suggestion, Transfer
from suggestions.notices import NOTICES
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import MORNING, TITLE, answer, redo, submit, suggestion_at

# Typed by hand: whom a step tells, whether by mail, whether the title may stand in it.
TOLD = {
    "ask_cosigner": ({"asked"}, True, True),
    "cosign": ({"an"}, False, True),
    "decline_cosign": ({"an"}, False, True),
    "lapse_cosign": ({"an"}, False, True),
    "join": ({"an"}, False, True),
    "seal": ({"an"}, False, False),
    "unseal": ({"an", "fellow", "bo"}, False, True),
    "publish": ({"an", "fellow"}, True, True),
    "unpublish": ({"an", "fellow"}, True, True),
    "correct": ({"an", "fellow", "bo"}, False, True),
    "tell_sender": ({"sender"}, False, True),
}
# Of a query code nobody is told: whose it is makes it, and no reader has one.
SILENT = {"let_follow", "end_follow"}


@pytest.fixture
def people(scene):
    return {
        **scene.people,
        "fellow": make_member(user=make_user(name="李")),
        "asked": make_member(user=make_user(name="周")),
        "refuses": make_member(user=make_user(name="吴")),
        "nobody": make_member(user=make_user(name="郑")),
        "sender": make_seat(roles.Office, "430111"),
    }


def passed_on(scene):
    """A case that came from a district and is answered here."""
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    passage = {"from_organ_id": "430111", "to_organ_id": "430000", "by": scene.clerk}
    Transfer.objects.create(suggestion=suggestion, at=MORNING, **passage)
    answer(scene, suggestion)
    return Event.objects.get(step="tell_sender")


def happen(scene, people, step):
    """Everything beside the way of one case; the last event of that step."""
    if step == "tell_sender":
        return passed_on(scene)
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    type(suggestion).objects.filter(pk=suggestion.pk).update(wish="public")
    suggestion.refresh_from_db()
    who = {"by": scene.clerk, "at": MORNING}
    asked = [people["refuses"], people["asked"]]
    for one in asked:
        cosigning.ask(suggestion=suggestion, people=[one], by=scene.an, at=MORNING)
    no = Cosigner.objects.get(user=people["refuses"])
    cosigning.answer(cosigner=no, accepts=False, by=people["refuses"], at=MORNING)
    cosigning.join(suggestion=suggestion, by=people["fellow"], at=MORNING)
    publishing.publish(suggestion=suggestion, words=PublicWords("题", "文"), **who)
    publishing.recall(suggestion=suggestion, **who)
    fixed = Facts(f"{TITLE}（更正）", suggestion.place, None)
    if step == "correct":
        correcting.correct(suggestion=suggestion, facts=fixed, **who)
        return Event.objects.get(step=step)
    sealing.seal(suggestion=suggestion, reason="涉密", **who)
    if step == "lapse_cosign":
        sealing.unseal(suggestion=suggestion, **who)
        cosigning.close_unanswered(at=MORNING + timedelta(days=30))
        return Event.objects.get(step=step)
    if step == "seal":
        return Event.objects.get(step=step)
    sealing.unseal(suggestion=suggestion, **who)
    if step == "cosign":
        yes = Cosigner.objects.get(user=people["asked"])
        cosigning.answer(cosigner=yes, accepts=True, by=people["asked"], at=MORNING)
    return Event.objects.filter(step=step).latest("id")


def test_the_table_is_whole():
    assert set(TOLD) | SILENT == {step.name for step in OVERLAY_STEPS}
    assert {name for kind, name in NOTICES if NOTICES[kind, name] is None} >= SILENT


@pytest.mark.parametrize("step", sorted(TOLD))
def test_a_step_tells_just_these_people_in_whole_words(scene, people, step):
    event = happen(scene, people, step)
    names = {person.pk: name for name, person in people.items()}
    announce(event, MORNING)
    readers, mail, titled = TOLD[step]
    found = {(names[row.user_id], row.channel) for row in Notification.objects.all()}
    ways = ("inbox", "email") if mail else ("inbox",)
    assert found == {(name, way) for name in readers for way in ways}
    row = Notification.objects.filter(channel="inbox").first()
    for language in ("en", "zh-hans"):
        said = registry.words(row, language)
        assert said.text
        assert not set("…{}") & set(said.title + said.text)
        assert (TITLE in said.title) is titled


def test_who_co_signs_is_told_what_the_author_is_told(scene, people):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    cosigning.join(suggestion=suggestion, by=people["fellow"], at=MORNING)
    answer(scene, suggestion)
    announce(Event.objects.get(step="reply"), MORNING)
    told = set(Notification.objects.values_list("user", flat=True))
    assert told == {scene.an.pk, people["fellow"].pk}


def test_who_was_asked_is_led_to_a_page_of_their_own(scene, people):
    suggestion = submit(scene)
    cosigning.ask(suggestion=suggestion, people=[people["asked"]], by=scene.an, at=MORNING)
    announce(Event.objects.get(step="ask_cosigner"), MORNING)
    row = Notification.objects.filter(channel="inbox").get()
    assert row.url == f"/suggestions/{suggestion.code}/cosign/"


def test_an_answer_to_a_case_that_nobody_passed_on_tells_no_other_office(scene, people):
    suggestion = suggestion_at(scene, State.REPLIED)
    assert "tell_sender" not in {
        one.step for one in Event.objects.of("suggestion", suggestion.code)
    }


def test_those_who_passed_it_on_are_told_once(scene, people):
    passed_on(scene)
    case = Suggestion.objects.get()
    redo(scene, case)
    answer(scene, case, at=MORNING + timedelta(hours=1))
    assert Event.objects.filter(step="tell_sender").count() == 1
