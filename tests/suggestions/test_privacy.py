"""What in a text might be a secret or a person, and what is not."""

import pytest

from suggestions import privacy


def kinds(text):
    return [(one.kind, one.words) for one in privacy.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("这份内部资料不得外传。", [("secret", "内部资料"), ("secret", "不得外传")]),
        ("文件密级为机密", [("secret", "密级"), ("secret", "机密")]),
        ("属于国家秘密", [("secret", "国家秘密")]),
        ("身份证430102199003071234在此", [("identity", "430102199003071234")]),
        ("43010219900307123X", [("identity", "43010219900307123X")]),
        ("电话13907310000联系", [("phone", "13907310000")]),
        (
            "打 139 0731 0000 或 0731-82210000",
            [("phone", "139 0731 0000"), ("phone", "0731-82210000")],
        ),
        ("写信到 zhang.san@example.cn。", [("email", "zhang.san@example.cn")]),
        ("住韶山路123号5栋2单元601室", [("address", "住韶山路123号5栋2单元601室")]),
    ],
)
def test_what_is_found(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "书架最上两层超过一米六，孩子够不着。",
        "投资 139073100001234 元",
        "2026年3月5日 14:30 至 16:00",
        "编号 2026-00417-1",
        "430102199013991234",
        "在 12345 热线登记过",
        "米@平方",
    ],
)
def test_what_is_none(text):
    assert kinds(text) == []


def test_a_text_in_pieces_is_the_text():
    text = "电话13907310000，内部资料。"
    pieces = privacy.marked(text)
    assert "".join(piece.words for piece in pieces) == text
    assert [piece.words for piece in pieces if piece.kind] == ["13907310000", "内部资料"]


def test_blacking_out_keeps_the_length_and_loses_the_words():
    text = privacy.without("打13907310000。", [privacy.PHONE])
    assert text == "打■■■■■■■■■■■。"


def test_a_very_long_text_is_read_in_no_time():
    for text in ("路" * 20_000, "1" * 20_000, "a." * 10_000, "a@" + "a." * 10_000):
        assert privacy.find(text) == [] or len(text) == 20_002
