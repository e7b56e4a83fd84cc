import pytest

from design.sheets import plain


@pytest.mark.parametrize(
    "cell", ["\t=1", "\r=1", "\n1", " =1", "\u3000＝1", "﹢1", "＠x", f"{' ' * 9}=1"]
)
def test_what_some_program_would_read_as_a_formula_is_text(cell):
    assert plain(cell) == f"'{cell}"


@pytest.mark.parametrize("before", ["\u200b", "\ufeff", "\u2060", "\0", "\u200b \u00ad" * 9])
def test_a_sign_that_nobody_sees_hides_no_formula(before):
    assert plain(f"{before}=1+1") == f"'{before}=1+1"
    assert plain(f"{before}修路") == f"{before}修路"


@pytest.mark.parametrize(
    "cell", ["", "修桥 = 修路", "1+1", "《关于+号》", "“引号”", "２０２６", "…"]
)
def test_all_else_stays_as_it_is(cell):
    assert plain(cell) == cell
