from urllib.parse import quote

import pytest
from django.urls import reverse

from departments import reports
from departments.models import Department, Officer
from members import roles
from tests.departments.factories import make_department, make_officer
from tests.members.factories import make_member, make_seat, make_user
from workdays.clock import today

TYPED = {
    "name_zh": "长沙市河长制办公室",
    "short_zh": "市河长办",
    "name_en": "River Chief Office",
    "kind": "市政府工作部门",
    "keywords": "河道、水库\n河道",
}


@pytest.fixture
def here(client, admin):
    client.force_login(admin)
    return client


def test_a_unit_is_added_and_the_next_thing_is_to_post_somebody(here, admin):
    assert 'Belongs to<span class="optional">' in here.get("/organ/units/add/").text
    answer = here.post("/organ/units/add/", TYPED, follow=True)

    unit = Department.objects.get()
    assert (unit.organ_id, unit.keywords) == ("430100", ["河道", "水库"])
    assert "Nobody sits here" in answer.text
    assert reverse("departments:post", args=[unit.code]) in answer.text


def test_a_new_unit_leads_on_to_its_head_with_the_unit_filled_in(here, organ):
    page = here.post("/organ/units/add/", TYPED, follow=True).text
    unit = Department.objects.get()
    post = reverse("departments:post", args=[unit.code])
    assert f'href="{post}?role=head">Post its head' in page
    make_officer(make_department(organ=organ.pk))
    assert here.get(post, {"role": "head"}).context["form"]["role"].value() == "head"
    assert here.get(post, {"role": "nobody"}).context["form"]["role"].value() == "officer"
    enrol = reverse("enrolment:enrol", args=[organ.pk])
    assert f'href="{enrol}?unit={unit.code}&amp;role=head">Enrol somebody new for it' in page
    form = here.get(enrol, {"unit": unit.code, "role": "head"}).context["form"]
    assert (form["unit"].value(), form["role"].value()) == (unit.pk, "head")
    other = make_department("elsewhere", "430200")
    form = here.get(enrol, {"unit": other.code, "role": "x"}).context["form"]
    assert (form["unit"].value(), form["role"].value()) == (None, "member")

    make_officer(unit, role=roles.Head)
    page = here.get(reverse("departments:unit", args=[unit.code])).text
    assert "Post its head" not in page
    assert f"{enrol}?unit={unit.code}&amp;role=officer" in page


def test_a_second_unit_of_the_same_name_is_refused_beside_the_name(here):
    here.post("/organ/units/add/", TYPED)
    answer = here.post("/organ/units/add/", TYPED)

    assert answer.status_code == 422
    assert "There is a unit of this name already." in answer.text


def test_who_was_slower_keeps_what_was_typed(here):
    here.post("/organ/units/add/", TYPED)
    unit = Department.objects.get()
    address = reverse("departments:unit_edit", args=[unit.code])
    seen = here.get(address).context["form"]["seen"].value()
    here.post(address, TYPED | {"name_en": "First", "seen": seen})

    answer = here.post(address, TYPED | {"name_en": "Second", "seen": seen})

    assert answer.status_code == 409
    assert "Somebody else has changed this unit" in answer.text
    assert 'value="Second"' in answer.text
    assert here.post(address, TYPED | {"seen": "nonsense"}).status_code == 409
    assert Department.objects.get().name_en == "First"


def test_a_unit_is_not_put_below_one_that_belongs_to_it(here, organ):
    above = make_department("culture", "430100")
    make_department("library", "430100", parent=above)

    answer = here.post("/organ/units/culture/edit/", TYPED | {"parent": "library"})

    assert answer.status_code == 422
    assert Department.objects.get(code="culture").parent is None


def test_units_of_another_organ_are_not_there(here):
    make_department("elsewhere", "430200")
    make_department("above", "430000")

    for code in ("elsewhere", "above"):
        for page in ("unit", "unit_edit", "unit_switch", "post"):
            address = reverse(f"departments:{page}", args=[code])
            assert here.get(address).status_code == 404
            assert here.post(address, TYPED).status_code in (404, 405)
    for page in ("members:organ", "departments:units", "departments:unit_add"):
        assert here.get(f"{reverse(page)}?organ=430000").status_code == 404


def test_who_administers_two_organs_chooses_by_the_address(here, admin):
    make_seat(roles.OrganAdmin, "430200", user=admin)
    make_department("one", "430100", name_en="In Changsha")
    make_department("two", "430200", name_en="In Zhuzhou")

    assert "In Changsha" in here.get("/organ/units/").text
    answer = here.get("/organ/units/?organ=430200")
    assert "In Zhuzhou" in answer.text
    assert "In Changsha" not in answer.text
    assert "?organ=430200" in here.get("/organ/").text


def test_the_list_asks_the_same_number_of_questions_for_one_unit_and_for_many(
    here, organ, django_assert_num_queries
):
    make_officer(make_department("first", "430100"))
    address = "/organ/units/"
    here.get(address)
    with django_assert_num_queries(7):
        here.get(address)
    for number in range(5):
        make_officer(make_department(f"more-{number}", "430100"), role=roles.Head)
    with django_assert_num_queries(7):
        page = here.get(address).text
    assert page.count("no head") == 1


def test_the_search_finds_a_part_of_a_name_and_the_chip_those_without_anybody(here, organ):
    make_officer(make_department("river", "430100", name_zh="河长办", name_en="River"))
    make_department("lake", "430100", name_zh="湖长办", name_en="Lake")

    found = here.get(f"/organ/units/?q={quote('河')}").text
    assert "River" in found
    assert "Lake" not in found
    empty = here.get("/organ/units/?show=empty").text
    assert "River" not in empty
    assert "Lake" in empty


def test_somebody_is_found_by_address_and_posted_as_deputy(here, organ):
    unit = make_department("river", "430100")
    person = make_member("430100", user=make_user(email="an@example.org", name="安"))
    make_member("430200", user=make_user(email="far@example.org", name="远"))
    address = reverse("departments:post", args=[unit.code])

    assert "Nobody of your organ" in here.get(f"{address}?q=far@example.org").text
    assert "安" in here.get(f"{address}?q=AN@example.org").text
    typed = {"person": person.code, "role": "deputy", "since": today().isoformat()}
    page = here.post(f"{address}?q=an@example.org", typed, follow=True)

    place = Officer.objects.get()
    assert (place.user, place.role, place.is_deputy) == (person, "head", True)
    assert "Deputy head of a unit" in page.text
    again = here.post(address, typed)
    assert again.status_code == 422
    assert "has that place in the unit already" in again.text


def test_only_the_addresses_of_people_who_are_here_are_shown(here, organ):
    unit = make_department("river", "430100")
    make_member("430100", user=make_user(email="an@example.org", name="安"))
    gone = make_user(email="gone@example.org", name="旧")
    make_member("430100", user=gone, until="2025-01-01")
    later = make_officer(unit, user=make_user(email="later@example.org", name="后"))
    later.offices.update(since="2999-01-01")
    make_officer(unit, user=make_user(email="bo@example.org", name="博"))

    found = here.get(reverse("departments:post", args=[unit.code])).text.replace("<wbr>", "")
    seen = here.get(reverse("departments:unit", args=[unit.code])).text.replace("<wbr>", "")

    assert "an@example.org" in found
    assert "bo@example.org" in found
    assert "bo@example.org" in seen
    assert "gone@example.org" not in found
    assert "g***@example.org" in found
    assert "later@example.org" not in found + seen
    assert "l***@example.org" in seen


def test_those_of_the_unit_come_first_and_all_with_what_they_are(here, organ, monkeypatch):
    unit, other = make_department("river", "430100"), make_department("lake", "430100")
    make_officer(other, user=make_user(name="安"))
    make_officer(unit, user=make_user(name="博"))
    make_member("430100", user=make_user(name="程"))
    address = reverse("departments:post", args=[unit.code])

    page = here.get(address, {"role": "head"})

    names = [one.name for one in page.context["people"]]
    assert names[0] == "博"
    assert "Post the head of" in page.text
    said = str(page.context["form"]["person"])
    assert f"Case officer at {other.short_name}" in said
    assert "Member" in said
    assert "Only the first" not in page.text
    monkeypatch.setattr(reports, "MOST_PEOPLE", 2)
    assert "Only the first 2 are shown" in here.get(address).text
    monkeypatch.setattr(reports, "MOST_PEOPLE", len(names))
    assert "Only the first" not in here.get(address).text, "all of them are shown"


def test_the_units_without_a_head_are_found(here, organ):
    make_officer(make_department("river", "430100"), role=roles.Head)
    make_officer(make_department("lake", "430100"))

    rows = here.get(reverse("departments:units"), {"show": "headless"}).context["rows"]

    assert [row.code for row in rows] == ["lake"]


def test_a_deputy_heads_a_unit_and_who_is_only_invited_does_not(here, organ):
    make_officer(make_department("river", "430100"), role=roles.Head, is_deputy=True)
    invited = make_user(name="邀", agreed_version="")
    make_officer(make_department("lake", "430100"), role=roles.Head, user=invited)

    rows = here.get(reverse("departments:units"), {"show": "headless"}).context["rows"]

    assert [row.code for row in rows] == ["lake"]
    for code, is_offered in (("river", False), ("lake", True)):
        unit = here.get(reverse("departments:unit", args=[code])).text
        assert ("Post its head" in unit) is is_offered


def test_the_last_person_leaves_only_when_the_administrator_knows(here, organ):
    unit = make_department("river", "430100")
    person = make_officer(unit)
    address = reverse("departments:post_end", args=[unit.code, person.code, "officer"])

    answer = here.post(address, {"until": today().isoformat()})
    assert answer.status_code == 422
    assert "Nobody sits in this unit after that day" in answer.text
    before = here.post(address, {"until": "2001-01-01", "knowing": "on"})
    assert "The place begins on" in before.text
    here.post(address, {"until": today().isoformat(), "knowing": "on"})

    assert Officer.objects.get().until == today()
    make_officer(unit, user=make_user(name="接"))
    assert "Nobody else sits" not in here.get(address).text


def test_what_waits_in_the_organ_stands_first_on_the_desk(here, organ):
    make_department("river", "430100")

    page = here.get("/organ/").text

    assert "Nobody sits in 1 unit." in page
    assert page.index("Nobody sits in 1 unit.") < page.index("Handling units")
    assert "/organ/units/?organ=430100&amp;show=empty" in page


def test_who_is_only_invited_stands_apart_and_the_unit_is_still_marked(here, organ):
    unit = make_department("river", "430100")
    make_officer(unit, user=make_user(name="邀", agreed_version=""))

    page = here.get(reverse("departments:unit", args=["river"])).text

    assert "Invited, not yet in" in page
    assert "Nobody is in post yet" in page
    assert "Who sits here" not in page
    assert [one.code for one in here.get("/organ/units/?show=empty").context["rows"]] == ["river"]
    assert "Nobody sits in 1 unit." in here.get("/organ/").text


def test_the_number_of_members_does_not_count_who_is_only_invited(here, organ):
    make_member("430100")
    make_member("430100", user=make_user(agreed_version=""))

    assert "1 member" in here.get("/organ/").text


def test_a_unit_needs_no_english_name(here, organ):
    here.post("/organ/units/add/", TYPED | {"name_en": ""})
    unit = Department.objects.get()
    page = here.get(reverse("departments:unit", args=[unit.code])).text
    assert f"<h1>{TYPED['name_zh']}</h1>" in page


def test_words_of_a_remit_are_tried_on_a_sentence_and_nothing_is_kept(here, organ):
    unit = make_department(organ=organ.pk)
    address = reverse("departments:unit_edit", args=[unit.code])
    unit.refresh_from_db()
    before = list(unit.keywords)
    typed = TYPED | {"keywords": "河道\n水库", "do": "try"}

    page = here.post(address, typed | {"sample": "西湖的河道又堵了"})

    assert page.status_code == 200
    assert "With these words this unit is proposed first." in page.text
    assert (page.context["said"].before, page.context["said"].now) == (
        "No unit: too little is known.",
        f"{TYPED['name_en']}, by the words: 河道",
    )
    unit.refresh_from_db()
    assert list(unit.keywords) == before
    none = here.post(address, typed | {"sample": "给候车亭加一盏灯"})
    assert "None of these words stands in the text." in none.text
    assert "Please fill this in." in here.post(address, typed | {"sample": ""}).text


def test_of_two_units_of_one_short_name_the_other_one_is_not_taken_for_the_tried(here, organ):
    other = make_department("a-first", organ=organ.pk, keywords=["水库", "河道"])
    other.short_zh = other.name_en = TYPED["name_en"]
    other.save()
    unit = make_department("b-second", organ=organ.pk)
    typed = TYPED | {"keywords": "河道", "do": "try", "sample": "水库边的河道又堵了"}

    page = here.post(reverse("departments:unit_edit", args=[unit.code]), typed)

    assert "Another unit comes first." in page.text


def test_switching_off_and_on_is_confirmed_in_words(here, organ):
    unit = make_department("river", organ.pk)
    switch = reverse("departments:unit_switch", args=[unit.code])

    assert f"{unit.short_name} is switched off." in here.post(switch, follow=True).text
    assert f"{unit.short_name} is in use again." in here.post(switch, follow=True).text


def test_of_a_unit_that_is_switched_off_it_is_said_so(here, organ):
    unit = make_department(organ=organ.pk, is_active=False)
    typed = TYPED | {"keywords": "河道", "do": "try", "sample": "河道又堵了"}

    page = here.post(reverse("departments:unit_edit", args=[unit.code]), typed)

    assert "The unit is switched off." in page.text
    assert "Another unit comes first." not in page.text


def test_words_of_a_new_unit_are_tried_before_there_is_one(here):
    page = here.post("/organ/units/add/", TYPED | {"do": "try", "sample": "水库漏水"})

    assert "With these words this unit is proposed first." in page.text
    assert not Department.objects.exists()
