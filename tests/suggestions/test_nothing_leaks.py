"""Whoever may not see something cannot tell the world with it from the world without it.

No canary word is looked for here and there: each answer of every door is compared, byte for byte,
with the answer before. So no count, filter, order, export or empty page gives it away either.
"""

import re
from difflib import ndiff

import pytest
from django.db import transaction
from django.test import Client

from events.models import Event
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import cosigning, noting, sealing, talking
from suggestions.lifecycle import SAY, State
from suggestions.models import Suggestion
from tests.departments.factories import make_department, make_officer
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import MORNING, WALKS, Words, rate, submit, suggestion_at
from tests.suggestions.test_visibility import PAGES
from workdays import clock

WORDS = Words("金丝雀标题", "金丝雀情况", "金丝雀请求")
MORE_PAGES = (
    "/disputes/",
    "/vacancies/",
    "/published/",
    "/office/rules/",
    "/unit/?show=answered",
    "/unit/?show=promises",
    "/office/?show=rating",
    f"/office/?show=all&q={WORDS.title}&title={WORDS.title}",
    "/sitemap.xml",
    "/feed/",
)
LEDGER = "/account/ledger/?kind=suggestion"
ASKED = {"title": WORDS.title, "search": WORDS.title, "q": WORDS.title, "state": "closed"}
QUERIES = tuple(
    {"desk": desk, **more}
    for desk in ("mine", "office", "unit", "arbiter")
    for more in ({}, {"show": "all"}, {"show": "all", "ordering": "title", **ASKED})
)
FORMS = (
    ("/suggestions/similar/", {"title": WORDS.title}),
    ("/suggestions/whose/", {"title": WORDS.title, "situation": WORDS.situation}),
    ("/suggestions/fellows/", {"find": "安"}),
    ("/office/export/", {"show": "all"}),
    ("/unit/export/", {"show": "all", "q": WORDS.title}),
)
TOKENS = re.compile(r'(csrfmiddlewaretoken" value|nonce|name="(line|key)" value)="[\w:-]+"')


@pytest.fixture(autouse=True)
def _morning(settings):
    settings.WHITENOISE_AUTOREFRESH = True
    with clock.moved(MORNING):
        yield


class Looker:
    """Somebody who tries every door."""

    def __init__(self, person):
        self.person, self.client, self.program = person, Client(), Program(person)
        self.client.force_login(person)

    def sees(self, *paths):
        """Each door with what it answers, without the tokens that are new each time."""
        found = {page: _still(self.client.get(page)) for page in (*PAGES, *MORE_PAGES, *paths)}
        found |= {path: _still(self.client.post(path, body)) for path, body in FORMS}
        for query in QUERIES:
            found[str(query)] = self.program.get("suggestions/", **query).content.decode()
        return found


def _still(answer):
    text = answer.content.decode()
    return answer.status_code, TOKENS.sub("", text)


def gathered(people):
    """Them all, with what is said of their own tokens said before."""
    found = {name: Looker(person) for name, person in people.items()}
    tell()
    return found


def tell():
    for event in Event.objects.exclude(kind="list").order_by("id"):
        announce(event, MORNING)


def differing(before, after):
    """Each door that answers otherwise now, with the lines that are new or gone."""
    return {
        door: [line for line in ndiff(_lines(said), _lines(after[door])) if line[0] in "+-"]
        for door, said in before.items()
        if after[door] != said
    }


def _lines(said):
    return str(said[1] if isinstance(said, tuple) else said).splitlines()


def private(scene):
    """A private case with words in every place that takes some, rated badly and closed."""
    case = submit(scene, words=WORDS, wish="private")
    for walk in WALKS[State.IN_HANDLING]:
        walk(scene, case, MORNING)
        case.refresh_from_db()
    said = {"text": "金丝雀留言", "key": "5f0e1c36-6f5b-4b44-9b63-0d6f3b1d4c11"}
    talking.say(suggestion=case, step=SAY, by=scene.an, at=MORNING, **said)
    noting.note(suggestion=case, text="金丝雀便签", by=scene.clerk, at=MORNING)
    for walk in WALKS[State.REPLIED][len(WALKS[State.IN_HANDLING]) :]:
        walk(scene, case, MORNING)
        case.refresh_from_db()
    rate(scene, case, attitude="dissatisfied", result="dissatisfied", comment="金丝雀评语")
    tell()
    return case


def test_nobody_beside_it_notices_a_private_case(scene):
    people = {
        "member here": make_member(),
        "member elsewhere": scene.cheng,
        "officer beside": make_officer(make_department("water")),
        "officer elsewhere": make_officer(make_department("city-water", "430100")),
        "office below": make_seat(roles.Office, "430100"),
        "administrator elsewhere": make_seat(roles.OrganAdmin, "430100"),
        "auditor elsewhere": make_seat(roles.Auditor, "430100"),
        "arbiter": make_seat(roles.Arbiter),
        "nobody": make_user(),
    }
    lookers = gathered(people)
    before = {name: one.sees(LEDGER) for name, one in lookers.items()}
    case = private(scene)
    for name, one in lookers.items():
        assert differing(before[name], one.sees(LEDGER)) == {}, name
        assert one.client.post(f"/suggestions/{case.code}/join/").status_code == 404, name
        assert one.program.post(f"suggestions/{case.code}/join/").status_code == 404, name
    told = Notification.objects.filter(user__in=people.values(), kind="suggestion")
    assert not told.exists()


def test_nobody_who_had_a_case_notices_it_once_it_is_sealed(scene):
    """But its office, which keeps what is left of it, and the author, who is told."""
    asked = make_member()
    people = {"officer": scene.bo, "asked": asked, "member here": make_member()}
    people |= {"auditor": make_seat(roles.Auditor), "superuser": make_user(is_superuser=True)}
    lookers = gathered(people)
    before = {name: one.sees() for name, one in lookers.items()}
    case = submit(scene, words=WORDS, wish="public")
    cosigning.ask(suggestion=case, people=[asked], by=scene.an, at=MORNING)
    for walk in WALKS[State.IN_HANDLING]:
        walk(scene, case, MORNING)
        case.refresh_from_db()
    tell()
    noticing = {name for name, one in lookers.items() if differing(before[name], one.sees())}
    assert noticing == {"officer", "asked", "member here"}
    sealing.seal(suggestion=case, reason="涉密", by=scene.clerk, at=MORNING)
    tell()
    for name, one in lookers.items():
        assert differing(before[name], one.sees()) == {}, name


class _UndoneError(Exception):
    pass


def test_neither_unit_nor_overseer_can_tell_a_good_word_from_a_bad_one(scene):
    """Four words on a unit's answers: one short of what it is shown."""
    above = make_department("culture")
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(parent=above)
    cases = [suggestion_at(scene, State.REPLIED) for _number in range(4)]
    people = {
        "officer": scene.bo,
        "head": make_officer(above, role=roles.Head),
        "auditor": make_seat(roles.Auditor),
        "administrator": make_seat(roles.OrganAdmin),
    }
    lookers = gathered(people)
    paths = [case.get_absolute_url() for case in cases]
    seen = []
    for word in ("satisfied", "dissatisfied"):
        try:
            with transaction.atomic():
                for case in Suggestion.objects.order_by("pk"):
                    rate(scene, case, attitude=word, result=word, comment=word * 3)
                tell()
                found = {name: one.sees(*paths) for name, one in lookers.items()}
                for name, one in lookers.items():
                    for case in cases:
                        answer = one.program.get(f"suggestions/{case.code}/")
                        found[name][f"api {case.code}"] = answer.content.decode()
                seen.append(found)
                raise _UndoneError
        except _UndoneError:
            continue
    good, bad = seen
    for name in people:
        assert differing(good[name], bad[name]) == {}, name
