"""Who may open what is said by the app that the thing belongs to."""

from django.apps import apps

from files.policies import may_open
from files.registry import Kind, kinds
from tests.files.samples import keep


def test_every_kind_of_every_app_is_known():
    named = [app for app in apps.get_app_configs() if hasattr(app, "attachments")]
    assert "suggestions" in {app.label for app in named}
    assert kinds().keys() >= {"suggestion"}


def test_a_form_without_drafts_holds_nothing():
    assert list(Kind(sees=lambda user, code: True).drafts([(1, None)])) == []


def test_a_kind_that_no_app_names_is_seen_by_nobody(scene, root):
    found = keep(scene.an)
    found.kind, found.subject, found.bound_at = "nonsense", "x", found.created_at
    assert not may_open(scene.an, found)


def test_before_it_is_sent_a_file_is_its_uploaders_alone(scene, root):
    found = keep(scene.an)
    assert {name for name, one in scene.people.items() if may_open(one, found)} == {"an"}
    scene.an.is_active = False
    assert not may_open(scene.an, found)
