import pytest

from members import areas


@pytest.mark.parametrize(
    ("code", "level", "stem", "chain"),
    [
        ("430000", "province", "43", ("430000",)),
        ("430100", "city", "4301", ("430100", "430000")),
        ("430111", "county", "430111", ("430111", "430100", "430000")),
        ("433124", "county", "433124", ("433124", "433100", "430000")),
    ],
)
def test_a_code_tells_its_level_and_place(code, level, stem, chain):
    assert (areas.level(code), areas.stem(code), areas.chain(code)) == (level, stem, chain)


@pytest.mark.parametrize(
    ("above", "code", "covers"),
    [
        ("430000", "430000", True),
        ("430000", "433124", True),
        ("430000", "440100", False),
        ("430100", "430111", True),
        ("430100", "430000", False),
        ("430100", "430200", False),
        ("430111", "430111", True),
        ("430111", "430112", False),
        ("430111", "430100", False),
        ("", "430111", False),
    ],
)
def test_an_area_covers_what_lies_in_it(above, code, covers):
    assert areas.covers(above, code) is covers
