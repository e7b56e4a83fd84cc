"""Generated pages say what the code says."""

import pytest
from django.core.management import CommandError, call_command

from cppcc_cloud.environment import SETTINGS
from cppcc_cloud.management.commands import reference
from cppcc_cloud.reference import settings_page


def test_every_setting_is_on_the_page():
    page = settings_page()
    assert [setting.name for setting in SETTINGS if f"| `{setting.name}` |" not in page] == []


def test_the_committed_reference_is_what_the_code_says():
    call_command("reference", "--check")


def test_a_page_that_differs_is_named(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"docs/reference/settings\.md"):
        call_command("reference", "--check")

    call_command("reference", verbosity=0)
    call_command("reference", "--check")

    wrote = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert wrote >= {"docs/reference/settings.md", ".env.example"}
    assert {path for path, _page in reference.pages().items() if not path.exists()} == set()
