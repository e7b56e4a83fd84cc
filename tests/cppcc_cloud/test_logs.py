"""Log lines are JSON in production and carry no personal data."""

import io
import json
import logging
import sys

from django.urls import Resolver404

from cppcc_cloud.logs import JsonFormatter, NoOpeningLinks, PlainFormatter, request_id


def line_of(**values) -> dict:
    record = logging.LogRecord(
        **{
            "name": "suggestions",
            "level": logging.ERROR,
            "pathname": __file__,
            "lineno": 1,
            "msg": "Could not save",
            "args": (),
            "exc_info": None,
        }
        | values
    )
    return json.loads(JsonFormatter().format(record))


def test_a_line_has_time_level_logger_message_and_the_requests_id():
    token = request_id.set("a1b2c3d4")
    line = line_of(msg="%s rows", args=(3,))
    request_id.reset(token)

    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "ERROR",
        "logger": "suggestions",
        "message": "3 rows",
        "request": "a1b2c3d4",
    }


def test_an_error_says_where_but_not_what_was_typed():
    try:
        int("张三 13900000000")
    except ValueError as error:
        line = line_of(msg="Failed: %s", args=(error,), exc_info=sys.exc_info())

    assert line["error"] == "ValueError"
    assert line["where"][-1].split()[-1] == "test_an_error_says_where_but_not_what_was_typed"
    assert "13900000000" not in json.dumps(line, ensure_ascii=False)


def test_every_answer_carries_an_id_and_a_strangers_is_not_taken(client, settings):
    own = client.get("/livez", headers={"x-request-id": "forged-by-a-stranger"})["X-Request-Id"]
    settings.TRUSTED_PROXY_COUNT = 1
    given = client.get("/livez", headers={"x-request-id": "from-our-proxy-1"})["X-Request-Id"]
    odd = client.get("/livez", headers={"x-request-id": "odd id\n"})["X-Request-Id"]

    assert own != "forged-by-a-stranger"
    assert len(own) == len(odd) == 16
    assert given == "from-our-proxy-1"


def test_a_link_that_opens_something_is_in_no_line():
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NoOpeningLinks())
    log = logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        for formatter in (JsonFormatter(), PlainFormatter()):
            handler.setFormatter(formatter)
            log.warning("%s: %s", "Unprocessable Entity", "/join/7K3M9PQR2TXW7K3M9PQR2T/")
            log.warning("Gone: %s", Resolver404({"path": "password/reset/key/1a-c0ffee/"}))
            log.warning("%d of %s", 3, "/join/")
    finally:
        log.removeHandler(handler)

    said = written.getvalue()
    assert "7K3M9" not in said
    assert "c0ffee" not in said
    assert said.count("Unprocessable Entity: /join/***/") == 2
    assert said.count("password/reset/key/***/") == 2
    assert said.count("3 of /join/") == 2


def test_every_line_goes_through_the_filter(settings):
    assert settings.LOGGING["handlers"].keys() == {"console"}
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["links"]
