"""Where nobody sits the one above sees it in red, and does the work after two working days."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from departments.models import Department, Officer
from departments.policies import acting_for, empty_units, officers_of, units_of
from events.models import Event
from members import roles
from members.models import Organ, User
from members.policies import hats
from notifications import registry
from notifications.actions.notify import announce
from notifications.models import Notification
from suggestions.actions import drafting, handling, reviewing, vacancies
from suggestions.lifecycle import State
from suggestions.models import AnswerPolicy, Assignment, Suggestion
from suggestions.notices import readers
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_organ, make_seat, make_user
from tests.suggestions.factories import submit, suggestion_at, work
from tests.suggestions.outcomes import sent_round
from workdays.clock import now, today

DAY = timedelta(days=1)


def fresh(user):
    """The same person in another request."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def above(scene):
    """An officer of the unit to which the library belongs; it has no head."""
    unit = make_department("culture")
    Department.objects.filter(pk=scene.unit.pk).update(parent=unit)
    scene.unit.refresh_from_db()
    return make_officer(unit, user=make_user(name="上"))


def leave(user, *, ago=10):
    """Their last day was so many days ago, and the platform has noticed."""
    Officer.objects.filter(user=user).update(until=today() - ago * DAY)
    vacancies.sweep(at=now())


def test_after_two_working_days_the_officer_above_signs_in_their_place(scene, above):
    suggestion = suggestion_at(scene, State.ASSIGNED, at=now())
    leave(scene.bo)

    assert scene.unit.pk in units_of(fresh(above))
    handling.sign(assignment=work(suggestion), by=fresh(above), at=now())
    line = Event.objects.get(step="sign")
    assert (line.role, line.data["in_place_of"]) == ("officer", scene.unit.code)
    assert acting_for(Department.objects.get(pk=scene.unit.pk)) == [above]


def test_before_that_they_only_see_it(scene, above):
    suggestion = suggestion_at(scene, State.ASSIGNED, at=now())
    User.objects.filter(pk=scene.bo.pk).update(is_active=False)
    vacancies.sweep(at=now())

    assert empty_units(fresh(above)) == (scene.unit.pk,)
    assert scene.unit.pk not in units_of(fresh(above))
    assert acting_for(Department.objects.get(pk=scene.unit.pk)) == []
    with pytest.raises(PermissionDenied):
        handling.sign(assignment=work(suggestion), by=fresh(above), at=now())


def test_when_somebody_sits_there_again_the_right_goes_back_at_once(scene, above):
    suggestion_at(scene, State.ASSIGNED, at=now())
    leave(scene.bo)
    assert scene.unit.pk in units_of(fresh(above))
    make_officer(scene.unit)

    assert scene.unit.pk not in units_of(fresh(above))
    assert empty_units(fresh(above)) == ()
    assert [vacancies.sweep(at=now()) for _time in range(2)] == [1, 0]
    lines = Event.objects.filter(kind="unit").order_by("id")
    assert list(lines.values_list("step", flat=True)) == ["emptied", "filled"]


def test_for_a_top_unit_the_office_in_charge_acts(scene):
    suggestion = suggestion_at(scene, State.ASSIGNED, at=now())
    leave(scene.bo)

    assert list(Assignment.objects.handled_by(fresh(scene.clerk))) == [work(suggestion)]
    handling.sign(assignment=work(suggestion), by=fresh(scene.clerk), at=now())
    line = Event.objects.get(step="sign")
    assert (line.role, line.data["in_place_of"]) == ("office", scene.unit.code)


def test_the_province_reviews_for_a_county_without_staff(scene):
    for code in ("430100", "430111"):
        gone = make_seat(roles.Office, code)
        gone.seats.update(until=today() - 10 * DAY)
    suggestion = submit(scene, at=now())
    Suggestion.objects.filter(pk=suggestion.pk).update(organ="430111")
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    with pytest.raises(PermissionDenied):
        reviewing.accept(suggestion=suggestion, by=fresh(scene.clerk), at=now())
    vacancies.sweep(at=now())

    worn = hats(fresh(scene.clerk))
    assert worn.office_of == ("430000", "430100", "430111")
    assert worn.stands_in_for == worn.empty_below == ("430100", "430111")
    reviewing.accept(suggestion=suggestion, by=fresh(scene.clerk), at=now())
    line = Event.objects.get(step="accept")
    assert (line.role, line.data) == ("office", {"in_place_of": "430111"})

    in_city = make_seat(roles.Office, "430100")
    assert hats(fresh(scene.clerk)).office_of == ("430000",)
    assert hats(fresh(in_city)).office_of == ("430100", "430111")


def test_a_desk_where_nobody_ever_sat_is_spoken_of_once_work_waits_there(scene):
    make_department("idle")
    make_organ("430200")
    assert vacancies.sweep(at=now()) == 0
    suggestion = submit(scene, at=now())
    Suggestion.objects.filter(pk=suggestion.pk).update(organ="430200")
    assert vacancies.sweep(at=now()) == 1
    assert Organ.objects.get(empty_since__isnull=False).empty_since == today()


@pytest.mark.parametrize("kind", ["unit", "organ"])
@pytest.mark.parametrize("step", ["emptied", "filled"])
def test_those_above_are_told_once_in_whole_words(scene, above, kind, step):
    gone = make_seat(roles.Office, "430100")
    gone.seats.update(until=today() - 10 * DAY)
    leave(scene.bo)
    vacancies.sweep(at=now())
    make_officer(scene.unit)
    make_seat(roles.Office, "430100")
    vacancies.sweep(at=now())
    announce(Event.objects.get(kind=kind, step=step), now())

    row = Notification.objects.get(channel="inbox")
    assert row.user == (above if kind == "unit" else scene.clerk)
    assert row.url == "/vacancies/"
    english, chinese = registry.words(row, "en"), registry.words(row, "zh-hans")
    assert english.text != chinese.text
    assert not set("…{}") & set(english.title + english.text + chinese.title + chinese.text)


def test_the_first_empty_day_is_the_one_after_the_last_and_weekends_do_not_count(scene):
    Officer.objects.filter(user=scene.bo).update(until=datetime(2026, 3, 5, tzinfo=UTC).date())
    vacancies.sweep(at=datetime(2026, 3, 9, 2, 0, tzinfo=UTC))
    unit = Department.objects.get(pk=scene.unit.pk)
    assert (unit.empty_since.isoformat(), unit.stood_in_from.isoformat()) == (
        "2026-03-06",
        "2026-03-10",
    )


def test_the_page_shows_what_is_empty_in_red_and_the_desk_has_its_work(scene, client):
    suggestion_at(scene, State.ASSIGNED, at=now())
    client.force_login(scene.clerk)
    assert client.get("/unit/").status_code == 403
    page = client.get("/vacancies/", headers={"accept-language": "en"})
    assert "none with waiting work is empty" in page.text
    assert "have nobody" not in page.text
    leave(scene.bo)
    page = client.get("/vacancies/", headers={"accept-language": "en"})
    assert "These offices and units right below you have nobody." in page.text
    assert scene.unit.name_en in page.text
    assert "working days without anybody" in page.text
    assert "You do it now." in page.text
    assert client.get("/unit/").status_code == 200


def test_it_costs_no_query_beside_those_of_every_page(scene, django_assert_num_queries):
    clerk = fresh(scene.clerk)
    with django_assert_num_queries(2):
        assert hats(clerk).empty_below == ()
        assert empty_units(clerk) == units_of(clerk) == ()


def told(step):
    announce(Event.objects.filter(step=step).latest("id"), now())
    return set(
        Notification.objects.filter(channel="inbox", step=step).values_list("user", flat=True)
    )


def test_the_one_above_is_asked_to_agree_where_nobody_sits(scene, above):
    case = sent_round(scene, at=now())
    water = Department.objects.get(code="water")
    Department.objects.filter(pk=water.pk).update(parent=above.offices.get().department)
    leave(officers_of(water)[0])
    assert told("ask_agreement") == {above.pk}
    co = Assignment.objects.get(suggestion=case, part="co")
    drafting.agree(assignment=co, by=fresh(above), at=now())


def test_where_no_unit_has_a_head_who_acts_for_it_is_asked_for_the_stamped_letter(scene, above):
    colleague = make_officer(scene.unit)
    AnswerPolicy.objects.create(
        organ=scene.organ, instrument="micro", sign_off="head", since=today()
    )
    case = suggestion_at(scene, State.IN_HANDLING, at=now())
    drafting.answer(
        assignment=work(case),
        text="已办。",
        outcome_class="A",
        no_contact="无法联系。",
        by=scene.bo,
        at=now(),
    )
    # Not whoever has just handed it in: the page says so, and reminders come to them as well.
    assert told("ask_signoff") == {colleague.pk}
    Notification.objects.all().delete()
    leave(scene.bo)
    leave(colleague)
    assert told("ask_signoff") == {above.pk}


def test_heads_in_a_circle_of_units_are_nobody(scene, above):
    culture = above.offices.get().department
    Department.objects.filter(pk=culture.pk).update(parent=scene.unit)
    suggestion = suggestion_at(scene, State.IN_HANDLING, at=now())
    event = Event.objects.filter(step="sign").latest("id")
    assert event.code == suggestion.code
    assert readers.heads(event) == [scene.bo]
