"""Who sees which case: reporting chain × jurisdiction, and nothing leaks past it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from members import roles
from members.models import User
from notifications.actions.inbox import unread_count
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from suggestions.places import Matter
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_organ, make_seat, make_user
from tests.suggestions.factories import MORNING, WALKS, Words, rate, submit, suggestion_at
from workdays import clock
from workdays.clock import today

PROVINCE, CITY, COUNTY, OTHER_CITY, OTHER_COUNTY = "430000", "430100", "430111", "433100", "433124"
WITHOUT_A_UNIT = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.RETURNED,
    State.WITHDRAWN,
    State.DECLINED,
    State.DIVERTED,
    State.MERGED,
    State.HANDED_OFF,
    State.REASSIGNING,
)
CANARY = Words("金丝雀一号标题", "金丝雀二号情况", "金丝雀三号请求")


def seen_by(user):
    return set(Suggestion.objects.visible_to(user).values_list("title", flat=True))


@pytest.fixture
def cases(scene):
    """A case of each organ, by 安 of the province, about that organ's own area."""
    for code in (PROVINCE, CITY, COUNTY, OTHER_CITY, OTHER_COUNTY):
        organ = make_organ(code)
        submit(scene, words=Words(code, "情况"), place=organ, matter=Matter(organ, None))


@pytest.mark.parametrize("role", [roles.Office, roles.Auditor])
@pytest.mark.parametrize(
    ("organ", "titles"),
    [
        (PROVINCE, {PROVINCE, CITY, COUNTY, OTHER_CITY, OTHER_COUNTY}),
        (CITY, {CITY, COUNTY}),
        (COUNTY, {COUNTY}),
        (OTHER_CITY, {OTHER_CITY, OTHER_COUNTY}),
        (OTHER_COUNTY, {OTHER_COUNTY}),
    ],
)
def test_an_office_sees_its_own_and_what_lies_below_never_above(cases, role, organ, titles):
    assert seen_by(make_seat(role, organ)) == titles


@pytest.mark.parametrize(
    ("place", "sees"), [(COUNTY, True), (CITY, True), (OTHER_COUNTY, False), (PROVINCE, False)]
)
def test_the_authors_office_sees_a_case_elsewhere_only_where_the_place_is_in_its_area(
    scene, place, sees
):
    """A member of the city hands a matter to the province."""
    clerk = make_seat(roles.Office, CITY)
    writer = make_member(CITY)
    submit(scene, by=writer, author_organ=CITY, place=make_organ(place))
    assert seen_by(clerk) == ({"降低少儿阅览室的书架"} if sees else set())
    assert seen_by(make_seat(roles.Office, OTHER_CITY)) == set()
    client = Client()
    client.force_login(clerk)
    code = Suggestion.objects.get().code
    assert client.get(reverse("suggestions:case", args=[code])).status_code == (
        200 if sees else 404
    )
    desk = client.get(reverse("suggestions:office"), {"show": "all"})
    assert desk.context["rows"] == []


@pytest.mark.parametrize("state", list(WALKS))
def test_author_officer_and_stranger(scene, state):
    suggestion = suggestion_at(scene, state)
    no_unit = state in WITHOUT_A_UNIT
    readers = {
        name
        for name, person in scene.people.items()
        if suggestion in Suggestion.objects.visible_to(person)
    }
    assert readers == ({"an", "clerk"} if no_unit else {"an", "clerk", "bo"})
    handlers = {
        name for name, person in scene.people.items() if Assignment.objects.handled_by(person)
    }
    assert handlers == (set() if no_unit else {"bo"})


def test_a_head_sees_what_the_units_below_have_and_nobody_beside(scene):
    suggestion_at(scene, State.ASSIGNED)
    above = make_department("culture")
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    head, peer = make_officer(above, role=roles.Head), make_officer(above)
    assert [len(seen_by(person)) for person in (head, peer)] == [1, 0]


def test_other_members_administrators_and_superusers_see_nothing(scene):
    suggestion_at(scene, State.REPLIED)
    people = [
        make_member(),
        make_user(),
        make_seat(roles.OrganAdmin),
        make_user(is_staff=True, is_superuser=True),
        make_officer(make_department("water")),
    ]
    assert [seen_by(person) for person in people] == [set()] * 5


@pytest.mark.parametrize("role", [roles.Office, roles.Auditor])
def test_a_seat_that_has_ended_shows_nothing(scene, role):
    submit(scene)
    last = today().replace(year=today().year - 1)
    assert seen_by(make_seat(role, until=last)) == set()
    assert seen_by(make_seat(role)) != set()


def test_a_unit_that_was_closed_shows_nothing(scene):
    suggestion_at(scene, State.IN_HANDLING)
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(is_active=False)
    assert seen_by(User.objects.get(pk=scene.bo.pk)) == set()


def test_one_case_is_one_row_for_somebody_who_sees_it_twice(scene):
    """Author, clerk and officer in one person."""
    make_seat(roles.Office, user=scene.an)
    make_officer(scene.unit, user=scene.an)
    suggestion_at(scene, State.ASSIGNED)
    assert Suggestion.objects.visible_to(scene.an).count() == 1


def strangers(scene):
    return {
        "程": scene.cheng,
        "another member here": make_member(),
        "a clerk elsewhere": make_seat(roles.Office, OTHER_CITY),
        "an officer elsewhere": make_officer(make_department("water")),
        "an administrator": make_seat(roles.OrganAdmin),
    }


PAGES = (
    "/suggestions/?show=all",
    "/suggestions/",
    "/office/?show=all",
    "/office/",
    "/office/?show=late",
    "/unit/?show=all",
    "/unit/",
    "/inbox/",
    "/suggestions/write/",
    "/account/",
    "/about/",
    "/calendar/2026/",
)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_HANDLING, State.CLOSED])
def test_no_page_tells_a_stranger_of_the_case(scene, state, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    suggestion = suggestion_at(scene, state)
    Suggestion.objects.filter(pk=suggestion.pk).update(
        title=CANARY.title, situation=CANARY.situation, ask=CANARY.ask
    )
    people = strangers(scene)
    words = (CANARY.title, CANARY.situation, CANARY.ask, suggestion.code)
    for event in Event.objects.order_by("id"):
        announce(event, MORNING)
    with clock.moved(MORNING):
        for name, person in people.items():
            client = Client()
            client.force_login(person)
            for page in PAGES:
                response = client.get(page)
                leaks = [word for word in words if word in response.content.decode()]
                assert leaks == [], f"{name} {page}"
                assert response.context is None or not response.context.get("rows"), (name, page)
                counts = (response.context or {}).get("counts") or {}
                assert set(counts.values()) <= {0}, (name, page)
            assert unread_count(person) == 0, name
    assert not Notification.objects.filter(user__in=people.values()).exists()


def said(response):
    """The page without the tokens that are new each time."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[\w-]+"', "", response.text)


def test_a_wrong_code_and_a_strangers_code_get_the_same_answer(scene, settings):
    """So that nobody learns which codes exist."""
    settings.WHITENOISE_AUTOREFRESH = True
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    client = Client()
    client.force_login(scene.cheng)
    for name in ("case", "rate", "decide"):
        theirs = client.get(reverse(f"suggestions:{name}", args=[suggestion.code]))
        nobodys = client.get(reverse(f"suggestions:{name}", args=["2026-99999"]))
        assert theirs.status_code == nobodys.status_code == 404
        # The page knows only the address that was asked for, to come back to it in Chinese.
        assert said(theirs).replace(suggestion.code, "2026-99999") == said(nobodys)
    for name in ("contact", "reply"):
        address = reverse(f"suggestions:{name}", args=[f"{suggestion.code}-1"])
        assert client.get(address).status_code == 404


def test_a_draft_is_its_writers_alone(scene, settings):
    settings.WHITENOISE_AUTOREFRESH = True
    writer, other = Client(), Client()
    writer.force_login(scene.an)
    other.force_login(make_member())
    writer.post(
        "/suggestions/draft/",
        {
            "key": "5f0e1c36-6f5b-4b44-9b63-0d6f3b1d4c11",
            "title": CANARY.title,
            "situation": "",
            "ask": "",
        },
    )
    assert CANARY.title in writer.get("/suggestions/write/").text
    assert CANARY.title not in other.get("/suggestions/write/").text


def test_a_closed_case_stays_visible_to_those_who_had_it(scene):
    replied = suggestion_at(scene, State.REPLIED)
    rate(scene, replied)
    readers = {name for name, person in scene.people.items() if seen_by(person)}
    assert readers == {"an", "clerk", "bo"}
