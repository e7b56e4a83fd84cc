"""Log lines are JSON in production and carry no personal data."""

import json
import logging
import sys

from cppcc_cloud.logs import JsonFormatter, request_id


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
