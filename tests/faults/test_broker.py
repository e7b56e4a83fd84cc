"""Without the broker everything only comes later."""

import threading

import pytest

from events.models import Event
from notifications.models import Notification
from suggestions.models import Suggestion
from tests.faults.counting import all_told, doubled
from tests.faults.crowd import WRITE, make_house, members, post_at_once, suggestion_form
from tests.served.site import soon

PEOPLE = 10
# A dead broker may cost a request 0.1 s. What this tells is a request that hangs on it, not how
# busy the machine is.
LONGEST = 10.0


def submit_at_once(people, during=lambda: None):
    """All submit at the same moment, while the main thread does something else."""
    forms = [suggestion_form(number) for number in range(len(people))]
    posts = [(person, WRITE, form) for person, form in zip(people, forms, strict=True)]
    answers = []
    crowd = threading.Thread(target=lambda: answers.extend(post_at_once(posts)))
    crowd.start()
    during()
    crowd.join()
    return forms, answers


def assert_nobody_noticed(forms, answers):
    """Everybody was led to their own suggestion, soon, and it is there."""
    assert [answer.status for answer in answers] == [302] * PEOPLE
    assert max(answer.seconds for answer in answers) < LONGEST
    made = {str(one.submission_key): one for one in Suggestion.objects.all()}
    assert len(made) == PEOPLE
    for form, answer in zip(forms, answers, strict=True):
        assert answer.location == made[form["key"]].get_absolute_url()
        assert made[form["key"]].title == form["title"]


def assert_all_followed_up(house):
    """Each one is routed and the office told of it, once."""
    assert all_told(PEOPLE)
    assert doubled() == {}
    codes = set(Suggestion.objects.values_list("code", flat=True))
    told = Notification.objects.filter(user=house.clerk, step="submit", channel="inbox")
    assert sorted(told.values_list("code", flat=True)) == sorted(codes)
    routed = Event.objects.filter(step="route")
    assert sorted(routed.values_list("code", flat=True)) == sorted(codes)


@pytest.mark.parametrize("moment", range(2))
def test_killed_while_ten_people_submit(site, broker, moment):
    house = make_house()
    with site() as running:
        people = members(running, PEOPLE)

        def kill():
            # Before anybody is through, and when some are.
            assert soon(lambda: Suggestion.objects.count() >= moment * PEOPLE // 3)
            broker.kill()

        forms, answers = submit_at_once(people, during=kill)

        assert_nobody_noticed(forms, answers)
        broker.start()
        assert_all_followed_up(house)


def test_down_from_the_beginning(site, broker):
    broker.stop()
    house = make_house()
    with site(started=False) as running:
        running.start("web")
        running.start("worker-1", "beat-1", ready=False)

        assert_nobody_noticed(*submit_at_once(members(running, PEOPLE)))
        assert not Suggestion.objects.filter(routed_at__isnull=False).exists()

        broker.start()
        assert_all_followed_up(house)
