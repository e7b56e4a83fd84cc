"""The office's pages for what came on paper, and where its mark is read."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from departments.models import Officer
from files.models import Attachment
from suggestions.actions import entering
from suggestions.lifecycle import State
from suggestions.models import Paper, Reply
from tests.departments.factories import make_department, make_officer
from tests.files.samples import a_photo
from tests.suggestions.actions.test_units import led
from tests.suggestions.factories import MORNING, TALK, suggestion_at, work
from tests.suggestions.outcomes import entered, scanned
from tests.suggestions.views.counting import MOST_QUERIES, questions

MARK = "entered for Department library by CPPCC Hunan Provincial Committee"


def address(name, suggestion):
    return reverse(f"suggestions:{name}", args=[work(suggestion).code])


def typed(**changes):
    return {
        "key": str(uuid.uuid4()),
        "dated_on": "2026-03-05",
        "attachments": [SimpleUploadedFile("来函.jpg", a_photo())],
        "text": "已按来函办结。",
        "outcome_class": "A",
        "talk-kind": "phone",
        "talk-held_on": "2026-03-05",
        "talk-note": "电话里说过。",
    } | changes


def opens(client, scan=None):
    """The status of the file, read to its end."""
    answer = client.get((scan or Attachment.objects.get()).get_absolute_url())
    for _piece in getattr(answer, "streaming_content", ()):
        pass
    return answer.status_code


def test_the_page_says_which_acts_can_be_entered(scene, enter):
    office = enter(scene.clerk)
    page = office.get(address("enter", suggestion_at(scene, State.ASSIGNED)))
    assert [str(label) for label, _url in page.context["acts"]] == ["Sign for", "Answer"]
    page = office.get(address("enter", suggestion_at(scene, State.IN_HANDLING)))
    acts = [str(label) for label, _url in page.context["acts"]]
    assert acts == ["Record contact", "Answer", "Ask for more time"]


def test_an_answer_entered_is_read_with_its_mark_and_its_scan(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    answer = enter(scene.clerk).post(address("enter_reply", suggestion), typed())
    assert answer.headers["Location"] == suggestion.get_absolute_url()
    for reader in (scene.an, scene.bo, scene.clerk):
        page = enter(reader).get(suggestion.get_absolute_url())
        [entry] = page.context["answers"]
        assert entry.who == "Department library"
        assert f"Answer · {MARK}, paper of Thu 5 March" in entry.office
        assert [file.name for file in entry.files] == ["来函.jpg"]
        signed = next(one for one in page.context["entries"] if one.step == "sign")
        assert "Entered for Department library" in signed.act
        assert opens(enter(reader)) == 200
    assert opens(enter(scene.cheng)) == 404


def test_who_enters_for_a_unit_without_anybody_is_to_tell_it_otherwise(scene, enter):
    suggestion = suggestion_at(scene, State.ASSIGNED)
    office = enter(scene.clerk)
    assert "The unit is told." in office.get(address("enter", suggestion)).text
    Officer.objects.all().delete()
    assert "please tell it otherwise" in office.get(address("enter", suggestion)).text
    page = office.post(address("enter_reply", suggestion), typed(), follow=True)
    assert [str(one) for one in page.context["messages"]] == [
        "Entered for Department library. Nobody of the unit signs in here: "
        "please tell it otherwise."
    ]


def test_the_units_desk_says_so_too(scene, enter):
    entered(scene)
    page = enter(scene.bo).get(reverse("suggestions:unit"))
    assert "entered for" in page.text


@pytest.mark.parametrize("missing", ["dated_on", "attachments", "text", "talk-note"])
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(scene, enter, missing):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    body = {name: value for name, value in typed().items() if name != missing}
    page = enter(scene.clerk).post(address("enter_reply", suggestion), body)
    assert page.status_code == 422
    assert not Reply.objects.exists()
    assert not Paper.objects.exists()
    if missing != "text":
        assert "已按来函办结。" in page.text
    if missing != "attachments":
        assert "来函.jpg" in page.text


@pytest.mark.parametrize("dated_on", ["2026-03-04", "2026-03-06"])
def test_a_paper_is_of_a_day_between_the_assignment_and_today(scene, enter, dated_on):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    body = typed(dated_on=dated_on)
    assert enter(scene.clerk).post(address("enter_reply", suggestion), body).status_code == 422


def test_a_scan_of_an_opinion_is_for_those_who_read_the_opinion(scene, enter):
    water = make_department("water")
    suggestion, works = led(scene, water)
    wei = make_officer(water)
    opinion = next(one for one in works if one.is_co)
    sheet = scanned(scene.clerk)
    entering.opinion(assignment=opinion, sheet=sheet, text="同意。", by=scene.clerk, at=MORNING)
    scan = Attachment.objects.get()
    for reader, status in ((scene.an, 404), (scene.bo, 200), (wei, 200), (scene.clerk, 200)):
        assert opens(enter(reader)) == status
    assert scan.code not in enter(scene.an).get(suggestion.get_absolute_url()).text


def test_a_case_with_papers_asks_no_more_questions(scene, enter):
    suggestion = suggestion_at(scene, State.IN_HANDLING)
    for _number in range(3):
        given = {"assignment": work(suggestion), "by": scene.clerk, "at": MORNING}
        entering.contact(**given, sheet=scanned(scene.clerk), talk=TALK)
    for reader in (scene.an, scene.bo, scene.clerk):
        assert questions(enter(reader), suggestion.get_absolute_url()) <= MOST_QUERIES
