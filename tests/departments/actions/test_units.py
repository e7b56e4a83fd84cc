import pytest
from django.core.exceptions import PermissionDenied

from departments.actions import units
from departments.models import Department
from events.models import Event
from members import roles
from suggestions.lifecycle import State
from tests.departments.factories import make_department
from tests.members.factories import make_seat
from tests.suggestions.factories import Scene, suggestion_at, work
from workdays.clock import now

VALUES = {
    "name_zh": "长沙市河长制办公室",
    "short_zh": "市河长办",
    "name_en": "River Chief Office",
    "kind": "市政府工作部门",
    "category": "",
    "parent": None,
    "keywords": ["河道", "水库"],
}


def add(organ, admin, **changed):
    return units.add(organ=organ, values=VALUES | changed, by=admin, at=now())


def test_units_of_an_organ_are_numbered_one_after_the_other(organ, admin):
    codes = [add(organ, admin, name_zh=name).code for name in ("甲", "乙")]

    assert codes == ["430100-u1", "430100-u2"]
    line = Event.objects.filter(kind="unit", step="added").latest("pk")
    assert (line.code, line.organ, line.role, line.data) == (codes[1], "430100", "organ_admin", {})


def test_the_ledger_says_which_fields_were_changed_and_not_what_was_typed(organ, admin):
    unit = add(organ, admin)

    act = {"seen": unit.edited_at, "by": admin, "at": now()}
    units.change(unit=unit, values=VALUES | {"keywords": ["河道"]}, **act)

    assert Department.objects.get(pk=unit.pk).keywords == ["河道"]
    assert Event.objects.get(step="changed").data == {"fields": ["keywords"]}


def test_the_slower_of_two_who_edit_a_unit_is_told(organ, admin):
    unit = add(organ, admin)
    act = {"seen": unit.edited_at, "by": admin, "at": now()}
    units.change(unit=unit, values=VALUES | {"name_en": "First"}, **act)

    with pytest.raises(units.ChangedMeanwhile):
        units.change(unit=unit, values=VALUES | {"name_en": "Second"}, **act)
    assert Department.objects.get(pk=unit.pk).name_en == "First"


def test_the_administrator_of_the_organ_above_changes_nothing_here(organ, admin):
    above = make_seat(roles.OrganAdmin, "430000")
    unit = add(organ, admin)

    for act in (units.switch_off, units.switch_on):
        with pytest.raises(PermissionDenied):
            act(unit=unit, by=above, at=now())
    with pytest.raises(PermissionDenied):
        add(organ, above)


def test_a_unit_with_open_work_is_not_switched_off_and_the_work_is_named(scene: Scene):
    admin = make_seat(roles.OrganAdmin, scene.organ.pk)
    suggestion = suggestion_at(scene, State.ASSIGNED)

    with pytest.raises(units.StillBusy, match=suggestion.code):
        units.switch_off(unit=scene.unit, by=admin, at=now())
    assert work(suggestion).department.is_active


def test_a_unit_to_which_others_belong_is_not_switched_off(organ, admin):
    unit = add(organ, admin)
    make_department("river", "430100", parent=unit, name_en="The river's own", short_zh="江")

    with pytest.raises(units.StillBusy, match="The river's own"):
        units.switch_off(unit=unit, by=admin, at=now())


def test_a_unit_is_switched_off_and_on_again(organ, admin):
    unit = add(organ, admin)

    units.switch_off(unit=unit, by=admin, at=now())
    assert not Department.objects.of_organ("430100").exists()
    units.switch_on(unit=unit, by=admin, at=now())

    assert Department.objects.of_organ("430100").get() == unit
    steps = Event.objects.filter(kind="unit").order_by("pk").values_list("step", flat=True)
    assert list(steps) == ["added", "switched_off", "switched_on"]
