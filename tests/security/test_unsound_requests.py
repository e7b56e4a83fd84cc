"""What no browser sends: refused by name, never an error of ours, never half done."""

from http import HTTPStatus
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from cppcc_cloud import wsgi
from members import roles
from tests.members.factories import make_seat, make_user

pytestmark = pytest.mark.django_db


def served(**environ):
    """Ask the application that the web server loads; return its status line."""
    said = []
    given = {"SERVER_NAME": "testserver", "wsgi.input": BytesIO(b"a=%41")} | environ
    request = RequestFactory()._base_environ(**given)
    list(wsgi.application(request, lambda status, headers: said.append(status)))
    return said[0]


@pytest.mark.parametrize("name", ["hex", "zlib", "rot13", "undefined", "unicode_escape", "utf-16"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("spelling", ["charset={}", "CharSet = {}", "charset*=utf-8''{}"])
def test_another_encoding_than_utf_8_is_refused(name, method, spelling):
    kind = f"application/x-www-form-urlencoded; {spelling.format(name)}"
    asked = {"REQUEST_METHOD": method, "PATH_INFO": reverse("account_login"), "QUERY_STRING": "x=y"}

    assert served(CONTENT_TYPE=kind, **asked) == "400 Bad Request"


def test_a_content_type_that_cannot_be_read_is_refused():
    assert served(CONTENT_TYPE="text/plain; " + "a=b; " * 5000) == "400 Bad Request"


@pytest.mark.parametrize("kind", ["", "text/plain", "text/plain; charset=UTF-8"])
def test_utf_8_is_served(kind):
    assert served(CONTENT_TYPE=kind, PATH_INFO=reverse("account_login")) == "200 OK"


@pytest.mark.parametrize("parameter", ["kind", "step", "after"])
def test_a_nul_in_an_address_is_a_bad_request(client, parameter):
    client.force_login(make_seat(roles.Auditor))

    response = client.get(f"{reverse('members:ledger')}?{parameter}=a%00b")

    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_a_session_cookie_with_a_nul_is_no_session(client):
    client.cookies = SimpleCookie()
    client.cookies[settings.SESSION_COOKIE_NAME] = "\0aaaaaaaaaaaaaaaaaaaaaaa"

    assert client.get(reverse("portal:about")).status_code == HTTPStatus.OK
    assert client.get(reverse("suggestions:desk")).status_code == HTTPStatus.FOUND


def test_a_body_that_is_too_large_is_refused_unread_files_too(client):
    large = SimpleUploadedFile("a.bin", b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))

    response = client.post(reverse("design:set_language"), {"language": "en", "file": large})

    assert response.status_code == HTTPStatus.CONTENT_TOO_LARGE
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", MULTIPART_CONTENT])
def test_more_fields_than_the_largest_form_has_are_a_bad_request(client, kind):
    """A form has a tick for each of 2,169 members at most, and a few fields beside."""
    given = {f"field{number}": "on" for number in range(2_501)} | {"language": "en"}
    body = encode_multipart(BOUNDARY, given) if kind == MULTIPART_CONTENT else urlencode(given)

    response = client.generic("POST", reverse("design:set_language"), body, content_type=kind)

    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


@pytest.mark.parametrize(
    "until",
    [
        "2026-01-01T00:00:00+23:59",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-01-01",
        "a\0b",
    ],
)
def test_an_odd_moment_of_the_inbox_is_no_error(client, until):
    client.force_login(make_user())

    response = client.post(reverse("notifications:read"), {"until": until})

    assert response.status_code == HTTPStatus.FOUND


def test_only_views_that_take_files_take_a_large_body_and_only_of_who_signed_in(client, settings):
    settings.UPLOAD_MAX_REQUEST_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 10_000

    def sent(size, path):
        file = SimpleUploadedFile("a.bin", b"x" * size)
        return client.post(path, {"key": "x", "file": file}).status_code

    large = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1
    assert sent(large, reverse("files:add")) == HTTPStatus.CONTENT_TOO_LARGE
    client.force_login(make_user())
    assert sent(large, reverse("files:add")) == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sent(large + 10_000, reverse("files:add")) == HTTPStatus.CONTENT_TOO_LARGE
    assert sent(large, reverse("notifications:read")) == HTTPStatus.CONTENT_TOO_LARGE
    assert sent(large, "/nowhere/") == HTTPStatus.CONTENT_TOO_LARGE
