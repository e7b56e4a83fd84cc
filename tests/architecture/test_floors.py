"""Relations point down. A `ForeignKey("app.Model")` as a string hides from an import linter."""

import re

from django.apps import apps
from django.conf import settings
from django.db import models

FLOORS = [
    {"cppcc_cloud"},
    {"portal", "reports"},
    {"suggestions"},
    {"commitments"},
    {"enrolment"},
    {"departments"},
    {"notifications", "deadlines", "files", "gateway", "jobs"},
    {"members"},
    {"events", "workdays", "design", "textindex", "typesetting"},
]


LOADS = re.compile(r"{%\s*load\s+(.+?)\s*%}")


def floor_of(app: str) -> int:
    """Counted from the roof; a larger number is further down."""
    return next(number for number, floor in enumerate(FLOORS) if app in floor)


def is_above(app: str, other: str) -> bool:
    """Whether an app may lean on the other."""
    return floor_of(app) < floor_of(other)


def relations() -> list[tuple[type[models.Model], type[models.Model]]]:
    """Every relation of our models to our models, the automatic tables between them included."""
    return [
        (model, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in settings.HOUSE
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.concrete and field.related_model
        if field.related_model._meta.app_label in settings.HOUSE
    ]


def test_every_app_has_a_floor():
    assert set().union(*FLOORS) == set(settings.HOUSE)


def test_every_app_of_the_house_is_installed():
    assert {config.label for config in apps.get_app_configs()} >= set(settings.HOUSE)


def test_no_relation_climbs_or_crosses():
    found = relations()

    wrong = [
        f"{model._meta.label} → {target._meta.label}"
        for model, target in found
        if model._meta.app_label != target._meta.app_label
        and floor_of(model._meta.app_label) >= floor_of(target._meta.app_label)
    ]
    assert wrong == []
    assert found, "the walk must see relations, else it proves nothing"


def test_the_ledger_points_to_nothing():
    outside = [
        field.name
        for field in apps.get_model("events.Event")._meta.get_fields()
        if field.is_relation and field.concrete
    ]
    assert outside == []


def test_no_template_takes_words_from_a_floor_above(templates, root):
    """A library of tags belongs to the app in which it lies, a template to the one it is named by;
    the layouts, the errors and the sign-in library's pages lie no higher than the members."""
    owners = {
        path.stem: app for app in settings.HOUSE for path in (root / app).glob("templatetags/*.py")
    }
    loads = [
        (str(path.relative_to(root)), app if app in settings.HOUSE else "members", owners[name])
        for path in templates
        if path.suffix in {".html", ".txt"}
        for app in [path.relative_to(root).parts[1]]
        for found in LOADS.findall(path.read_text("utf-8"))
        for name in found.split(" from ")[-1].split()
        if name in owners
    ]
    assert {one for one in loads if one[1] != one[2] and not is_above(*one[1:])} == set()
    assert loads, "the walk must see libraries, else it proves nothing"
