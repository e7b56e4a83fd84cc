"""Pages on paper: a list says which, when and whose print it is; a case as of when it tells."""

import re
from html import unescape

import pytest
from django.urls import reverse

from suggestions.lifecycle import State
from tests.suggestions.factories import suggestion_at


def head(page):
    """What stands above a list on paper alone."""
    found = re.search(r'<div class="on-paper paper-head">(.*?)</div>', page.text, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())


@pytest.mark.parametrize(
    ("desk", "who", "told"),
    [
        ("office", "clerk", ("The office's desk: All · what holds “书架”", "by 文书 · CPPCC")),
        ("unit", "bo", ("The unit's desk: All · what holds “书架”", "by 博 · Department library")),
        ("mine", "an", ("My suggestions: All", "by 安 · Member")),
    ],
)
def test_a_printed_list_says_which_it_is_when_and_who_printed_it(scene, enter, desk, who, told):
    suggestion_at(scene, State.IN_HANDLING)
    page = enter(scene.people[who]).get(
        reverse(f"suggestions:{desk}"), {"show": "all", "q": "书架"}
    )
    said = head(page)
    for words in (*told, "Printed on 5 March, 10:00"):
        assert words in said
    assert "one page of several" not in said


def test_the_head_row_of_a_list_is_one_that_paper_repeats(scene, enter):
    suggestion_at(scene, State.SUBMITTED)
    page = enter(scene.clerk).get(reverse("suggestions:office"))
    assert re.search(r'<table class="rows".*?<thead>\s*<tr>', page.text, re.S)


def test_a_printed_case_says_as_of_when(scene, enter):
    case = suggestion_at(scene, State.IN_HANDLING)
    page = enter(scene.an).get(case.get_absolute_url())
    assert "as it stood on 5 March, 10:00" in page.text.partition('<p class="on-paper">')[2]
