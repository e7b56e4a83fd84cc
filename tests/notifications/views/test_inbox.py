import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from members.models import User
from notifications.models import Notification
from notifications.navigation import NAV
from workdays import clock

pytestmark = pytest.mark.django_db
URL = "/inbox/"
READ = "/inbox/read/"


@pytest.fixture(autouse=True)
def now(at):
    with clock.moved(at + timedelta(hours=1)):
        yield


@pytest.fixture
def page(client, an):
    client.force_login(an)

    def get(**query):
        return client.get(URL, query).content.decode()

    return get


def titles(page):
    return re.findall(r'<a href="/book/(\w+)/">', page)


def unread(user):
    return Notification.objects.inbox(user).unread().count()


def test_shows_ones_own_notices_newest_first_by_day(page, an, bo, happen, at):
    happen("reply", an, code="S1", moment=at - timedelta(days=1))
    happen("reply", an, code="S2")
    happen("reply", bo, code="S9")

    text = page()

    assert titles(text) == ["S2", "S1"]
    assert text.count('<section class="inbox-day">') == 2
    assert "{0.__class__} &lt;b&gt;修路&lt;/b&gt;" in text


def test_unread_alone_can_be_asked_for(page, an, happen, at):
    happen("reply", an, code="S1")
    Notification.objects.update(read_at=at)
    happen("reply", an, code="S2")

    assert titles(page(show="unread")) == ["S2"]
    assert titles(page()) == ["S2", "S1"]


def test_empty_inbox_says_what_will_stand_there(page):
    assert 'href="/desk/"' in page()
    assert 'href="/inbox/"' in page(show="unread")


def test_pages_of_thirty_by_key(page, client, an, happen):
    for n in range(35):
        happen("small", an, code=f"S{n}")
    first = page()
    assert first.count("inbox-line ") == 30

    older = re.search(r'href="(\?[^"]*after=[^"]+)"', first).group(1).replace("&amp;", "&")

    assert client.get(URL + older).content.decode().count("inbox-line ") == 5


def test_opening_the_inbox_reads_nothing(page, an, happen):
    happen("reply", an)

    page()

    assert unread(an) == 1


def test_button_reads_all_that_stood_there(page, client, an, happen, at):
    happen("reply", an)
    until = re.search(r'name="until" value="([^"]+)"', page()).group(1)
    happen("reply", an, code="S2", moment=at + timedelta(hours=2))

    response = client.post(READ, {"until": until})

    assert (response.status_code, response["Location"]) == (302, URL)
    assert unread(an) == 1


@pytest.mark.parametrize("until", ["", "yesterday", "2026-03-05", "9999-01-01T00:00:00+00:00"])
def test_odd_until_means_now(page, client, an, happen, until):
    happen("reply", an)

    client.post(READ, {"until": until})

    assert unread(an) == 0


def test_button_of_a_line_reads_that_line(page, client, an, happen):
    happen("reply", an, code="S1")
    happen("reply", an, code="S2")
    newest = re.search(r'name="line" value="([^"]+)"', page()).group(1)

    client.post(READ, {"line": newest})

    assert list(Notification.objects.inbox(an).unread().values_list("code", flat=True)) == ["S1"]


def test_nobody_reads_for_another_and_no_forged_line_counts(page, client, an, bo, happen):
    happen("reply", an)
    token = re.search(r'name="line" value="([^"]+)"', page()).group(1)
    line = Notification.objects.inbox(an).get()

    client.post(READ, {"line": str(line.pk)})
    client.force_login(bo)
    client.post(READ, {"line": token})

    assert unread(an) == 1


def test_reading_takes_a_post(page, client):
    assert client.get(READ).status_code == 405


def test_stranger_is_asked_to_sign_in(client, an, happen):
    happen("reply", an)

    response = client.get(URL)

    assert response.status_code == 302
    assert "login" in response["Location"]
    assert client.post(READ).status_code in {302, 401}
    assert unread(an) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_lines(page, an, happen, count, django_assert_max_num_queries):
    for n in range(count):
        happen("reply", an, code=f"S{n}")
    page()

    with django_assert_max_num_queries(8):
        assert len(titles(page())) == count


def test_entry_in_the_navigation_counts_what_is_unread(an, bo, happen):
    happen("reply", an)
    entry = NAV[0]

    def seen_by(user: User | AnonymousUser):
        request = RequestFactory().get("/")
        request.user = user
        return entry.seen_by(request), entry.badge(request)

    assert seen_by(an) == (True, 1)
    assert seen_by(bo) == (True, None)
    assert seen_by(AnonymousUser()) == (False, None)
