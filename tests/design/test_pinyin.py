"""Units are typed by the first letters of their Chinese names."""

import pytest

from design.pinyin import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("水利厅", "slt"),
        ("省教育厅", "sjyt"),
        ("湖南图书馆", "hntsg"),
        ("啊座", "az"),
        ("12345热线", "12345rx"),
        ("Hunan 省", "hunans"),
        ("，（）—😀", ""),
        ("", ""),
    ],
)
def test_one_letter_for_each_common_sign(name, letters):
    assert initials(name) == letters
