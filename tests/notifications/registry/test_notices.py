import string

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from notifications import registry
from notifications.models import Notification
from notifications.registry import Words
from notifications.registry.notices import Notice
from tests.notifications.book import NOTICES


def test_notices_come_from_the_tables_that_apps_name():
    assert registry.notice("book", "reply") is NOTICES["book", "reply"]


def test_silence_is_written_down_and_anything_else_is_an_error():
    assert registry.notice("book", "quiet") is None
    with pytest.raises(registry.UnknownStep, match="book unheard"):
        registry.notice("book", "unheard")


def test_a_step_is_registered_once(monkeypatch):
    config = apps.get_app_config("workdays")
    monkeypatch.setattr(config, "notices", "tests.notifications.book.NOTICES", raising=False)
    registry.notices.cache_clear()

    with pytest.raises(registry.TakenTwice, match="book"):
        registry.notices()
    assert issubclass(registry.TakenTwice, ImproperlyConfigured)


@pytest.mark.django_db
def test_words_come_in_the_language_asked_for_with_the_values_of_then(an, happen):
    happen("reply", an)
    line = Notification.objects.get(channel="inbox")

    assert registry.words(line, "en").text == "Education answered. Please rate."
    assert registry.words(line, "zh-hans").text == "教育厅 answered. Please rate."


@pytest.mark.django_db
def test_values_are_never_read_as_templates(an, happen):
    happen("reply", an)
    line = Notification.objects.get(channel="inbox")

    assert registry.words(line, "en").title == "“{0.__class__} <b>修路</b>” has an answer"


def test_a_missing_value_leaves_a_gap_and_no_error():
    line = Notification(kind="book", code="S1", step="reply", data={"en": {"unit": "Education"}})

    assert registry.words(line, "en") == Words(
        title="“…” has an answer", text="Education answered. Please rate."
    )


def test_a_retired_step_still_says_what_it_was_about():
    line = Notification(kind="book", code="S1", step="long_gone")

    assert registry.words(line, "en") == Words(title="News about S1", text="")


REAL = {
    key: notice
    for config in apps.get_app_configs()
    if getattr(config, "notices", None)
    for key, notice in registry.notices.__wrapped__().items()
    if notice is not None
}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("key", sorted(REAL), ids="-".join)
def test_both_languages_use_the_same_placeholders(key, language):
    notice: Notice = REAL[key]
    with translation.override("en"):
        source = [_names(notice.title), _names(notice.text)]
    with translation.override(language):
        assert [_names(notice.title), _names(notice.text)] == source


def _names(words) -> set[str | None]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(str(words))} - {
        None
    }
