import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from notifications import registry
from notifications.actions.preferences import shown_groups
from notifications.models import Notification


def test_groups_of_all_apps_stand_in_their_order():
    orders = [group.order for group in registry.groups().values()]

    assert orders == sorted(orders)
    assert {"account", "reminders", "news", "book", "slow"} <= registry.groups().keys()


def test_a_name_is_taken_once(monkeypatch):
    config = apps.get_app_config("workdays")
    monkeypatch.setattr(config, "notice_groups", "tests.notifications.book.GROUPS", raising=False)
    registry.groups.cache_clear()

    with pytest.raises(ImproperlyConfigured, match="book"):
        registry.groups()


def test_a_name_that_nobody_registered_is_all_other_news():
    assert registry.group("long gone").name == registry.NEWS


def test_every_notice_is_of_a_known_group_that_fits_its_column():
    used = {notice.group for notice in registry.notices().values() if notice}

    assert used <= registry.groups().keys()
    longest = Notification._meta.get_field("group").max_length
    assert all(len(name) <= longest for name in registry.groups())


def test_only_groups_that_some_mail_belongs_to_are_shown():
    used = {notice.group for notice in registry.notices().values() if notice and notice.mail}
    assert {group.name for group in shown_groups()} == used
