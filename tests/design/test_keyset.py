"""Pages by key: in which words the next page is asked for."""

from datetime import UTC, datetime

import pytest

from design.keyset import beyond
from suggestions.models import Suggestion

PLACE = (datetime(2026, 3, 5, 10, tzinfo=UTC), 7)


@pytest.mark.parametrize(
    ("order", "sign"), [(("due_at", "id"), ">"), (("-due_at", "-id"), "<")], ids=["on", "back"]
)
def test_what_comes_after_a_row_is_compared_as_one_row(order, sign):
    """Of several conditions on one column the planner takes each for another one, expects no rows,
    and goes over a list once for each that it finds."""
    asked = str(Suggestion.objects.filter(beyond(order, PLACE)).query)
    one = '("suggestions_suggestion"."due_at", "suggestions_suggestion"."id")'
    assert f"{one} {sign} (" in asked
    assert asked.count('"due_at" >') + asked.count('"due_at" <') == 0


def test_a_list_by_one_key_goes_on_by_that_key():
    asked = str(Suggestion.objects.filter(beyond(("-id",), [7])).query)
    assert '"suggestions_suggestion"."id" < 7' in asked
