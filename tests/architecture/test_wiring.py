"""What is wired by name resolves: URLs in templates, dotted paths in `apps.py`, the schedule."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from django.utils.module_loading import import_string

from cppcc_cloud.celery import app as celery_app

# Attributes that hold a step of the ledger or words, not a dotted path.
NO_WIRES = {"name", "label", "due_moved"}
WIRES = {"navigation", "notices", "pending_handlers", "reminder_rules", "reference", "attachments"}
URL_TAG = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")


def url_names() -> set[str]:
    """Every name that `{% url %}` can find, with its namespace."""
    names: set[str] = set()

    def walk(resolver, prefix: str) -> None:
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                walk(pattern, space)
            elif pattern.name:
                names.add(f"{prefix}{pattern.name}")

    walk(get_resolver(), "")
    return names


def test_every_url_in_a_template_resolves(templates, root):
    known = url_names()
    used = {
        (str(path.relative_to(root)), name)
        for path in templates
        if path.suffix in {".html", ".txt"}
        for name in URL_TAG.findall(path.read_text("utf-8"))
    }
    assert {(path, name) for path, name in used if name not in known} == set()
    assert used, "templates link to something, else this proves nothing"


def wired() -> list[tuple[str, str, str]]:
    """(app, attribute, dotted path) of every wire of our apps."""
    return [
        (label, name, path)
        for label in settings.HOUSE
        for name, value in vars(type(apps.get_app_config(label))).items()
        if name not in NO_WIRES
        for path in ([value] if isinstance(value, str) else value if is_paths(value) else [])
        if re.fullmatch(rf"{label}(\.\w+)+", path)
    ]


def is_paths(value: object) -> bool:
    """Whether an attribute is several dotted paths."""
    return isinstance(value, tuple) and all(isinstance(path, str) for path in value)


@pytest.mark.parametrize(("label", "name", "path"), wired())
def test_every_dotted_path_of_an_app_resolves(label, name, path):
    assert import_string(path) is not None


def test_the_apps_are_wired_at_all():
    assert {name for _label, name, _path in wired()} >= WIRES


def test_every_entry_of_the_schedule_is_a_task():
    celery_app.loader.import_default_modules()
    asked = {entry["task"] for entry in celery_app.conf.beat_schedule.values()}
    assert asked - set(celery_app.tasks) == set()
    assert asked >= {"events.tasks.sweep", "notifications.tasks.deliver", "deadlines.tasks.remind"}


def test_no_template_has_an_inline_script_or_style(templates, root):
    # Data for a script is no script: browsers never run it.
    inline = re.compile(
        r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\bsrc=|type="application/json"))""", re.I
    )
    wrong = [
        str(path.relative_to(root))
        for path in templates
        if path.suffix == ".html" and "email" not in path.parts
        if inline.search(path.read_text("utf-8"))
    ]
    assert wrong == []
