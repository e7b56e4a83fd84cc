"""Drawings: which figures stand above their bars."""

from reports.charts import Given, bars, tile_map


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


def is_named(columns, short):
    places = {str(column): (column, 0) for column in range(columns)}
    names = {code: (short, short) for code in places}
    return tile_map(places, {}, names=names, url=str).is_named


def test_long_names_stand_on_the_tiles_of_a_small_map_only():
    assert is_named(4, "Lengshuijiang")
    assert not is_named(13, "Lengshuijiang")
    assert is_named(13, "冷水江")
