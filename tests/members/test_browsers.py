import pytest
from django.utils import translation

from members.templatetags.browsers import browser

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Safari/537"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome · Windows"),
        (f"{CHROME} Edg/130", "Edge · Windows"),
        (IPHONE, "Safari · iPhone"),
        (f"{IPHONE} MicroMessenger/8.0", "WeChat · iPhone"),
        ("curl/8", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_browsers_are_named_as_people_know_them(user_agent, name):
    with translation.override("en"):
        assert browser(user_agent) == name
