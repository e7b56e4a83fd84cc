"""Medians and shares, by themselves."""

import pytest

from reports.measures import quantile, share


@pytest.mark.parametrize(
    ("counts", "median", "nine_tenths"),
    [
        ({}, None, None),
        ({4: 1}, 4, 4),
        ({1: 1, 2: 1}, 1, 2),
        ({1: 1, 2: 1, 9: 1}, 2, 9),
        ({0: 5, 10: 5}, 0, 10),
        ({3: 9, 30: 1}, 3, 3),
        ({3: 8, 30: 2}, 3, 30),
    ],
)
def test_a_median_is_one_of_the_values(counts, median, nine_tenths):
    assert quantile(counts, 0.5) == median
    assert quantile(counts, 0.9) == nine_tenths


@pytest.mark.parametrize(
    ("part", "whole", "per_cent"),
    [(0, 0, None), (0, 7, 0), (7, 7, 100), (1, 3, 33), (1, 1000, 1), (999, 1000, 99)],
)
def test_a_share_is_none_or_all_only_where_it_is(part, whole, per_cent):
    assert share(part, whole) == per_cent
