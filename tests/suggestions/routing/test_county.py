"""In which area a point lies: borders, holes, islands."""

import pytest

from suggestions.routing.county import area_of, inside

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]
ISLAND = [[10, 0], [11, 0], [11, 1], [10, 1], [10, 0]]
AREAS = {"ring": [[SQUARE, HOLE], [ISLAND]], "core": [[HOLE]]}


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [(0.5, 0.5, "ring"), (2, 2, "core"), (10.5, 0.5, "ring"), (5, 5, ""), (-1, 2, ""), (2, -1, "")],
)
def test_a_point_lies_in_one_area_or_none(lon, lat, code):
    assert area_of(lon, lat, AREAS) == code


def test_a_point_on_a_common_border_lies_in_one_of_the_two():
    left = [[0, 0], [1, 0], [1, 1], [0, 1]]
    right = [[1, 0], [2, 0], [2, 1], [1, 1]]
    assert [inside(1, 0.5, left), inside(1, 0.5, right)].count(True) == 1
