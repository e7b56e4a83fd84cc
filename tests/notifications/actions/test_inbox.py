from datetime import timedelta

import pytest

from notifications.actions import inbox
from notifications.models import Notification

pytestmark = pytest.mark.django_db


def unread(user):
    return sorted(Notification.objects.inbox(user).unread().values_list("code", flat=True))


def test_seeing_the_thing_reads_what_was_said_about_it(an, bo, happen, at):
    happen("small", an, bo, code="S1")
    happen("reply", an, code="S1")
    happen("small", an, code="S2")

    inbox.seen(user=an, things=[("book", "S1")], at=at)

    assert unread(an) == ["S2"]
    assert unread(bo) == ["S1"]
    assert not Notification.objects.filter(channel="email", read_at__isnull=False).exists()


def test_reading_all_leaves_what_came_since(an, bo, happen, at):
    later = at + timedelta(minutes=1)
    happen("small", an, bo, code="S1")
    happen("small", an, code="S2", moment=later)

    assert inbox.read_all(user=an, at=later, until=at) == 1
    assert (unread(an), unread(bo)) == (["S2"], ["S1"])
    assert inbox.read_all(user=an, at=later) == 1


def test_one_line_is_read_only_in_ones_own_inbox(an, bo, happen, at):
    happen("small", an)
    line = Notification.objects.get()

    assert inbox.read_one(user=bo, pk=line.pk, at=at) == 0
    assert inbox.read_one(user=an, pk=line.pk, at=at) == 1
    assert unread(an) == []


@pytest.mark.parametrize(("lines", "count"), [(0, 0), (3, 3), (120, 99)])
def test_count_is_one_query_and_99_at_most(an, at, lines, count, django_assert_num_queries):
    Notification.objects.bulk_create(
        Notification(
            key=f"k{n}", user=an, channel="inbox", kind="k", code="c", step="s", created_at=at
        )
        for n in range(lines)
    )

    with django_assert_num_queries(1):
        assert inbox.unread_count(an) == count
