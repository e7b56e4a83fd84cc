"""What is kept of a text, and when words count as standing in it."""

import pytest

from textindex.segments import Asked, folded, segments

TEXTS = {
    "修好路灯": "修好路灯",
    "Bus Stop": "^bus ^stop",
    "建设5G基站": "建设^5g基站",
    "建设 5G 基站": "建设^5g基站",
    "ＬＥＤ路灯（1．5米）": "^led路灯 ^1.^5米",
    "2026-00417": "^2026-^00417",
    "2026–00417": "^2026-^00417",
    "雨天，积水；看不清\n路面": "雨天 积水 看不清 路面",
    "don't; C++ and_so": "^don'^t ^c ^and ^so",
    "Straße ÉCOLE": "^strasse ^école",
    "a--b": "^a ^b",
    "^%_\\'\"": "",
    "": "",
}


@pytest.mark.parametrize(("text", "kept"), TEXTS.items())
def test_a_text_is_folded_to_what_is_compared(text, kept):
    assert folded(text) == kept


def test_signs_are_kept_in_pairs_and_words_whole():
    assert segments(folded("修好路灯，LED 灯")) == ["led", "修好", "好路", "灯", "路灯"]
    assert segments(folded("路")) == ["路"]
    assert segments(folded("𰻝𰻝面")) == ["面", "𰻝面", "𰻝𰻝"]
    assert segments("") == []


def test_a_very_long_word_is_kept_short():
    assert segments(folded("x" * 5000)) == ["x" * 40]
    assert Asked.read("x" * 50).terms == (("x" * 40, True),)


def test_texts_are_kept_apart():
    assert folded("修好路", "灯亮") == "修好路 灯亮"
    assert "路灯" not in segments(folded("修好路", "灯亮"))


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("路", "'路':*"),
        ("路灯", "'路灯'"),
        ("路灯坏", "'路灯' & '灯坏'"),
        ("Bus", "'bus':*"),
        ("路灯 bus", "'路灯' & 'bus':*"),
        ("5G基站", "'5g' & '基站'"),
        ("设5", "'设' & '5':*"),
        ("2026-00417", "'2026' & '00417':*"),
        ("路灯、坡道", "'路灯' & '坡道'"),
        ("路灯路灯 路灯", "'路灯' & '灯路'"),
    ],
)
def test_words_are_looked_up_by_their_segments(words, query):
    assert Asked.read(words).query == query


@pytest.mark.parametrize("words", ["", "  ", "%_", "、。！", "\0", "^", "'"])
def test_marks_alone_ask_for_nothing(words):
    assert Asked.read(words) == Asked((), ())


@pytest.mark.parametrize("text", [text for text in TEXTS if folded(text)])
def test_a_text_holds_itself(text):
    asked = Asked.read(text)
    assert all(piece in folded(text) for piece in asked.pieces)
    kept = segments(folded(text))
    for term, begins in asked.terms:
        assert any(one.startswith(term) if begins else one == term for one in kept)
