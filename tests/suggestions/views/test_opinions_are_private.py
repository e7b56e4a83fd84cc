"""What a co-handler tells the lead is read by units and office alone, before and after the answer.

It is given to the unit that answers, which speaks for all (会办单位 does not reply alone); that an
opinion is missing, given or sent back, and of which unit, everybody who sees the case may know.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Event
from files.models import Attachment
from members import roles
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import cosigning, entering, handling, merging, opinions, reviewing
from suggestions.actions.handing import Charge
from suggestions.lifecycle import Part, State
from suggestions.models import Assignment, Cosigner
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_pdf
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_organ, make_seat, make_user
from tests.suggestions.factories import MORNING, TALK, Scene, submit, suggestion_at, work
from tests.suggestions.outcomes import CITY, scanned
from tests.suggestions.views.test_entering import opens
from workdays import clock

FIRST, BACK, SECOND = "金丝雀初稿意见", "金丝雀退回缘由", "金丝雀定稿意见"
CANARIES = (FIRST, BACK, SECOND)

READERS = {"officer", "head", "co_officer", "office"}
LISTS = ("all",)


@pytest.fixture
def scene(db):
    """A case of a city, for there somebody sits above and below."""
    above = make_department("culture", CITY)
    unit = make_department("library", CITY, parent=above)
    return Scene(
        organ=make_organ(CITY),
        unit=unit,
        an=make_member(CITY),
        bo=make_officer(unit),
        cheng=make_member("430200"),
        clerk=make_seat(roles.Office, CITY),
    )


@pytest.fixture
def people(scene):
    """Everybody around the case, the co-handler among them."""
    return {
        "author": scene.an,
        "officer": scene.bo,
        "office": scene.clerk,
        "stranger": scene.cheng,
        "head": make_officer(scene.unit.parent, role=roles.Head),
        "co_officer": make_officer(make_department("post", CITY)),
        "other_officer": make_officer(make_department("water", CITY)),
        "cosigner": make_member(CITY),
        "merged_author": make_member(CITY),
        "member": make_member(CITY),
        "arbiter": make_seat(roles.Arbiter, CITY),
        "auditor": make_seat(roles.Auditor, CITY),
        "organ_admin": make_seat(roles.OrganAdmin, CITY),
        "office_above": make_seat(roles.Office, "430000"),
        "office_below": make_seat(roles.Office, "430111"),
        "superuser": make_user(is_staff=True, is_superuser=True),
    }


@pytest.fixture
def case(scene, people):
    """A case with an opinion that was sent back once and then came on paper."""
    suggestion = suggestion_at(scene, State.ACCEPTED)
    post = people["co_officer"].offices.get().department
    _lead, co = reviewing.assign(
        suggestion=suggestion,
        charges=[Charge(scene.unit, Part.LEAD), Charge(post, Part.CO)],
        urgency="ordinary",
        by=scene.clerk,
        at=MORNING,
    )
    suggestion.refresh_from_db()
    _stand_by(suggestion, people["cosigner"])
    joined = submit(scene, by=people["merged_author"], author_organ=scene.organ.code)
    merging.merge(suggestion=joined, into=suggestion, by=scene.clerk, at=MORNING)
    opinions.give(assignment=co, text=FIRST, by=people["co_officer"], at=MORNING)
    co = Assignment.objects.select_related("suggestion__organ", "department").get(pk=co.pk)
    opinions.send_back(assignment=co, reason=BACK, by=scene.bo, at=MORNING)
    co.refresh_from_db()
    sheet = scanned(scene.clerk)
    entering.opinion(assignment=co, sheet=sheet, text=SECOND, by=scene.clerk, at=MORNING)
    return suggestion


def _stand_by(suggestion, person):
    cosigning.ask(suggestion=suggestion, people=[person], by=suggestion.author, at=MORNING)
    row = Cosigner.objects.select_related("suggestion").get(user=person)
    cosigning.answer(cosigner=row, accepts=True, by=person, at=MORNING)


def answered(scene, case):
    said = {"text": "办结。", "outcome_class": "A", "talk": TALK}
    handling.reply(assignment=work(case), by=scene.bo, at=MORNING, **said)


STAGES = {"before": lambda scene, case: None, "answered": answered}


def pages(case):
    names = ("desk", "mine", "disputes")
    yield case.get_absolute_url()
    yield from (reverse(f"suggestions:{name}") for name in names)
    for desk in ("office", "unit"):
        for show in LISTS:
            yield reverse(f"suggestions:{desk}") + f"?show={show}"
    works = Assignment.objects.filter(suggestion=case).values_list("code", flat=True)
    for code in works:
        for name in ("reply", "contact", "opinion", "opinion_back", "waive", "enter"):
            yield reverse(f"suggestions:{name}", args=[code])
    for name in ("notes", "talk", "rate", "decide"):
        yield reverse(f"suggestions:{name}", args=[case.code])
    yield reverse("notifications:inbox")
    yield reverse("members:ledger")
    yield reverse("portal:published")


def doors(case):
    yield f"suggestions/{case.code}/", {}
    for desk in ("mine", "office", "unit", "arbiter"):
        for show in LISTS:
            yield "suggestions/", {"desk": desk, "show": show}


def told(person):
    """What was written to somebody, by whatever way it goes out."""
    return "".join(str(vars(one)) for one in Notification.objects.filter(user=person))


def everything(person, case, enter):
    client, program = enter(person), Program(person)
    said = [client.get(page, follow=True).content.decode() for page in pages(case)]
    said += [
        client.post(reverse(f"suggestions:export_{desk}"), {"show": show}).content.decode()
        for desk in ("office", "unit")
        for show in LISTS
    ]
    said += [program.get(path, **query).content.decode() for path, query in doors(case)]
    return "".join(said)


@pytest.mark.parametrize("stage", list(STAGES))
def test_only_units_and_office_read_an_opinion_and_open_its_scan(scene, people, case, enter, stage):
    STAGES[stage](scene, case)
    for event in Event.objects.order_by("id"):
        announce(event, MORNING)
    scan = Attachment.objects.get()
    for name, person in people.items():
        reads = name in READERS
        said = everything(person, case, enter) + told(person)
        assert [word for word in CANARIES if word in said] == [*CANARIES] * reads, name
        assert (scan.code in said) is reads, name
        assert opens(enter(person)) == (200 if reads else 404), name
        by_program = Program(person).get(f"files/{scan.code}/")
        list(getattr(by_program, "streaming_content", ()))
        assert by_program.status_code == (200 if reads else 404), name


def test_whoever_sees_the_case_sees_who_is_waited_for_and_what_was_done(people, case, enter):
    for name in ("author", "cosigner", "merged_author", "auditor", "office_above"):
        page = enter(people[name]).get(case.get_absolute_url()).text
        assert "The opinion of Department post was sent back." in page, name
        assert "Department post gave its opinion." in page, name


def test_what_goes_with_an_opinion_is_read_by_whoever_reads_the_opinion(scene, people, case, enter):
    co = Assignment.objects.select_related("suggestion__organ", "department").get(
        suggestion=case, part=Part.CO
    )
    opinions.send_back(assignment=co, reason=BACK, by=scene.bo, at=MORNING)
    page = reverse("suggestions:opinion", args=[co.code])
    client = enter(people["co_officer"])
    key = client.get(page).context["act"].files["key"].value()
    sent = {"key": key, "attachments": [SimpleUploadedFile("线路图.pdf", a_pdf())]}
    empty = client.post(page, sent)
    assert (empty.status_code, "线路图.pdf" in empty.text) == (422, True)
    assert client.post(page, {"text": "附图。", "key": key}).status_code == 302
    file = Attachment.objects.get(name="线路图.pdf")
    for person, status in ((scene.bo, 200), (scene.clerk, 200), (scene.an, 404)):
        assert opens(enter(person), file) == status
        listed = file.code in enter(person).get(case.get_absolute_url()).text
        assert listed is (status == 200)


def test_who_gave_an_opinion_reads_so_beside_the_light_of_the_case(scene, people, case, enter):
    def seen(person, at=MORNING):
        with clock.moved(at):
            return enter(person).get(case.get_absolute_url()).context

    helper = seen(people["co_officer"])
    assert helper["waited_for"] == "Your unit gave its opinion in time."
    assert "done" not in helper["light"].text
    co = Assignment.objects.select_related("suggestion__organ", "department").get(
        suggestion=case, part=Part.CO
    )
    opinions.send_back(assignment=co, reason=BACK, by=scene.bo, at=MORNING)
    late = MORNING + timedelta(days=60)
    assert "is overdue" not in seen(scene.bo)["waited_for"]
    assert "is overdue" in seen(scene.bo, late)["waited_for"]
    assert "is overdue" not in seen(scene.an, late)["waited_for"]
