"""安 of the county's office, 博 of the city's, 程 who must see nothing."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.actions import ledger
from members import roles
from members.models import Committee, Sector
from tests.departments.factories import make_department
from tests.members.factories import make_member, make_organ, make_seat, make_user
from workdays import clock

pytestmark = pytest.mark.django_db
LEDGER = "members:ledger"


def record(organ, *, step="submit", kind="suggestion", code="S1", by=None):
    with transaction.atomic():
        return ledger.record(
            kind=kind, code=code, step=step, by=by, at=clock.now(), organ=organ, role="member"
        )


def shown(response):
    return [line.code for line in response.context["lines"]]


@pytest.fixture
def events():
    for organ in ("430000", "430100", "430111", "430112", "433124", ""):
        record(organ, code=f"S{organ}")


@pytest.mark.parametrize(
    ("role", "organ", "codes"),
    [
        (roles.Office, "430111", ["S430111"]),
        (roles.OrganAdmin, "430100", ["S430112", "S430111", "S430100"]),
        (roles.Auditor, "430000", ["S433124", "S430112", "S430111", "S430100", "S430000"]),
    ],
)
def test_readers_see_their_organ_and_those_below_newest_first(client, events, role, organ, codes):
    client.force_login(make_seat(role, organ))

    assert shown(client.get(reverse(LEDGER))) == codes


@pytest.mark.parametrize("make", [make_user, make_member])
def test_others_have_no_ledger(client, events, make):
    client.force_login(make())

    assert client.get(reverse(LEDGER)).status_code == 403


def test_kind_and_step_narrow_the_list(client):
    client.force_login(make_seat(roles.Auditor))
    record("430000", code="A")
    record("430000", code="B", step="assign")
    record("430000", code="C", kind="account", step="enrolled")

    assert shown(client.get(reverse(LEDGER), {"kind": "suggestion"})) == ["B", "A"]
    assert shown(client.get(reverse(LEDGER), {"kind": "suggestion", "step": "assign"})) == ["B"]


def test_names_stand_for_codes(client):
    bo = make_user(name="博")
    make_organ("430111")
    client.force_login(make_seat(roles.Auditor, user=make_user(language="en")))
    record("430111", by=bo, kind="account", step="password_changed")

    line = client.get(reverse(LEDGER)).context["lines"][0]

    assert (line.actor, str(line.role), str(line.step_name), line.organ) == (
        "博",
        "Member",
        "password changed",
        "CPPCC Yuhua District Committee",
    )
    make_department("jyt", name_en="Education")
    for kind, code in (("unit", "jyt"), ("texts", "jyt"), ("organ", "430111"), ("job", "jyt")):
        record("430000", kind=kind, code=code)
    things = [line.name for line in client.get(reverse(LEDGER)).context["lines"][:4]]
    assert things == ["jyt", "CPPCC Yuhua District Committee", "Education", "Education"]
    named = {"name_zh": "甲", "edited_at": clock.now(), "organ_id": "430000"}
    committee = Committee.objects.create(code="jyt", name_en="Proposals", **named)
    Sector.objects.create(code="nong", name_zh="农业界", name_en="Farming", position=99)
    for kind, code in (("committee", committee.pk), ("sector", "nong")):
        record("430000", kind=kind, code=code)
    things = [line.name for line in client.get(reverse(LEDGER)).context["lines"][:2]]
    assert things == ["Farming", "Proposals"]


def test_pages_of_fifty_lead_on_and_back(client):
    client.force_login(make_seat(roles.Auditor))
    for number in range(60):
        record("430000", code=f"S{number:02}")

    first = client.get(reverse(LEDGER))
    second = client.get(reverse(LEDGER) + first.context["page"].older_url)

    assert shown(first) == [f"S{number:02}" for number in range(59, 9, -1)]
    assert shown(second) == [f"S{number:02}" for number in range(9, -1, -1)]


def test_the_number_of_queries_does_not_grow_with_the_rows(client):
    client.force_login(make_seat(roles.Auditor))
    counts = []
    for rows in (1, 3):
        for _row in range(rows):
            record("430000", by=make_user())
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(LEDGER))
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12
