"""The arbiter's page says what comes of either word before it is said."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from design.dates import day
from members import roles
from suggestions import rulings
from suggestions.actions import disputing, extending, returning
from suggestions.actions.returning import Whose
from suggestions.clocks import paused_light, word_dates
from suggestions.lifecycle import State
from suggestions.models import Assignment, Suggestion
from tests.gateway.programs import Program, ok
from tests.members.factories import make_seat
from tests.suggestions.factories import MORNING, suggestion_at, work
from workdays import clock


@pytest.fixture
def disputed(scene):
    case = suggestion_at(scene, State.IN_HANDLING)
    mine = Assignment.objects.get(pk=work(case).pk)
    said = {"assignment": mine, "by": scene.bo, "at": MORNING}
    if mine.return_until < MORNING:
        pytest.fail("the unit can no longer give it back")
    returning.ask(reason="不归我们管。", whose=Whose(None, "省里"), **said)
    mine = Assignment.objects.get(pk=mine.pk)
    returning.refuse(assignment=mine, note="归你们。", by=scene.clerk, at=MORNING)
    mine = Assignment.objects.get(pk=mine.pk)
    disputing.dispute(note="仍不归我们。", **said | {"assignment": mine})
    return Assignment.objects.get(pk=mine.pk)


def test_no_next_unit_says_that_it_goes_back_to_the_office(scene, enter, disputed):
    url, arbiter = reverse("suggestions:rule", args=[disputed.code]), make_seat(roles.Arbiter)
    client = enter(arbiter)
    page = client.get(url).content.decode()
    assert "None: back to the office, to be assigned anew" in page
    assert "no next unit is chosen, it goes back to the office" in page

    after = client.post(url, {"decision": "no", "note": "不归。"}, follow=True).content.decode()

    said = f"{disputed.suggestion.code}: Department library no longer has it; the office assigns"
    assert said in after


def test_what_waits_for_a_ruling_is_not_late_at_its_unit(scene, enter, disputed):
    with clock.moved(disputed.due_at + timedelta(days=3)):
        page = enter(scene.bo).get(reverse("suggestions:unit") + "?show=all")
    row = next(row for row in page.context["rows"] if row.thing == disputed)
    assert (row.light.kind, row.light.late) == ("grey", None)
    assert row.light.text.startswith("decision: ")
    assert row.due_at == word_dates([disputed])[disputed.code] != disputed.due_at
    late = next(one for one in page.context["chips"] if one.url == "?show=late")
    assert late.count == "0"


def test_what_has_come_of_a_ruling_names_its_case(enter, disputed):
    url, arbiter = reverse("suggestions:rule", args=[disputed.code]), make_seat(roles.Arbiter)
    after = enter(arbiter).post(url, {"decision": "yes", "note": "归你们。"}, follow=True).text
    assert f"{disputed.suggestion.code}: It stays with Department library." in after


def test_what_has_come_of_a_decision_on_a_return_or_on_time_names_its_case(scene, enter):
    given_back, late = (suggestion_at(scene, State.IN_HANDLING) for _one in range(2))
    said = {"by": scene.bo, "at": MORNING}
    whose = Whose(None, "省里")
    returning.ask(assignment=work(given_back), reason="不归我们。", whose=whose, **said)
    extending.ask(
        assignment=work(late),
        reason="等批复。",
        wanted=work(late).due_at + timedelta(days=1),
        **said,
    )
    client, no = enter(scene.clerk), {"decision": "no", "note": "来得及。"}
    url = reverse("suggestions:decide_return", args=[work(given_back).code])
    after = client.post(url, no, follow=True).text
    assert f"{given_back.code}: It stays with Department library." in after
    url = reverse("suggestions:decide_extension", args=[work(late).code])
    form = client.get(url).text
    assert "Until which day (optional)" not in " ".join(form.split())
    empty = client.post(url, {"decision": "yes", "until": ""})
    assert (empty.status_code, "until" in empty.context["form"].errors) == (422, True)
    after = client.post(url, no, follow=True).text
    assert f"{late.code}: The date stays: Department library answers by" in after


def test_a_date_that_has_passed_is_named_before_the_ruling(enter, disputed):
    url, arbiter = reverse("suggestions:rule", args=[disputed.code]), make_seat(roles.Arbiter)
    with clock.moved(disputed.due_at + timedelta(days=1)):
        assert "has passed: if it stays, set another" in enter(arbiter).get(url).content.decode()
    assert "has passed" not in enter(arbiter).get(url).content.decode()


def test_the_arbiter_reads_by_when_to_rule_on_the_list_and_on_the_page(enter, disputed):
    arbiter = make_seat(roles.Arbiter)
    due = rulings.ruling_dates([disputed])[disputed.code]
    url = reverse("suggestions:rule", args=[disputed.code])
    assert enter(arbiter).get(url).context["act"].lines[0].startswith(f"Please rule by {day(due)}")
    with clock.moved(due + timedelta(minutes=1)):
        desk = enter(arbiter).get(reverse("suggestions:disputes"))
        assert [row.due_at for row in desk.context["rows"]] == [due]
        assert desk.context["lead"] == "1 case waits for you, 1 of them overdue."
        assert "The ruling was due by" in enter(arbiter).get(url).text


def test_programs_read_the_arbiters_list_with_its_dates_and_what_is_held_stays_so(enter, disputed):
    arbiter, due = make_seat(roles.Arbiter), rulings.ruling_dates([disputed])[disputed.code]
    program = Program(arbiter)
    with clock.moved(due + timedelta(minutes=1)):
        [late] = ok(program.get("suggestions/?desk=arbiter"))["results"]
        Suggestion.objects.filter(pk=disputed.suggestion_id).update(state=State.ON_HOLD)
        [held] = ok(program.get("suggestions/?desk=arbiter"))["results"]
        [row] = enter(arbiter).get(reverse("suggestions:disputes")).context["rows"]
    assert datetime.fromisoformat(late["due_at"]) == due
    assert late["light"]["kind"] == "red"
    assert row.light == paused_light()
    assert held["light"] == {"kind": "grey", "text": str(row.light.text)}
