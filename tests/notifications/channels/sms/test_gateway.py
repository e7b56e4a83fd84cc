"""What every gateway for text messages keeps to: a folder, the one over HTTP, a real one.

A real one is asked as well where SMS_TEST_URL, SMS_TEST_KEY and SMS_TEST_NUMBER name it: that
number gets two messages.
"""

import os
import socket
from uuid import uuid4

import pytest

from notifications.channels.sms.folder import FolderGateway
from notifications.channels.sms.http import HttpGateway
from notifications.registry import Verdict
from tests.notifications.gateway import KEY, FakeGateway

INVENTED = "+8619900000001"
REAL = "SMS_TEST_URL" in os.environ


class Telephone:
    """A gateway and what arrived at the other end; of a real one nobody can tell from here."""

    def __init__(self, gateway, arrived, number=INVENTED):
        self.gateway, self.arrived, self.number = gateway, arrived, number

    def send(self, words, key):
        return self.gateway.send(self.number, words, key=key)


@pytest.fixture
def fake():
    gateway = FakeGateway()
    yield gateway
    gateway.stop()


@pytest.fixture
def over_http(fake):
    """Make gateways that speak to the fake, and let go of them in the end."""
    made = []

    def make(**more):
        given = {"url": fake.url, "key": KEY, "sender": "政协云", "timeout": 2} | more
        made.append(HttpGateway(**given))
        return made[-1]

    yield make
    for gateway in made:
        gateway.close()


@pytest.fixture(params=["folder", "http", *(["real"] if REAL else [])])
def telephone(request, tmp_path, fake, over_http):
    if request.param == "folder":
        gateway = FolderGateway(tmp_path, sender="政协云")

        def arrived():
            return [tuple(p.read_text("utf-8").splitlines()) for p in tmp_path.glob("*.txt")]

        return Telephone(gateway, arrived)
    if request.param == "http":
        return Telephone(over_http(), fake.texts)
    url, key = os.environ["SMS_TEST_URL"], os.environ["SMS_TEST_KEY"]
    gateway = HttpGateway(url=url, key=key, sender=os.environ.get("SMS_SENDER", ""), timeout=10)
    return Telephone(gateway, lambda: None, os.environ["SMS_TEST_NUMBER"])


def test_a_message_arrives_as_it_was_written(telephone):
    words = "验证码 123456，十分钟内有效 <b>&amp; “ok”"

    assert telephone.send(words, uuid4().hex) == (Verdict.SENT, "")

    if telephone.arrived() is not None:
        assert telephone.arrived() == [(telephone.number, f"【政协云】{words}")]


def test_the_same_message_handed_over_twice_arrives_once(telephone):
    key = uuid4().hex

    answers = [telephone.send("会议改到三点", key) for _time in range(2)]
    telephone.gateway.close()

    assert answers == [(Verdict.SENT, "")] * 2
    if telephone.arrived() is not None:
        assert len(telephone.arrived()) == 1


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (400, Verdict.REFUSED),
        (422, Verdict.REFUSED),
        (429, Verdict.LATER),
        (500, Verdict.LATER),
        (302, Verdict.LATER),
        (403, Verdict.UNREACHABLE),
        (409, Verdict.SENT),
    ],
)
def test_a_status_says_what_became_of_it_without_the_number(fake, over_http, status, verdict):
    fake.answers[INVENTED] = [status]

    found, why = over_http().send(INVENTED, "words", key="k")

    assert found is verdict
    assert why == ("" if verdict is Verdict.SENT else f"HTTP {status}")


def test_a_wrong_key_stops_all_and_loses_none(fake, over_http):
    gateway = over_http(key="another key of thirty-two signs !")

    assert gateway.send(INVENTED, "words", key="k") == (Verdict.UNREACHABLE, "HTTP 401")
    assert fake.texts() == []


def test_a_gateway_that_does_not_answer_is_waited_for_no_longer_than_said(fake, over_http):
    fake.wait = 1.0

    verdict, why = over_http(timeout=0.2).send(INVENTED, "words", key="k")

    assert (verdict, why) == (Verdict.UNREACHABLE, "TimeoutError")


def test_where_nobody_listens_the_message_waits():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gateway = HttpGateway(url=f"http://127.0.0.1:{port}/", key=KEY, sender="x", timeout=2)

    verdict, why = gateway.send(INVENTED, "words", key="k")

    assert (verdict, why) == (Verdict.UNREACHABLE, "ConnectionRefusedError")


def test_after_a_broken_connection_the_next_message_goes_out(fake, over_http):
    gateway = over_http(timeout=0.3)
    fake.wait = 1.0
    gateway.send(INVENTED, "words", key="a")
    fake.wait = 0.0

    assert gateway.send("+8619900000002", "words", key="b") == (Verdict.SENT, "")
