"""The style sheets of every page: one file where static files are collected."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from design import bundle

COLLECTED = {"staticfiles": {"BACKEND": "design.bundle.Bundled"}}
SHEET = re.compile(r'<link rel="stylesheet" href="(/static/[^"]+)"(?! media)')


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | COLLECTED
    for _once_more in range(2):
        call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


@pytest.mark.django_db
def test_a_collected_page_waits_for_one_sheet_of_styles(client, collected):
    [sheet] = SHEET.findall(client.get("/terms/").text)
    assert re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", sheet)
    assert (collected / sheet.removeprefix("/static/")).exists()
    assert (collected / f"{sheet.removeprefix('/static/')}.gz").exists()


def test_it_holds_every_sheet_in_its_order(collected):
    text = (collected / bundle.TOGETHER).read_text()
    places = [text.index((collected / name).read_text().rstrip()) for name in bundle.SHEETS]
    assert places == sorted(places)


def test_a_sheet_that_is_missing_is_named_before_any_page_lacks_it(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | COLLECTED
    with pytest.raises(ImproperlyConfigured, match=r"css/menu\.css"):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["menu.css"])


@pytest.mark.django_db
def test_where_nothing_is_collected_a_page_loads_the_same_sheets_apart(client):
    loaded = SHEET.findall(client.get("/terms/").text)
    assert loaded == [f"/static/{name}" for name in bundle.SHEETS]
