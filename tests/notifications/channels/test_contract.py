"""What every channel keeps to, found by its folder alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from notifications import channels as package
from notifications import registry
from notifications.models import Notification, Preference, When
from notifications.registry import Outcome, Verdict

pytestmark = pytest.mark.django_db
FOLDERS = sorted(p.parent.name for p in Path(package.__path__[0]).glob("*/__init__.py"))


@pytest.fixture(params=FOLDERS)
def channel(request):
    return registry.channels()[request.param]


@pytest.fixture(autouse=True)
def _reachable(channel, an, bo):
    """Everybody can be reached by every channel, and asked for what has to be asked for."""
    an.mobile, bo.mobile = "+8619900000001", "+8619900000002"
    for reader in (an, bo):
        reader.save(update_fields=["mobile"])
        if channel.asked_for:
            asked = {"group": "book", "channel": channel.name, "when": When.ONCE}
            Preference.objects.create(user=reader, **asked)


def test_every_folder_is_a_channel_of_that_name():
    assert FOLDERS == ["email", "inbox", "sms"]
    assert {name: channel.name for name, channel in registry.channels().items()} == {
        name: name for name in FOLDERS
    }


def test_says_of_every_reader_whether_it_reaches_them(channel, an, guest):
    answers = [channel.takes(mail, reader) for mail in (True, False) for reader in (an, guest)]

    assert all(isinstance(answer, bool) for answer in answers)
    assert any(answers)


def test_keeps_to_those_who_want_outside_mail(channel, an, guest):
    if channel.send is not None:
        assert not channel.takes(False, an)
        assert not channel.takes(False, guest)


def test_tells_of_each_line_in_turn(channel, an, bo, happen):
    happen("reply", an, bo)
    lines = list(Notification.objects.filter(channel=channel.name).order_by("pk"))
    if channel.send is None:
        assert {line.state for line in lines} == {"sent"}
        return

    outcomes = channel.send(lines)

    assert isinstance(outcomes, Iterator)
    assert next(outcomes) == Outcome(lines[0], Verdict.SENT)
    assert list(outcomes) == [Outcome(lines[1], Verdict.SENT)]


def test_a_line_without_words_does_not_stop_the_others(channel, an, bo, happen):
    happen("broken", an)
    happen("reply", bo)
    lines = list(Notification.objects.filter(channel=channel.name).order_by("pk"))
    if channel.send is None:
        assert {line.state for line in lines} == {"sent"}
        return

    assert [o.verdict for o in channel.send(lines)] == [Verdict.LATER, Verdict.SENT]
