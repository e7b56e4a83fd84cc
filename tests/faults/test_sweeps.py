"""However many beats ask and workers sweep, each thing is done once."""

from datetime import UTC, datetime, timedelta

import pytest

from deadlines.models import DueDate, Reminder
from events.models import Event, Pending
from notifications.models import Notification, State
from notifications.models.notification import DAILY, DIGEST
from suggestions.models import Assignment, Recommendation, Suggestion
from tests.faults.counting import all_told, doubled, more_than_once
from tests.faults.crowd import assign_all, make_house, members, submit_all
from tests.served.site import soon

# Thursday 5 March 2026, 10:00 in Hunan, and when all that began then is a week overdue: a Thursday.
MORNING = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
OVERDUE = datetime(2026, 3, 19, 2, 0, tzinfo=UTC)
# A quarter past the hour of the daily mail.
NEXT_MORNING = datetime(2026, 3, 20, 0, 15, tzinfo=UTC)
PEOPLE, EACH = 10, 3
CASES = PEOPLE * EACH


def all_sent():
    """Whether nothing waits any more, neither for a worker nor for the mail server."""
    waiting = Notification.objects.filter(state=State.PENDING).exists()
    return not waiting and not Pending.objects.exists()


def lines_of(step):
    """(code, reader, channel) of all that was told about a step."""
    lines = Notification.objects.filter(step=step).order_by("code", "user_id", "channel")
    return list(lines.values_list("code", "user_id", "channel"))


def expected(codes, readers):
    """Each reader once about each case, in the inbox and by mail."""
    lines = [(c, r.pk, channel) for c in codes for r in readers for channel in ("email", "inbox")]
    return sorted(lines)


@pytest.mark.long
def test_two_beats_and_two_workers_do_nothing_twice(site, postbox):
    house = make_house()
    daily = Notification.objects.filter(kind=DIGEST, step=DAILY)
    postbox.start()
    served = {"workers": 2, "beats": 2, "hurried": True, "EMAIL_URL": postbox.url}
    with site(started=False, **served) as running:
        running.set_clock(MORNING)
        running.start()
        submit_all(members(running, PEOPLE), EACH)
        assert all_told(CASES)
        assign_all(running, house)
        assert soon(all_sent)

        running.set_clock(OVERDUE)
        assert soon(lambda: Reminder.objects.count() >= 2 * CASES)
        assert soon(all_sent)
        # Both beats go on asking; whatever they were to do twice, they would do now.
        running.set_clock(OVERDUE + timedelta(hours=3))
        assert not soon(lambda: Reminder.objects.count() != 2 * CASES, seconds=4)
        assert soon(all_sent)
        running.set_clock(NEXT_MORNING)
        assert soon(lambda: daily.filter(state=State.SENT).exists())
        running.set_clock(NEXT_MORNING + timedelta(minutes=30))
        assert not soon(lambda: daily.count() != 1, seconds=4)
        running.stop()

        assert doubled() == {}
        assert Event.objects.filter(step="route").count() == CASES
        assert Recommendation.objects.values("suggestion").distinct().count() == CASES
        codes = list(Suggestion.objects.values_list("code", flat=True))
        works = list(Assignment.objects.values_list("code", flat=True))
        officers = house.officers
        assert lines_of("submit") == [(code, house.clerk.pk, "inbox") for code in sorted(codes)]
        assert lines_of("hand_over") == expected(codes, officers)
        assert lines_of("remind_unsigned") == expected(works, officers)
        assert lines_of("remind_overdue_5") == expected(works, [*officers, house.clerk])
        assert more_than_once(Reminder.objects.values_list("rule", "code")) == {}
        assert DueDate.objects.open().count() == 2 * CASES
        arrived = postbox.arrived()
        assert set(arrived.values()) == {1}
        # The clerk has one mail for all cases. That a case was not signed for is not said any more
        # where the word that it is overdue came before the mail was on its way.
        lines = Notification.objects.filter(channel="email")
        assert len(arrived) == lines.filter(state=State.SENT).count()
        assert lines.filter(state=State.BUNDLED, user=house.clerk).count() == CASES
        left = lines.exclude(state__in=[State.SENT, State.BUNDLED]).exclude(kind=DIGEST)
        assert set(left.values_list("state", "step")) <= {(State.DROPPED, "remind_unsigned")}
        assert lines.exclude(kind=DIGEST).count() == CASES * 7
