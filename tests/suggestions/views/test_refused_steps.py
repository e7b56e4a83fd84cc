"""Every step that the lifecycle does not have is refused at its own page, and nothing changes."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from suggestions.lifecycle import Desk, State, step
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_user
from tests.suggestions.factories import MISSING, TITLE, WALKS, WORDS, suggestion_at
from tests.suggestions.views.rows import everything
from tests.undone import undone

FASTER = "Somebody else was faster"
TALK = {"talk-kind": "phone", "talk-held_on": "2026-03-05", "talk-note": "约好了。"}

# Typed by hand: two steps that one button takes together, so that the second starts earlier.
IN_ONE_ACT = {("assign", State.SUBMITTED), ("reply", State.ASSIGNED)}
# Typed by hand: the states of the case in which each page's step can be taken.
STARTS = {
    "accept": {State.SUBMITTED},
    "assign": {State.ACCEPTED, State.REASSIGNING},
    "sign": {State.ASSIGNED},
    "contact": {State.IN_HANDLING, State.ON_HOLD, State.REWORK},
    "reply": {State.IN_HANDLING, State.ON_HOLD, State.REWORK},
    "rate": {State.REPLIED},
    "send_back": {State.SUBMITTED},
    "decline": {State.SUBMITTED},
    "merge": {State.SUBMITTED, State.ACCEPTED},
    "divert": {State.SUBMITTED, State.ACCEPTED},
    "transfer": {State.SUBMITTED, State.ACCEPTED},
    "hand_off": {State.SUBMITTED, State.ACCEPTED},
    "check": {State.HANDED_OFF},
    "write_back": {State.HANDED_OFF},
    "take_back": {State.HANDED_OFF},
    "resubmit": {State.RETURNED},
    "withdraw": {State.SUBMITTED, State.RETURNED, State.ACCEPTED},
    "appeal": {State.DECLINED},
    "redo": {State.REPLIED},
    "reopen": {State.CLOSED},
}
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


def undefined(state):
    """Every step of a person that has no arrow from this state."""
    for name, starts in STARTS.items():
        if state not in starts and (name, state) not in IN_ONE_ACT:
            yield name


# Where each outcome of the review has its page.
OUTCOMES = {
    "send_back": "send_back",
    "decline": "decline",
    "merge": "merge",
    "divert": "divert",
    "transfer": "transfer",
    "bounce": "bounce",
    "hand_off": "hand_off",
    "check": "check",
    "write_back": "write_back",
    "take_back": "take_back",
    "resubmit": "complete",
    "withdraw": "withdraw",
    "appeal": "appeal",
}


def _said(name, scene):
    """What the page of an outcome would take."""
    if name == "merge":
        return {"main": "other", "code": suggestion_at(scene, State.SUBMITTED).code}
    if name == "transfer":
        make_department("elsewhere", "430200")
    return {
        "send_back": {"missing": "请补充。"},
        "decline": {"ground": "nobodys", "reason": "不属于本会。"},
        "divert": {"kind": "lead", "reason": "可作线索。"},
        "transfer": {"to": "430200", "reason": "属该市。"},
        "bounce": {"reason": "不属本市。"},
        "hand_off": {"channel": "hotline", "number": "7", "reason": "属热线。"},
        "check": {"note": "已转区里。"},
        "write_back": {"text": "已办。", "outcome_class": "A"},
        "take_back": {"reason": "对方不受理。"},
        "resubmit": {"title": "题", "situation": "况", "ask": "议", "place": "430000"},
        "withdraw": {"reason": ""},
        "appeal": {"text": "请再看。"},
    }[name]


def page(name, suggestion, scene):
    """The address of a step and a body that its page would take."""
    case, work = suggestion.code, f"{suggestion.code}-1"
    unit = {"unit": "other", "other": scene.unit.code, "urgency": "ordinary"}
    if name in OUTCOMES:
        return reverse(f"suggestions:{OUTCOMES[name]}", args=[case]), _said(name, scene)
    url, code, body = {
        "accept": ("accept", case, {"press": "1"}),
        "assign": ("decide", case, unit),
        "sign": ("sign", work, {"press": "1"}),
        "contact": ("contact", work, TALK),
        "reply": ("reply", work, {**TALK, "text": "已办。", "outcome_class": "A"}),
        "rate": ("rate", case, {"attitude": "satisfied", "result": "satisfied"}),
        "redo": ("redo", case, {"missing": MISSING}),
        "reopen": ("reopen", case, {"fact": "又有了新情况。"}),
    }[name]
    return reverse(f"suggestions:{url}", args=[code]), body


def seat(name, scene):
    """Who sits at the step's desk."""
    return {Desk.MEMBER: scene.an, Desk.OFFICE: scene.clerk, Desk.DEPARTMENT: scene.bo}[
        step(name).desk
    ]


@pytest.mark.parametrize("state", list(WALKS))
def test_a_step_that_does_not_start_here_is_refused(scene, enter, subtests, state):
    suggestion = suggestion_at(scene, state)
    for name in undefined(state):
        with subtests.test(name=name, state=state), undone():
            refuses(name, suggestion, scene, enter)


def refuses(name, suggestion, scene, enter):
    """The page of this step says why it cannot be taken, and leaves everything as it is."""
    url, body = page(name, suggestion, scene)
    client = enter(seat(name, scene))
    before = everything()

    response = client.post(url, body)

    assert everything() == before
    if name in ("sign", "contact", "reply") and suggestion.state in WITHOUT_A_UNIT:
        assert response.status_code == 404
    elif name in ("accept", "sign"):
        said = [str(message) for message in get_messages(response.wsgi_request)]
        assert response.status_code == 302
        assert [FASTER in text for text in said] == [True]
    else:
        assert response.status_code == 409
        assert FASTER in response.text or "cannot be looked at again" in response.text


def test_the_table_of_refusals_is_whole():
    """Twenty steps of people, sixteen states, less the arrows and the combined acts."""
    refused = [(name, state) for state in WALKS for name in undefined(state)]
    assert len(refused) == 20 * 16 - 31 - len(IN_ONE_ACT)


WRONG = {
    "accept": ("an",),
    "assign": ("an",),
    "sign": ("an", "clerk"),
    "contact": ("an", "clerk"),
    "reply": ("an", "clerk"),
    "rate": ("bo", "clerk"),
    "send_back": ("an",),
    "decline": ("an",),
    "merge": ("an",),
    "divert": ("an",),
    "transfer": ("an",),
    "bounce": ("an",),
    "hand_off": ("an",),
    "check": ("an",),
    "write_back": ("an",),
    "take_back": ("an",),
    "resubmit": ("clerk",),
    "withdraw": ("clerk",),
    "appeal": ("clerk",),
    "redo": ("bo", "clerk"),
    "reopen": ("an", "bo"),
}
# Of these the start asks for more than a state; their own tests walk there.
ANY_START = {"bounce": {State.SUBMITTED}}


@pytest.mark.parametrize("name", WRONG)
def test_the_wrong_seat_is_refused_and_a_stranger_finds_nothing(scene, enter, name):
    suggestion = suggestion_at(scene, min((STARTS | ANY_START)[name]))
    url, body = page(name, suggestion, scene)
    wrong = [scene.people[who] for who in WRONG[name]]
    nobody = [scene.cheng, make_member(), make_user(is_superuser=True)]
    nobody.append(make_officer(make_department("water")))
    clients = [enter(person) for person in (*wrong, *nobody)]
    before = everything()

    found = [client.post(url, body).status_code for client in clients]

    assert found == len(wrong) * [403] + len(nobody) * [404]
    assert everything() == before


@pytest.mark.parametrize("name", WRONG)
def test_signed_out_a_step_changes_nothing_and_the_words_come_back(scene, client, name):
    suggestion = suggestion_at(scene, min((STARTS | ANY_START)[name]))
    url, body = page(name, suggestion, scene)
    before = everything()

    response = client.post(url, body)

    assert response.status_code == 401
    assert everything() == before
    assert ("已办。" in response.text) is (name in ("reply", "write_back"))


@pytest.mark.parametrize("state", list(WALKS))
def test_what_was_sent_cannot_be_sent_again(scene, enter, state):
    """The first step of all: its key is used up for good."""
    suggestion = suggestion_at(scene, state)
    client = enter(scene.an)
    body = {
        "key": str(suggestion.submission_key),
        "title": TITLE,
        "situation": WORDS.situation,
        "ask": WORDS.ask,
        "place": "430000",
        "level": "auto",
        "wish": "members",
        "confirm": "on",
    }
    before = everything()

    response = client.post(reverse("suggestions:write"), body)

    assert response.headers["Location"] == suggestion.get_absolute_url()
    assert everything() == before


@pytest.mark.parametrize("name", ["sign", "contact", "reply", "decide", "accept", "rate", "redo"])
def test_a_step_without_the_token_of_its_form_is_refused(scene, name):
    from_elsewhere = Client(enforce_csrf_checks=True)
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    from_elsewhere.force_login(scene.bo)
    before = everything()
    code = f"{suggestion.code}-1" if name in ("sign", "contact", "reply") else suggestion.code
    url = reverse(f"suggestions:{name}", args=[code])
    assert from_elsewhere.post(url, {"text": "x"}).status_code == 403
    assert everything() == before
