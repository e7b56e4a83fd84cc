"""A worker that dies in the middle of its work: nothing is lost, and nothing is done twice."""

from datetime import timedelta

from events.models import Event, Pending
from notifications.models import Notification, State
from tests.faults.counting import all_done, doubled
from tests.faults.crowd import assign_all, make_house, members, submit_all
from tests.served.site import soon
from workdays.clock import now

PEOPLE, EACH = 10, 5
CASES = PEOPLE * EACH
# Each case leaves: submit (announce, route), accept, assign and hand_over (announce each).
ROWS = 5 * CASES
MAILS = 2 * CASES
POOL = 2


def leave_work(site, house):
    """Fill the table of pending work with nobody there to do it."""
    submit_all(members(site, PEOPLE), EACH)
    assign_all(site, house)
    assert Pending.objects.count() == ROWS


def test_killed_in_the_middle_of_a_sweep_and_of_sending(site, postbox):
    house = make_house()
    with site(EMAIL_URL=postbox.url, hurried=True, started=False) as running:
        running.start("web")
        leave_work(running, house)

        # The whole worker dies, then one of its children alone.
        running.start("beat-1")
        running.start("worker-1", ready=False)
        assert soon(lambda: Pending.objects.count() <= ROWS - 40)
        running.kill("worker-1")
        left = Pending.objects.count()
        assert 0 < left < ROWS
        assert doubled() == {}
        assert Notification.objects.filter(step="submit").count() <= CASES
        running.start("worker-1", ready=False)
        assert soon(lambda: Pending.objects.count() <= left // 2)
        running.kill_child("worker-1")
        assert soon(all_done)

        # And once more while mails go out.
        postbox.pause = 0.02
        postbox.start()
        running.set_clock(now() + timedelta(hours=6))
        assert soon(lambda: len(postbox.offered) >= MAILS // 4)
        running.kill("worker-1")
        waiting = Notification.objects.filter(channel="email", state=State.PENDING)
        assert 0 < waiting.count() < MAILS
        # What it had claimed is free again when the lease ends.
        running.set_clock(now() + timedelta(hours=12))
        running.start("worker-1")
        assert soon(lambda: not waiting.exists())

    assert doubled() == {}
    # The office had decided before anybody could propose: proposals would come too late.
    assert not Event.objects.filter(step="route").exists()
    told = Notification.objects.filter(channel="inbox")
    assert told.filter(step="submit", user=house.clerk).count() == CASES
    assert told.filter(step="accept").count() == CASES
    assert told.filter(step="hand_over").count() == MAILS
    # A mail that was handed over and not yet noted when the power failed goes out again, with the
    # same id, by which receivers drop it: at most one for each process that was sending.
    arrived = postbox.arrived()
    again = arrived.total() - len(arrived)
    assert len(arrived) == MAILS
    assert again <= POOL, f"{again} mails arrived again"
