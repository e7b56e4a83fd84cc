"""Pages by key: each row once on the way down and up again, though many rows tie."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from design import keyset
from suggestions.models import Suggestion
from tests.suggestions.factories import MORNING, make_scene, submit

DAYS = (0, 1, 1, 1, 1, 1, 2)


@pytest.fixture
def rows(db):
    """Five of seven at the same moment."""
    scene = make_scene()
    for day in DAYS:
        case = submit(scene)
        at = MORNING + timedelta(days=day)
        Suggestion.objects.filter(pk=case.pk).update(submitted_at=at)
    return Suggestion.objects.all()


def walked(rows, order, way, page=None):
    """The rows of each page from the first, or from a given one, to where it ends that way."""
    page = page or keyset.page(rows, order=order, query=QueryDict(), size=2)
    pages = [page]
    while url := getattr(page, way):
        query = QueryDict(url.removeprefix("?"))
        page = keyset.page(rows, order=order, query=query, size=2)
        pages.append(page)
    return [[row.pk for row in one.rows] for one in pages], page


@pytest.mark.parametrize(
    "order", [("submitted_at", "id"), ("-submitted_at", "-id"), ("id",), ("-id",)], ids=" ".join
)
def test_rows_that_tie_come_once_each_on_the_way_there_and_back(rows, order):
    all_rows = list(rows.order_by(*order).values_list("pk", flat=True))

    there, last = walked(rows, order, "older_url")
    back, first = walked(rows, order, "newer_url", last)

    assert there == [all_rows[at : at + 2] for at in range(0, len(DAYS), 2)]
    assert [pk for page in reversed(back) for pk in page] == all_rows
    assert not first.newer_url
