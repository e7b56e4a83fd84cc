"""An office's own rules: a draft of one's own, versions that stay, the rule's proposal first."""

import pytest
from django.core.exceptions import PermissionDenied

from departments.models import Department
from events.models import Event, Pending
from members import roles
from members.models import Member, Sector
from suggestions import rulebook
from suggestions.actions import ruling_routes
from suggestions.actions.ruling_routes import RuleGone, SavedMeanwhile, TooManyRules
from suggestions.lifecycle import NotNow
from suggestions.models import Category, Recommendation, RuleDraft, RuleSet, Suggestion
from suggestions.places import Matter
from suggestions.routing.rules import Rule
from tests.departments.factories import make_department
from tests.members.factories import make_organ, make_seat, make_user
from tests.suggestions.factories import MORNING, route, submit


@pytest.fixture
def water(scene):
    return make_department("water")


def put(scene, **fields):
    fields = {"key": "", "unit": "library", "words": ("书架",)} | fields
    by = fields.pop("by", scene.clerk)
    return ruling_routes.put(organ=scene.organ, rule=Rule(**fields), by=by, at=MORNING)


def save(scene, base=0, by=None):
    return ruling_routes.save(organ=scene.organ, base=base, by=by or scene.clerk, at=MORNING)


def in_force(scene):
    return rulebook.plain(rulebook.in_force(scene.organ.code))


def drafted(scene):
    return [one.unit for one in rulebook.drafted(RuleDraft.objects.get(user=scene.clerk))]


# ── the draft ──


def test_a_change_is_a_draft_until_it_is_saved(scene):
    put(scene)
    assert in_force(scene) == ()
    made = save(scene)
    assert (made.version, made.saved_by, made.saved_at) == (1, scene.clerk, MORNING)
    assert [(one.unit, one.words) for one in in_force(scene)] == [("library", ("书架",))]
    assert not RuleDraft.objects.exists()


def test_rules_are_moved_replaced_and_taken_out(scene, water):
    first, second = put(scene), put(scene, unit="water")
    act = {"organ": scene.organ, "by": scene.clerk, "at": MORNING}
    ruling_routes.shift(key=second.key, up=True, **act)
    assert drafted(scene) == ["water", "library"]
    ruling_routes.shift(key=second.key, up=True, **act)
    ruling_routes.shift(key=first.key, up=False, **act)
    assert drafted(scene) == ["water", "library"]
    ruling_routes.shift(key=second.key, up=False, **act)
    put(scene, key=first.key, unit="water")
    assert drafted(scene) == ["water", "water"]
    ruling_routes.remove(key=first.key, **act)
    with pytest.raises(RuleGone):
        ruling_routes.remove(key=first.key, **act)
    with pytest.raises(RuleGone):
        put(scene, key=first.key)
    ruling_routes.drop(**act)
    assert not RuleDraft.objects.exists()


def test_there_is_an_end_to_how_many(scene, monkeypatch):
    monkeypatch.setattr(ruling_routes, "MOST_RULES", 1)
    put(scene)
    with pytest.raises(TooManyRules):
        put(scene)


def test_everything_of_a_rule_comes_back_from_a_version(scene, water):
    Category.objects.create(code="02", name_zh="教育文体", name_en="Education")
    Sector.objects.create(code="education", name_zh="教育界", name_en="Education")
    make_organ("430100")
    whole = {
        "words": ("书架", "阅览室"),
        "place": "430100",
        "category": "02",
        "sector": "education",
        "others": ("water",),
        "urgency": "complex",
    }
    key = put(scene, **whole).key
    save(scene)
    assert in_force(scene) == (Rule(key=key, unit="library", **whole),)


@pytest.mark.parametrize("act", ["put", "save", "shift", "remove", "drop", "restore"])
def test_only_the_organs_own_office_changes_anything(scene, act):
    put(scene)
    made = save(scene)
    arguments = {
        "put": {"organ": scene.organ, "rule": Rule("", "library", words=("书架",))},
        "save": {"organ": scene.organ, "base": 1},
        "shift": {"organ": scene.organ, "key": "x", "up": True},
        "remove": {"organ": scene.organ, "key": "x"},
        "drop": {"organ": scene.organ},
        "restore": {"rule_set": made, "base": 1},
    }[act]
    for person in (scene.an, scene.bo, make_seat(roles.Office, "430100"), make_user()):
        with pytest.raises(PermissionDenied):
            getattr(ruling_routes, act)(by=person, at=MORNING, **arguments)


# ── versions ──


def test_of_two_officers_the_second_is_told_who_was_faster_and_keeps_the_draft(scene):
    other = make_seat(roles.Office, user=make_user(name="另一位"))
    put(scene)
    put(scene, by=other, words=("阅览室",))
    save(scene, by=other)
    with pytest.raises(SavedMeanwhile, match="另一位 has saved version 1"):
        save(scene)
    assert drafted(scene) == ["library"]
    assert save(scene, base=1).version == 2
    assert [one.words for one in in_force(scene)] == [("书架",)]


def test_an_earlier_version_stays_as_it_was_and_can_be_restored(scene, water):
    key = put(scene).key
    first = save(scene)
    put(scene, key=key, unit="water")
    save(scene, base=1)
    assert [one.unit for one in rulebook.plain(first)] == ["library"]
    with pytest.raises(SavedMeanwhile):
        ruling_routes.restore(rule_set=first, base=1, by=scene.clerk, at=MORNING)
    again = ruling_routes.restore(rule_set=first, base=2, by=scene.clerk, at=MORNING)
    assert (again.version, again.restored_from) == (3, 1)
    assert in_force(scene) == rulebook.plain(first)
    assert RuleSet.objects.count() == 3


def test_each_version_is_a_line_in_the_ledger_that_tells_nobody(scene):
    put(scene)
    made = save(scene)
    ruling_routes.restore(rule_set=made, base=1, by=scene.clerk, at=MORNING)
    lines = Event.objects.filter(kind="rules").order_by("id")
    found = [(one.code, one.step, one.actor, one.role, one.organ, one.data) for one in lines]
    who = ("430000", scene.clerk.code, "office", "430000")
    assert found == [
        (who[0], "save", *who[1:], {"version": 1, "rules": 1}),
        (who[0], "restore", *who[1:], {"version": 2, "rules": 1, "from": 1}),
    ]
    assert not Pending.objects.filter(event__kind="rules").exists()


def test_there_is_nothing_to_save_without_a_change(scene):
    with pytest.raises(NotNow, match="Nothing has been changed"):
        save(scene)
    key = put(scene).key
    save(scene)
    put(scene, key=key)
    with pytest.raises(NotNow, match="Nothing has been changed"):
        save(scene, base=1)


def test_what_is_gone_meanwhile_is_named_by_its_rule(scene):
    put(scene)
    sector = Sector.objects.create(code="education", name_zh="教育界", name_en="Education")
    put(scene, sector="education")
    sector.delete()
    with pytest.raises(NotNow, match=r"Rule no. 2"):
        save(scene)


# ── what it proposes ──


def proposals(suggestion):
    return [
        (one.rank, one.department.code, one.rule.position if one.rule else None, one.because)
        for one in suggestion.recommendations.select_related("department", "rule")
    ]


def test_the_rules_unit_stands_first_and_the_remits_follow(scene, water):
    put(scene, unit="water", words=("够不着", "没有"))
    made = save(scene)
    suggestion = submit(scene)
    route(suggestion)
    assert proposals(suggestion) == [
        (1, "water", 1, ["够不着"]),
        (2, "library", None, ["阅览室", "书架"]),
    ]
    assert suggestion.recommendations.first().rule.rule_set == made
    line = Event.objects.get(code=suggestion.code, step="route")
    assert line.data == {"proposed": 2, "rules": 1, "rule": 1}
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.unit) == ("submitted", None)


def test_a_unit_is_proposed_once(scene):
    put(scene)
    save(scene)
    suggestion = submit(scene)
    route(suggestion)
    assert proposals(suggestion) == [(1, "library", 1, ["书架"])]


def test_at_most_three_are_proposed_with_the_rules_own(scene, water):
    for name in ("a1", "a2", "a3"):
        make_department(name, keywords=["书架"])
    put(scene, unit="water")
    save(scene)
    suggestion = submit(scene)
    route(suggestion)
    assert [rank for rank, *_rest in proposals(suggestion)] == [1, 2, 3]


def test_a_closed_units_rule_is_passed_over(scene, water):
    put(scene, unit="water")
    put(scene, place="430000", words=())
    save(scene)
    Department.objects.filter(pk=water.pk).update(is_active=False)
    suggestion = submit(scene)
    route(suggestion)
    assert proposals(suggestion) == [(1, "library", 2, [])]


def test_another_organs_rules_propose_nothing_here(scene):
    city = make_organ("430100")
    make_department("parks", "430100")
    put(scene)
    save(scene)
    suggestion = submit(scene, place=city, matter=Matter(city, None))
    route(suggestion)
    assert proposals(suggestion) == []


def test_the_sector_is_the_authors_on_the_day_of_writing(scene):
    Sector.objects.create(code="education", name_zh="教育界", name_en="Education")
    Member.objects.filter(user=scene.an).update(sector="education")
    put(scene, words=(), sector="education")
    save(scene)
    first = submit(scene)
    route(first)
    assert [number for _rank, _unit, number, _because in proposals(first)][:1] == [1]
    Member.objects.filter(user=scene.an).update(until=MORNING.date().replace(day=4))
    Suggestion.objects.filter(pk=first.pk).update(routed_at=None)
    Recommendation.objects.all().delete()
    route(first)
    assert [number for _rank, _unit, number, _because in proposals(first)] == [None]
