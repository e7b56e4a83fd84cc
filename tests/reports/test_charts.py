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


def drawn(columns, short, most=0):
    places = {str(column): (column, 0) for column in range(columns)}
    names = {code: (short, short) for code in places}
    return tile_map(places, {"0": most}, names=names, url=str)


def is_named(columns, short):
    return drawn(columns, short).is_named


def test_long_names_stand_on_the_tiles_of_a_small_map_only():
    assert is_named(4, "Lengshuijiang")
    assert not is_named(13, "Lengshuijiang")
    assert is_named(13, "冷水江")


def test_a_map_is_as_wide_as_its_names_need_to_be_read():
    for columns, short in ((2, "花垣"), (4, "Lengshuitan"), (3, "Lengshuijiang"), (12, "冷水江")):
        found = drawn(columns, short)
        assert found.name_size * found.least / found.width >= 12
        assert found.name_size <= 14


def test_a_map_of_figures_alone_goes_onto_a_phone_unless_they_are_long():
    assert drawn(12, "Lengshuijiang", 999).least == 0
    assert drawn(12, "Lengshuijiang", 1000).least == 12 * 49


def test_a_map_of_few_counties_does_not_grow():
    assert drawn(4, "花垣").is_few
    assert not drawn(13, "花垣").is_few
