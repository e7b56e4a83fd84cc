"""What the sheets promise to the smallest phone, where no browser is asked."""

import re
from pathlib import Path

from django.conf import settings


def sheet(name: str) -> str:
    return Path(settings.BASE_DIR, f"static/css/{name}.css").read_text(encoding="utf-8")


def rule(name: str, selector: str) -> str:
    """What stands in the rule of that selector alone."""
    found = re.search(rf"^\s*{re.escape(selector)} \{{(.*?)\}}", sheet(name), re.S | re.M)
    assert found, selector
    return found.group(1)


def test_in_large_type_a_count_below_another_is_as_high_as_its_words():
    assert "flex: none" in rule("reader", ".elder .glance a")


def test_in_large_type_no_full_stop_of_the_headline_stands_alone():
    assert "word-break: normal" in rule("reader", ".elder .lead-line")


def test_the_stamp_of_an_answer_goes_to_the_right_only_where_there_is_room():
    assert "flex-grow: 1" in rule("case", ".entry header .soft")
    assert (
        "margin-inline-start: auto" not in sheet("case").partition(".entry header .soft")[2][:300]
    )


def test_words_of_a_title_stay_whole_where_the_browser_has_parted_them():
    keep = sheet("base").partition("  :has(> wbr):lang(zh),")[2].partition("}")[0]
    assert "word-break: keep-all" in keep
