"""A mail server that is away, then unwilling, then there."""

from datetime import timedelta

from notifications.channels.email.transport import message_id
from notifications.models import Notification, State
from tests.faults.crowd import assign_all, make_house, members, submit_all
from tests.served.site import soon
from workdays.clock import now

CASES = 5


def waiting():
    return Notification.objects.filter(channel="email", state=State.PENDING)


def test_each_mail_arrives_once_with_the_id_that_it_was_first_offered_with(site, postbox):
    house = make_house()
    with site(EMAIL_URL=postbox.url, hurried=True) as running:
        submit_all(members(running, 1), CASES)
        assign_all(running, house)
        assert soon(lambda: waiting().count() == 2 * CASES)
        assert soon(lambda: waiting().filter(not_before__isnull=False).count() == 2 * CASES)
        assert postbox.offered == []

        # It is up again and says: later. A mail that was tried waits for some minutes.
        postbox.answer = "451 4.3.2 not now"
        postbox.start()
        running.set_clock(now() + timedelta(minutes=10))
        assert soon(lambda: len(set(postbox.offered)) == 2 * CASES)
        assert soon(lambda: waiting().filter(last_error="451 4.3.2").count() == 2 * CASES)
        assert postbox.mails == []

        first_offered = set(postbox.offered)
        postbox.answer = "250 OK"
        running.set_clock(now() + timedelta(hours=6))
        assert soon(lambda: not waiting().exists())

    lines = Notification.objects.filter(channel="email", state=State.SENT)
    assert {message_id(line) for line in lines} == first_offered
    assert postbox.arrived() == dict.fromkeys(first_offered, 1)
    people = {officer.email for officer in house.officers}
    assert {to: postbox.to().count(to) for to in people} == dict.fromkeys(people, CASES)
