"""A long list is the list itself without a script, and holds what it is found by."""

from django import forms

from departments.models import Department
from design.forms import FindSelect
from tests.suggestions.factories import make_scene


class Asking(forms.Form):
    kind = forms.ChoiceField(choices=[("", "任选"), ("gl", "公路")], widget=FindSelect)


def test_without_a_script_it_is_a_list():
    html = str(Asking()["kind"])
    assert '<select name="kind"' in html
    assert "data-find" in html
    assert '<option value="gl" data-words="| gl">公路</option>' in html
    assert '<option value="" selected>任选</option>' in html
    assert "js/find.js" in html


def test_a_unit_is_found_by_its_other_names_its_letters_and_its_remit(db):
    unit = make_scene().unit
    Department.objects.filter(pk=unit.pk).update(name_zh="湖南图书馆", short_zh="省图")
    unit.refresh_from_db()
    assert unit.find_words == "湖南图书馆 省图 | hntsg st 书架 阅览室 图书馆"


def test_words_that_name_nothing_are_answered_in_the_reader_s_language(client, db):
    said = client.get("/?language=zh-hans", HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()
    assert 'data-say-nothing="没有找到"' in said
    assert 'data-say-choose="' in said
