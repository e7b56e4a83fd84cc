import pytest

from design.sheets import plain


@pytest.mark.parametrize("cell", ["\t=1", "\r=1", "\n1", " =1", "\u3000＝1", "﹢1", "＠x"])
def test_what_some_program_would_read_as_a_formula_is_text(cell):
    assert plain(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "修桥 = 修路", "1+1", "《关于+号》", "“引号”", "２０２６", "…"]
)
def test_all_else_stays_as_it_is(cell):
    assert plain(cell) == cell
