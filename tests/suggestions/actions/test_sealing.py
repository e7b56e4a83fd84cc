"""A sealed case is gone for everybody, at once, and comes back whole."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from deadlines.models import DueDate
from events.models import Event
from members import roles
from members.models import User
from notifications.actions.delivery import deliver
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions import notices
from suggestions.actions import cosigning, handling, rating, reviewing, sealing
from suggestions.actions.reviewing import Charge
from suggestions.lifecycle import NotNow, State
from suggestions.models import Assignment, Cosigner, Suggestion
from suggestions.story import office_verb
from tests.departments.factories import make_officer
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import MORNING, PROMISE, answer, submit, suggestion_at, work
from tests.suggestions.test_visibility import CANARY, PAGES
from tests.undone import undone
from workdays import clock

REASON = "正文含有不应公开的内容"


def seal(scene, suggestion):
    sealing.seal(suggestion=suggestion, reason=REASON, by=scene.clerk, at=MORNING)


def announce_all():
    for event in Event.objects.order_by("id"):
        announce(event, MORNING)


def everybody(scene):
    fellow = make_member(user=make_user(name="李"))
    return {
        **scene.people,
        "fellow": fellow,
        "auditor": make_seat(roles.Auditor),
        "admin": make_seat(roles.OrganAdmin),
        "officer 2": make_officer(scene.unit),
        "superuser": make_user(is_staff=True, is_superuser=True),
    }


@pytest.fixture
def canary(scene):
    """A case that everybody around it knows of, with lines in inboxes and mails that wait."""
    people = everybody(scene)
    suggestion = submit(scene, words=CANARY, wish="public")
    cosigning.join(suggestion=suggestion, by=people["fellow"], at=MORNING)
    asked = make_member(user=make_user(name="周"))
    cosigning.ask(suggestion=suggestion, people=[asked], by=scene.an, at=MORNING)
    return suggestion, people | {"asked": asked}


def walk(scene, suggestion):
    """Accepted, assigned, signed for: the unit has it too."""
    reviewing.accept_and_assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )
    handling.sign(assignment=work(suggestion), by=scene.bo, at=MORNING)
    suggestion.refresh_from_db()


def test_no_page_knows_of_a_sealed_case(scene, canary, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    suggestion, people = canary
    walk(scene, suggestion)
    announce_all()
    seal(scene, suggestion)
    announce_all()
    words = (CANARY.title, CANARY.situation, CANARY.ask)
    more = (
        "/inbox/?show=unread",
        "/account/ledger/",
        f"/suggestions/{suggestion.code}/rate/",
        f"/suggestions/{suggestion.code}/cosign/",
        f"/office/{suggestion.code}/decide/",
        f"/office/{suggestion.code}/seal/",
        f"/unit/{suggestion.code}-1/reply/",
        f"/unit/{suggestion.code}-1/contact/",
        "/admin/suggestions/suggestion/",
        "/admin/suggestions/reply/",
        f"/admin/suggestions/suggestion/{suggestion.pk}/change/",
        "/admin/notifications/notification/",
    )
    with clock.moved(MORNING):
        for name, person in people.items():
            client = Client()
            client.force_login(person)
            for page in (*PAGES, *more):
                response = client.get(page)
                leaks = [word for word in words if word in response.content.decode()]
                assert leaks == [], f"{name} {page}"
                counts = (response.context or {}).get("counts") or {}
                assert set(counts.values()) <= {0}, (name, page)
                assert not (response.context or {}).get("rows"), (name, page)
            like = client.post("/suggestions/similar/", {"title": CANARY.title})
            assert CANARY.title not in like.content.decode(), name
            status = client.get(suggestion.get_absolute_url()).status_code
            assert status == (302 if name == "clerk" else 404), name


def test_what_was_said_of_it_is_withdrawn_and_what_waits_is_not_sent(scene, canary):
    suggestion, _people = canary
    walk(scene, suggestion)
    announce_all()
    assert Notification.objects.filter(channel="email", state__in=["pending", "waiting"]).exists()
    seal(scene, suggestion)
    assert not Notification.objects.filter(code__startswith=suggestion.code).exists()
    assert deliver(at=MORNING) == 0


def test_what_had_not_been_said_yet_stays_unsaid(scene, canary):
    suggestion, _people = canary
    seal(scene, suggestion)
    announce_all()
    rows = Notification.objects.filter(channel="inbox")
    assert {(row.step, row.user) for row in rows} == {("seal", scene.an)}
    assert CANARY.title not in str(rows.values_list("data", flat=True))
    assert not Notification.objects.filter(channel="email").exists()


# What speaks of an empty desk speaks of no case.
ABOUT_CASES = sorted(key for key in notices.NOTICES if key[0] not in ("unit", "organ"))


def test_no_step_whatever_tells_of_a_sealed_case(scene, canary, subtests):
    suggestion, people = canary
    walk(scene, suggestion)
    answer(scene, suggestion, **PROMISE)
    seal(scene, suggestion)
    for kind, step in ABOUT_CASES:
        with subtests.test(kind=kind, step=step), undone():
            announce(anything(scene, suggestion, people, kind, step), MORNING)
            told = Notification.objects.values_list("data", flat=True)
            assert CANARY.title not in str(list(told))
            assert suggestion.code not in str(list(told))


def anything(scene, suggestion, people, kind, step):
    """An event of this step about the case, with all that any step says."""
    ends = {"suggestion": "", "assignment": "-1", "commitment": "-1-p0"}
    ends["cosigner"] = f"-{Cosigner.objects.get(user=people['asked']).pk}"
    code = suggestion.code + ends[kind]
    data = {
        "phase": "handle",
        "to": MORNING.isoformat(),
        "people": [people["asked"].code],
        "person": people["asked"].code,
        "officer": scene.bo.code,
        "units": [scene.unit.code],
        "to_organ": "430000",
        "promise": f"{suggestion.code}-1-p0",
        "act": "sign",
        "paper_on": "2026-03-04",
    }
    return Event(pk=10**9, kind=kind, code=code, step=step, organ="430000", at=MORNING, data=data)


def test_no_queryset_finds_it(scene, canary):
    suggestion, people = canary
    walk(scene, suggestion)
    seal(scene, suggestion)
    for name, person in people.items():
        found = (
            list(Suggestion.objects.visible_to(person)),
            list(Suggestion.objects.known_to(person)),
            list(Suggestion.objects.written_by(person)),
            list(Suggestion.objects.of_office(person)),
            list(Assignment.objects.handled_by(person)),
            list(Assignment.objects.visible_to(person)),
            list(Cosigner.objects.waiting_for(person)),
        )
        assert found == ([],) * 7, name
    assert not Suggestion.objects.exists()


def test_no_step_can_be_taken_while_it_is_sealed(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    assignment = work(suggestion)
    replied = suggestion_at(scene, State.REPLIED)
    seal(scene, suggestion)
    seal(scene, replied)
    with pytest.raises(NotNow):
        handling.reply(
            assignment=assignment,
            text="答复",
            outcome_class="A",
            by=scene.bo,
            at=MORNING,
            talk=handling.Talk("phone", MORNING.date(), "谈过"),
        )
    assert rating.close_windows(at=MORNING + timedelta(days=90)) == 0
    assert {one.state for one in Suggestion.sealed_too.all()} == {"in_handling", "replied"}


def test_only_the_office_in_charge_seals_and_lifts(scene):
    suggestion = submit(scene)
    above_or_beside = (
        scene.an,
        scene.cheng,
        make_seat(roles.Office, "430100"),
        make_seat(roles.Auditor),
    )
    for person in above_or_beside:
        with pytest.raises(PermissionDenied):
            sealing.seal(suggestion=suggestion, reason=REASON, by=person, at=MORNING)
    seal(scene, suggestion)
    for person in above_or_beside:
        with pytest.raises(PermissionDenied):
            sealing.unseal(suggestion=suggestion, by=person, at=MORNING)
    with pytest.raises(NotNow):
        seal(scene, suggestion)


def test_the_reason_stands_in_the_ledger_as_words_that_can_be_erased(scene):
    suggestion = submit(scene)
    seal(scene, suggestion)
    event = Event.objects.get(step="seal")
    assert (event.actor, event.role, event.data) == (scene.clerk.code, "office", {})
    assert event.words == REASON


def test_a_lifted_seal_leaves_the_case_as_it_was(scene, canary):
    suggestion, _people = canary
    walk(scene, suggestion)
    before = Suggestion.objects.filter(pk=suggestion.pk).values().get()
    seal(scene, suggestion)
    sealing.unseal(suggestion=suggestion, by=scene.clerk, at=MORNING)
    assert Suggestion.objects.filter(pk=suggestion.pk).values().get() == before
    assert office_verb(suggestion) == ""
    announce(Event.objects.get(step="unseal"), MORNING)
    told = set(Notification.objects.values_list("user__name", flat=True))
    assert told >= {"安", "博", "李"}


def test_a_date_that_moved_under_the_seal_is_the_date_afterwards(scene):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    seal(scene, suggestion)
    moved = suggestion.due_at + timedelta(days=3)
    DueDate.objects.filter(code=f"{suggestion.code}-1", phase="handle").update(due_at=moved)
    sealing.unseal(suggestion=suggestion, by=scene.clerk, at=MORNING)
    assert Suggestion.objects.get().due_at == moved


def test_a_proposal_that_could_not_be_made_under_the_seal_is_made_afterwards(scene):
    suggestion = submit(scene)
    seal(scene, suggestion)
    sealing.unseal(suggestion=suggestion, by=scene.clerk, at=MORNING)
    event = Event.objects.get(step="unseal")
    handlers = set(event.pending.values_list("handler", flat=True))
    assert handlers == {"announce", "suggestions.route"}


def test_the_office_seals_and_lifts_on_its_page(scene, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    suggestion = submit(scene)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(User.objects.get(pk=scene.clerk.pk))
    address = reverse("suggestions:seal", args=[suggestion.code])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": REASON}).status_code == 302
    stub = client.get(address)
    assert REASON in stub.text
    assert suggestion.title not in stub.text
    lifted = client.post(address, {"lift": "1"})
    assert lifted.headers["Location"] == suggestion.get_absolute_url()
    assert client.get(suggestion.get_absolute_url()).status_code == 200
