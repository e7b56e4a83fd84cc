"""What stands in one line stays in one."""

import pytest
from django import forms

from design.lines import LineField, ProseField, TitleField, one_line, prose


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("修好 路灯", "修好 路灯"),
        ("  修好\n路灯\t ", "修好 路灯"),
        ("修好\r\nBcc: x@example.cn", "修好 Bcc: x@example.cn"),
        ("修好\u2028路灯\u0085", "修好 路灯"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\u2066安\u2069\x1b[31m\x07", "安[31m"),
        ("नमस्\u200dते 👨\u200d👩\u200d👧", "नमस्\u200dते 👨\u200d👩\u200d👧"),
        ("路\u200b灯\u2060坏\ufeff了\u00ad", "路灯坏了"),
        ("\u200d修好 \u200d\ufe0f 路灯\u200c ❤\ufe0f", "修好 路灯 ❤\ufe0f"),
    ],
)
def test_breaks_become_a_space_and_what_nobody_sees_is_left_out(pasted, kept):
    assert one_line(pasted) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("\u202e\t", "required"),
        ("\u200b\u2060\ufeff", "required"),
        ("", "required"),
        ("x" * 6, "max_length"),
    ],
)
def test_a_field_is_checked_by_what_is_left(typed, code):
    with pytest.raises(forms.ValidationError) as error:
        LineField(max_length=5).clean(typed)
    assert [one.code for one in error.value.error_list] == [code]
    assert LineField(max_length=5).clean("\u202ea\nb\t") == "a b"


@pytest.mark.parametrize(
    "sign", "\u200b\u200c\u200d\u2060\u2064\ufeff\u00ad\u061c\u3164\ufe0f\U000e0041"
)
def test_what_nobody_sees_is_no_line(sign):
    assert one_line(f" {sign}{sign} {sign}") == ""


def test_a_title_has_a_box_that_grows_and_stays_one_line():
    assert "<textarea" in TitleField().widget.render("title", "")
    assert TitleField(max_length=5).clean("修好\r\n路灯") == "修好 路灯"


def test_a_nul_is_refused_and_not_mended():
    with pytest.raises(forms.ValidationError):
        LineField().clean("a\0b")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("一、情况\r\n二、建议", "一、情况\n二、建议"),
        ("软回车\x0b换行", "软回车\n换行"),
        ("\uf0b7\u00a0第一\n\uf0a7\u00a0第二", "• 第一\n• 第二"),
        ("　　段首缩进两格。 \t\n\n\n\n下一段", "　　段首缩进两格。\n\n下一段"),
        ("\ufeff零\u200b宽\u00ad字", "零宽字"),
        ("\u202e反\u202c向", "反向"),
    ],
)
def test_a_text_from_a_text_processor_arrives_clean(pasted, kept):
    assert prose(pasted) == kept
    assert ProseField().clean(pasted) == kept.strip()
