"""The office's pages of its own rules: change, try, save, restore; and what the decision shows."""

import re

import pytest
from django.urls import reverse

from departments.models import Department
from members import roles
from members.models import Sector
from suggestions import rulebook
from suggestions.actions import ruling_routes, sealing
from suggestions.lifecycle import State
from suggestions.models import Category, RuleDraft, RuleSet, Suggestion
from suggestions.routing.rules import Rule
from tests.departments.factories import make_department
from tests.members.factories import make_organ, make_seat, make_user
from tests.suggestions.factories import MORNING, WORDS, route, submit, suggestion_at
from tests.suggestions.views.counting import MOST_QUERIES, questions

ORGAN = "430000"


def url(name, *parts):
    return reverse(f"suggestions:{name}", args=[ORGAN, *parts])


def body(**changes):
    return {"words": "书架", "unit": "library"} | changes


def drafted(user):
    return rulebook.drafted(RuleDraft.objects.get(user=user))


def in_force():
    return rulebook.plain(rulebook.in_force(ORGAN))


def put(scene, *, by=None, **fields):
    rule = Rule(**({"key": "", "unit": "library", "words": ("书架",)} | fields))
    return ruling_routes.put(organ=scene.organ, rule=rule, by=by or scene.clerk, at=MORNING)


def save(scene, base=0, *, by=None):
    return ruling_routes.save(organ=scene.organ, base=base, by=by or scene.clerk, at=MORNING)


@pytest.fixture
def water(scene):
    return make_department("water")


# ── reading and changing ──


def test_a_rule_is_added_moved_changed_and_saved(scene, enter, water):
    client = enter(scene.clerk)
    assert "There are no rules yet" in client.get(url("rules_of")).text
    client.post(url("rule_add"), body())
    client.post(url("rule_add"), body(words="水库，水渠\n河", unit="water", urgency="complex"))
    first, second = drafted(scene.clerk)
    assert (second.words, second.urgency) == (("水库", "水渠", "河"), "complex")
    page = client.get(url("rules_of")).text
    assert "It is yours alone until you save it" in page
    client.post(url("rules_change"), {"do": f"up {second.key}"})
    client.post(url("rule_edit", first.key), body(words="阅览室", others=["water"]))
    response = client.post(url("rules_save"), {"base": "0"}, follow=True)
    assert "Version 1 is in force" in response.text
    assert [(one.unit, one.words) for one in in_force()] == [
        ("water", ("水库", "水渠", "河")),
        ("library", ("阅览室",)),
    ]
    assert in_force()[1].others == ("water",)


def test_the_key_enter_in_a_line_keeps_the_rule_and_tries_none(scene, enter):
    """A browser presses the first button of the form that sends it."""
    page = enter(scene.clerk).get(url("rule_add")).text
    form = page[page.index('<form class="form"') :]
    first = re.search(r"<button[^>]*type=\"submit\"[^>]*>", form)
    assert first
    assert "name=" not in first[0]
    assert 'value="try"' in form


def test_a_rule_opens_as_it_was_typed(scene, enter, water):
    Category.objects.create(code="02", name_zh="教育文体", name_en="Education")
    Sector.objects.create(code="education", name_zh="教育界", name_en="Education")
    make_organ("430111")
    whole = {
        "words": ("书架", "阅览室"),
        "place": "430111",
        "category": "02",
        "sector": "education",
        "others": ("water",),
        "urgency": "simple",
    }
    key = put(scene, **whole).key
    save(scene)
    client = enter(scene.clerk)
    form = client.get(url("rule_edit", key)).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"words": "书架\n阅览室"}
    client.post(url("rule_edit", key), sent)
    assert drafted(scene.clerk) == in_force()


def test_a_rule_is_taken_out_and_changes_are_dropped(scene, enter):
    key = put(scene).key
    save(scene)
    client = enter(scene.clerk)
    client.post(url("rules_change"), {"do": f"remove {key}"})
    assert drafted(scene.clerk) == ()
    client.post(url("rules_change"), {"do": "drop"})
    assert not RuleDraft.objects.exists()
    for nonsense in ("", "up", "remove 00000000", "fly \0"):
        assert client.post(url("rules_change"), {"do": nonsense}).status_code == 302
    assert len(in_force()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "，、"}, "words"),
        ({"words": "长" * 41}, "words"),
        ({"words": "\n".join(f"词{n}" for n in range(41))}, "words"),
        ({"unit": ""}, "unit"),
        ({"unit": "closed"}, "unit"),
        ({"unit": "elsewhere"}, "unit"),
        ({"unit": "x\0"}, "unit"),
        ({"others": ["library"]}, "others"),
        ({"others": ["elsewhere"]}, "others"),
        ({"place": "440000"}, "place"),
        ({"category": "99"}, "category"),
        ({"sector": "none"}, "sector"),
        ({"urgency": "at once"}, "urgency"),
    ],
)
def test_a_wrong_rule_is_said_beside_its_field_and_stays_typed(scene, enter, changes, field):
    make_department("closed", is_active=False)
    make_department("elsewhere", "430200")
    sent = body(**({"words": "书架很高"} | changes))
    response = enter(scene.clerk).post(url("rule_add"), sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert response.context["form"]["words"].value() == sent["words"]
    assert not RuleDraft.objects.exists()


def test_what_was_typed_for_a_rule_that_is_gone_can_be_added_anew(scene, enter):
    key = put(scene).key
    save(scene)
    put(scene, words=("河",))
    ruling_routes.remove(organ=scene.organ, key=key, by=scene.clerk, at=MORNING)
    client = enter(scene.clerk)
    assert client.get(url("rule_edit", key)).status_code == 404
    response = client.post(url("rule_edit", key), body(words="阅览室"))
    assert response.status_code == 409
    assert f'action="{url("rule_add")}"' in response.text
    assert "阅览室" in response.text


def test_of_two_officers_the_second_is_told_and_nothing_is_lost(scene, enter):
    other = make_seat(roles.Office, user=make_user(name="另一位"))
    first, second = enter(other), enter(scene.clerk)
    first.post(url("rule_add"), body(words="河"))
    second.post(url("rule_add"), body())
    first.post(url("rules_save"), {"base": "0"})
    response = second.post(url("rules_save"), {"base": "0"})
    assert response.status_code == 409
    assert "另一位 has saved version 1 in the meantime" in response.text
    assert "“书架”" in response.text
    assert '<input type="hidden" name="base" value="1">' in response.text
    assert "Save mine in place of version 1" in response.text
    second.post(url("rules_save"), {"base": "1"})
    assert [one.words for one in in_force()] == [("书架",)]


@pytest.mark.parametrize("base", ["", "x", "-1", "²", "9" * 40, "7"])
def test_a_base_that_nobody_gave_saves_nothing_over_a_version(scene, enter, base):
    put(scene)
    save(scene)
    put(scene, words=("河",))
    response = enter(scene.clerk).post(url("rules_save"), {"base": base})
    assert response.status_code == 409
    assert RuleSet.objects.count() == 1


def test_an_earlier_version_is_looked_at_and_restored(scene, enter, water):
    key = put(scene).key
    save(scene)
    put(scene, key=key, unit="water")
    save(scene, 1)
    client = enter(scene.clerk)
    listing = client.get(url("rule_versions"))
    shown = [(one.version, one.number_of_rules) for one in listing.context["page"].rows]
    assert shown == [(2, 1), (1, 1)]
    assert "Restore this version?" not in client.get(url("rule_version", 2)).text
    page = client.get(url("rule_version", 1)).text
    assert scene.unit.short_name in page
    late = client.post(url("rule_version", 1), {"base": "1"})
    assert (late.status_code, RuleSet.objects.count()) == (409, 2)
    client.post(url("rule_version", 1), {"base": "2"})
    assert [one.unit for one in in_force()] == ["library"]
    assert "version 1 restored" in client.get(url("rule_versions")).text
    assert client.get(url("rule_version", 9)).status_code == 404


def test_a_closed_units_rule_says_so(scene, enter):
    put(scene)
    save(scene)
    Department.objects.update(is_active=False)
    assert "This unit is closed" in enter(scene.clerk).get(url("rules_of")).text


def test_who_sits_in_two_offices_finds_both(scene, enter):
    make_seat(roles.Office, "430100", user=scene.clerk)
    client = enter(scene.clerk)
    assert client.get(reverse("suggestions:rules")).headers["Location"] == url("rules_of")
    assert reverse("suggestions:rules_of", args=["430100"]) in client.get(url("rules_of")).text


def test_nobody_else_opens_them(scene, enter):
    key = put(scene).key
    save(scene)
    pages = [url("rules_of"), url("rule_add"), url("rule_edit", key), url("rules_trial")]
    pages += [url("rule_versions"), url("rule_version", 1)]
    for person in (scene.an, scene.bo, scene.cheng, make_seat(roles.Office, "430100")):
        client = enter(person)
        assert {client.get(page).status_code for page in pages} == {403}
        assert client.post(url("rules_save"), {"base": "1"}).status_code == 403


# ── the trial ──


def tried(client, show="changed"):
    page = client.get(url("rules_trial"), {"show": show})
    return [(one.suggestion.pk, one.before, one.now, one.went_to) for one in page.context["rows"]]


def test_a_trial_shows_what_would_change_and_changes_nothing(scene, enter, water):
    here = suggestion_at(scene, State.CLOSED)
    there = submit(scene, words=type(WORDS)("修水库", "堤坝漏水。"))
    put(scene)
    save(scene)
    put(scene, unit="water", words=("水库", "阅览室"))
    put(scene, unit="water", words=("书架",))
    client = enter(scene.clerk)
    library, other = scene.unit.short_name, water.short_name
    assert tried(client) == [(there.pk, "", other, "")]
    assert tried(client, "hits") == [
        (there.pk, "", other, ""),
        (here.pk, library, library, library),
    ]
    assert tried(client, "elsewhere") == []
    page = client.get(url("rules_trial"))
    counts = [
        (one.hits, one.gone, one.agreed, one.taken_above) for _l, one in page.context["lines"]
    ]
    assert counts == [(1, 1, 1, 0), (1, 0, 0, 1), (0, 0, 0, 1)]
    assert page.context["tried"].agreement == 100
    assert not Suggestion.objects.get(pk=there.pk).recommendations.exists()


def test_what_went_elsewhere_than_its_rule_says_is_listed(scene, enter, water):
    case = suggestion_at(scene, State.IN_HANDLING)
    put(scene, unit="water")
    client = enter(scene.clerk)
    names = (water.short_name, scene.unit.short_name)
    assert tried(client, "elsewhere") == [(case.pk, "", *names)]
    assert client.get(url("rules_trial")).context["tried"].agreement == 0


def test_sealed_and_other_organs_cases_are_not_looked_at(scene, enter):
    city = make_organ("430100")
    sealed = submit(scene)
    sealing.seal(suggestion=sealed, reason="正文涉密。", by=scene.clerk, at=MORNING)
    suggestion = submit(scene)
    Suggestion.objects.filter(pk=suggestion.pk).update(organ=city)
    make_seat(roles.Office, "430100", user=scene.clerk)
    put(scene)
    assert tried(enter(scene.clerk), "hits") == []


def test_a_trial_before_any_case_and_any_rule(scene, enter):
    page = enter(scene.clerk).get(url("rules_trial"))
    assert (page.status_code, page.context["rows"]) == (200, [])


# ── the decision ──


def test_the_decision_names_the_rule_first_and_brings_its_units_and_time(scene, enter, water):
    roads = make_department("roads")
    put(scene, unit="water", words=("够不着",), others=("roads",), urgency="complex")
    save(scene)
    suggestion = submit(scene)
    route(suggestion)
    client = enter(scene.clerk)
    page = client.get(reverse("suggestions:decide", args=[suggestion.code]))
    assert "because of your rule no. 1 (version 1) · “够不着”" in page.text
    form = page.context["form"]
    assert (form["unit"].value(), form["urgency"].value()) == ("water", "complex")
    assert form["others"].value() == [roads.code]
    assert page.context["proposed"][1].department == scene.unit
    suggestion.refresh_from_db()
    assert suggestion.state == "submitted"


# ── what the pages cost ──


def test_pages_ask_as_much_for_many_rules_and_cases_as_for_one(scene, enter, water):
    Sector.objects.create(code="education", name_zh="教育界", name_en="Education")
    Category.objects.create(code="02", name_zh="教育文体", name_en="Education")
    whole = {"place": ORGAN, "category": "02", "sector": "education", "others": ("water",)}
    put(scene, **whole)
    put(scene)
    save(scene)
    put(scene, **whole)
    route(suggestion_at(scene, State.SUBMITTED))
    suggestion_at(scene, State.CLOSED)
    client = enter(scene.clerk)
    pages = [url("rules_of"), url("rules_trial"), url("rule_versions"), url("rule_version", 1)]
    pages += [url("rule_add"), url("rules_trial") + "?show=hits"]
    before = [questions(client, page) for page in pages]
    save(scene, 1)
    for number in range(3):
        put(scene, **whole | {"words": (f"词{number}",)})
        suggestion_at(scene, State.CLOSED)
        submit(scene)
    assert [questions(client, page) for page in pages] == before
    assert max(before) <= MOST_QUERIES


# ── one rule tried on a sentence ──


def tried_on(client, *parts, **fields):
    name = "rule_edit" if parts else "rule_add"
    return client.post(url(name, *parts), body(do="try") | fields)


def test_a_rule_is_tried_on_a_sentence_and_nothing_is_kept(scene, enter, water):
    client = enter(scene.clerk)

    answer = tried_on(client, sample="阅览室的书架坏了")

    said = answer.context["said"]
    assert (answer.status_code, said.now.number, said.now.words) == (200, 1, ("书架",))
    assert said.now.unit == Department.objects.get(code="library").short_name
    assert said.before.number is None
    assert "This rule fits and is the first that does." in answer.text
    assert 'formaction="#tried"' in answer.text
    assert answer.text.count('id="tried"') == answer.text.count('id="tried" tabindex="-1"') == 1
    assert not RuleDraft.objects.exists()
    assert "does not fit: none of its words" in tried_on(client, sample="河水发黑").text


def test_a_rule_that_stands_below_another_says_so(scene, enter, water):
    put(scene, unit="water", words=("阅览室",))
    answer = tried_on(enter(scene.clerk), sample="阅览室的书架坏了")
    assert "but rule 1 stands above it" in answer.text
    assert answer.context["said"].now.number == 1


def test_a_changed_rule_is_tried_in_its_place(scene, enter):
    put(scene, words=("水",))
    key = drafted(scene.clerk)[0].key
    answer = tried_on(enter(scene.clerk), key, sample="阅览室的书架坏了")
    assert answer.context["said"].now.number == 1
    assert drafted(scene.clerk)[0].words == ("水",)


def test_the_office_tries_a_rule_on_a_case_and_the_administrator_reads_none(scene, enter):
    case = submit(scene)
    words = case.title[:2]
    answer = tried_on(enter(scene.clerk), words=words, sample=case.code)
    assert answer.context["said"].title == case.title
    admin = make_seat(roles.OrganAdmin, ORGAN)

    answer = tried_on(enter(admin), words=words, sample=case.code)

    said = answer.context["said"]
    assert (said.title, said.is_case) == (case.code, False)
    assert "To my desk" not in answer.text
    assert f"{reverse('members:organ')}?organ={ORGAN}" in answer.text
    kept = enter(admin).post(url("rule_add"), body(), follow=True)
    assert "only once you press “Save as a new version”" in kept.text


def test_trying_asks_for_a_sentence(scene, enter):
    answer = tried_on(enter(scene.clerk))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["sample"])
