"""The pages of a text that goes round; who is missing stands there for all."""

import pytest
from django.urls import reverse

from departments.policies import officers_of
from members import roles
from members.models import User
from suggestions.actions import cosigning, merging
from suggestions.lifecycle import Part
from suggestions.models import Assignment, Reply
from tests.gateway.programs import Program
from tests.members.factories import make_member, make_seat, make_user
from tests.suggestions.factories import MORNING, submit
from tests.suggestions.outcomes import sent_round
from tests.suggestions.views.counting import MOST_QUERIES, questions

CANARY, WHY = "金丝雀拟稿", "金丝雀异议"


def test_whose_agreement_is_missing_stands_there_for_all_and_the_text_for_the_units(scene, enter):
    case = sent_round(scene)
    co = Assignment.objects.get(suggestion=case, part=Part.CO)
    wei = officers_of(co.department)[0]
    for person in (scene.an, scene.bo, scene.clerk, wei):
        page = enter(person).get(case.get_absolute_url())
        assert "waits for the agreement of Department water" in page.context["waited_for"]
        assert (CANARY in page.text) == (person != scene.an)
        assert questions(enter(person), case.get_absolute_url()) <= MOST_QUERIES
    page = enter(wei).get(case.get_absolute_url())
    assert "Agree to the answer" in [one.label for one in page.context["buttons"]]
    shown = enter(wei).get(reverse("suggestions:unit") + "?show=signing").context["rows"]
    assert [row.thing.code for row in shown] == [co.code]


@pytest.mark.parametrize("backs", ["cosigner", "merged_author", "merged_cosigner"])
def test_who_stands_behind_the_case_reads_no_draft_though_they_sit_in_its_office(
    scene, enter, backs
):
    case = sent_round(scene)
    person = make_member(user=make_user(name="李"))
    joined = submit(scene, by=person if backs == "merged_author" else make_member())
    if backs != "merged_author":
        by = case if backs == "cosigner" else joined
        cosigning.join(suggestion=by, by=person, at=MORNING)
    merging.merge(suggestion=joined, into=case, by=scene.clerk, at=MORNING)
    make_seat(roles.Office, user=person)
    person, clerk = User.objects.get(pk=person.pk), User.objects.get(pk=scene.clerk.pk)
    for reads, reader in ((True, clerk), (False, person)):
        page = enter(reader).get(case.get_absolute_url())
        assert (CANARY in page.text) is reads
        assert questions(enter(reader), case.get_absolute_url()) <= MOST_QUERIES
        assert (CANARY in Program(reader).get(f"suggestions/{case.code}/").text) is reads


def test_an_objection_needs_its_reason_which_the_author_does_not_read(scene, enter):
    case = sent_round(scene)
    co = Assignment.objects.get(suggestion=case, part=Part.CO)
    wei = officers_of(co.department)[0]
    url = reverse("suggestions:agree", args=[co.code])
    assert CANARY in enter(wei).get(url).text
    assert enter(wei).post(url, {"decision": "no"}).status_code == 422
    assert enter(wei).post(url, {"decision": "no", "note": WHY}).status_code == 302
    assert WHY in enter(scene.bo).get(case.get_absolute_url()).text
    text = enter(scene.an).get(case.get_absolute_url()).text
    assert WHY not in text
    assert CANARY not in text


def test_the_office_finds_its_way_round_a_silent_unit(scene, enter):
    case = sent_round(scene)
    co = Assignment.objects.get(suggestion=case, part=Part.CO)
    page = enter(scene.clerk).get(case.get_absolute_url())
    url = reverse("suggestions:dispense", args=[co.code])
    assert url in [one.url for one in page.context["buttons"]]
    assert enter(scene.clerk).post(url, {"reason": WHY}).status_code == 302
    reads = [WHY in enter(one).get(case.get_absolute_url()).text for one in (scene.bo, scene.an)]
    assert reads == [True, False]
    assert Reply.objects.filter(kind="answer").exists()
    assert enter(scene.clerk).get(url).status_code == 302
