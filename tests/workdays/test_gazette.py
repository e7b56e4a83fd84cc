import json
from typing import Any

import pytest

from workdays.gazette import NotANotice, committed, parse


def notice(**changes: Any) -> str:
    whole = {
        "year": 2027,
        "notice_no": "test 1",
        "source": "https://example.org/",
        "days": [{"date": "2027-01-01", "kind": "statutory", "festival": "new_year"}],
    }
    return json.dumps(whole | changes)


def test_the_years_that_come_with_the_project() -> None:
    assert [path.stem for path in committed()] == ["2024", "2025", "2026"]
    assert [parse(path.read_text("utf-8")).notice_no for path in committed()] == [
        "国办发明电〔2023〕7号",
        "国办发明电〔2024〕12号",
        "国办发明电〔2025〕7号",
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"days": []}, "names no day"),
        ({"days": [{"date": "2027-01-01", "kind": "rest"}] * 2}, "twice"),
        ({"days": [{"date": "2026-01-01", "kind": "rest"}]}, "another year"),
        ({"days": [{"date": "2027-01-01", "kind": "holiday"}]}, "holiday"),
        ({"days": [{"date": "1 January", "kind": "rest"}]}, "isoformat"),
        ({"days": [{"date": "2027-01-04", "kind": "workday"}]}, "weekday"),
        ({"days": [{"date": "2027-01-01", "kind": "rest", "festival": "easter"}]}, "festival"),
        ({"source": ""}, "published"),
        ({"year": None}, "int"),
    ],
)
def test_what_cannot_be_a_notice_is_refused_with_the_reason(
    changes: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotANotice, match=why):
        parse(notice(**changes))


def test_words_that_are_not_json_are_no_notice() -> None:
    with pytest.raises(NotANotice):
        parse("the State Council has decided")
