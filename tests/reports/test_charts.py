"""Drawings: which figures stand above their bars."""

from reports.charts import Given, bars


def said(values):
    return [bar.value for bar in bars([Given("", value) for value in values]) if bar.is_said]


def test_every_figure_is_written_where_each_has_room():
    assert said(range(1, 25)) == list(range(1, 25))


def test_where_figures_would_lie_over_each_other_every_second_is_and_the_last():
    values = list(range(1001, 1025))
    assert said(values) == values[1::2]
    assert said([*values[:12], 120_000]) == [*values[:12:2], 120_000]


def test_of_no_bars_nothing_is_drawn():
    assert said([]) == []
