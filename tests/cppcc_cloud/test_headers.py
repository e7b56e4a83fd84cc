"""What a browser is told with every page, and where limits are kept."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    return client.get(reverse("account_login"))


def test_the_content_policy_allows_nothing_inline_and_no_other_host(page):
    policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "http" not in page["Content-Security-Policy"]


def test_the_other_headers(page):
    wanted = {
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    assert {name: page[name] for name in wanted} == wanted
    assert "camera=()" in page["Permissions-Policy"]


def test_limits_are_kept_where_every_process_sees_them_and_redis_is_not_needed():
    cache.set("limit", 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cppcc_cloud_cache")
        assert cursor.fetchone() == (1,)


def test_the_rescue_admin_has_no_door_of_its_own(client, settings):
    answer = client.get(f"/{settings.ADMIN_PATH}login/")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_an_odd_host_name_is_a_bad_request_and_no_error_of_ours(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"<h1" in answer.content
    assert b"evil.example" not in answer.content


def test_a_page_comes_compressed_to_whom_takes_it_and_never_twice_in_one_length(client):
    whole = client.get("/").content
    pages = [client.get("/", headers={"accept-encoding": "gzip"}) for _time in range(8)]
    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    assert gzip.decompress(pages[0].content).startswith(whole[:200])
    lengths = {int(page["Content-Length"]) for page in pages}
    assert max(lengths) < len(whole) / 2
    assert len(lengths) > 1


def test_what_a_program_reads_stays_whole(client):
    answer = client.get("/api/schema/", headers={"accept-encoding": "gzip"})
    assert answer.content
    assert "Content-Encoding" not in answer.headers
