"""Words are found, kept, filled, checked and compiled without the gettext tools."""

import gettext

import pytest
from django.core.management import call_command

from cppcc_cloud import catalogs

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("Send")
_("%(name)s has it")
ngettext("%(count)d day", "%(count)d days", 3)
pgettext("a person", "Head")
"""
PAGE = """
<div>
    {% translate "It's here" %}
        {% blocktranslate trimmed %}
            Two lines
            of one sentence for {{ name }}.
        {% endblocktranslate %}
  <a title="{% translate 'Open' context 'a door' %}">{{ _("Close") }}</a>
</div>
"""
CHINESE = {
    "Send": "提交",
    "%(name)s has it": "由%(name)s办理",
    "%(count)d day": "%(count)d天",
    "Head": "负责人",
    "It's here": "在这里",
    "Two lines of one sentence for %(name)s.": "给%(name)s的一句话。",
    "Open": "打开",
    "Close": "关闭",
}


@pytest.fixture
def house(tmp_path):
    """A small project with one app and one page."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "views.py").write_text(CODE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def test_every_word_of_code_and_templates_is_found(house):
    found = {catalogs.key(message) for message in catalogs.extracted(house, ["app"]) if message.id}
    assert found == {
        ("Send", ""),
        ("%(name)s has it", ""),
        ("%(count)d day", ""),
        ("Head", "a person"),
        ("It's here", ""),
        ("Two lines of one sentence for %(name)s.", ""),
        ("Open", "a door"),
        ("Close", ""),
    }


def test_filled_checked_and_compiled(house):
    assert catalogs.problems(house, ["app"]) != []

    catalogs.update(house, ["app"], CHINESE)

    assert catalogs.problems(house, ["app"]) == []
    (compiled,) = catalogs.compile_all(house)
    with compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Send") == "提交"
    assert words.ngettext("%(count)d day", "%(count)d days", 3) == "%(count)d天"
    assert words.pgettext("a door", "Open") == "打开"
    assert catalogs.compile_all(house) == []


def test_a_second_extraction_changes_nothing(house):
    catalogs.update(house, ["app"], CHINESE)
    first = catalogs.catalog_file(house).read_bytes()
    catalogs.update(house, ["app"])
    assert catalogs.catalog_file(house).read_bytes() == first


@pytest.mark.parametrize(
    ("source", "chinese", "problem"),
    [
        ("Send", "", "no Chinese: 'Send'"),
        ("Send", "Send", "the same in Chinese: 'Send'"),
        (
            "%(name)s has it",
            "由办理",
            "other placeholders in the Chinese of '%(name)s has it': '由办理'",
        ),
    ],
)
def test_what_is_wrong_is_named(house, source, chinese, problem):
    catalogs.update(house, ["app"], CHINESE | {source: chinese})
    assert catalogs.problems(house, ["app"]) == [problem]


def test_what_reads_the_same_has_to_be_listed_and_the_list_has_to_be_true(house):
    catalogs.update(house, ["app"], CHINESE | {"Send": "Send"})
    catalogs.same_file(house).write_text("Send\nGone\n")
    assert catalogs.problems(house, ["app"]) == [
        "listed as the same in Chinese but not in the sources: 'Gone'"
    ]


def test_a_word_that_left_the_sources_and_one_that_came(house):
    catalogs.update(house, ["app"], CHINESE)
    (house / "app" / "views.py").write_text(CODE.replace('_("Send")', '_("Submit")'))
    assert catalogs.problems(house, ["app"]) == [
        "no longer in the sources: 'Send'",
        "not in the catalog: 'Submit'",
    ]


def test_a_source_in_chinese_is_not_english(house):
    (house / "app" / "views.py").write_text('_("提交")')
    catalogs.update(house, ["app"], CHINESE | {"提交": "提交建议"})
    assert catalogs.problems(house, ["app"]) == ["not English: '提交'"]


def test_both_languages_of_the_project_are_complete():
    call_command("messages", "--check", verbosity=0)
