"""The first letters of Chinese words as they are typed: 水利厅 → slt."""

from __future__ import annotations

from bisect import bisect_right

# The first level of GB 2312 stands in the order of its readings: with these signs a letter begins.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [sign.encode("gb2312") for sign in _FIRST]
_END = "座".encode("gb2312")


def initials(text: str) -> str:
    """The letters of the common signs of a text, one for each; what is rarer is left out.

    A sign of several readings has the one that the standard files it under.
    """
    return "".join(map(_letter, text))


def _letter(sign: str) -> str:
    if sign.isascii():
        return sign.lower() if sign.isalnum() else ""
    code = sign.encode("gb2312", "ignore")
    if len(code) != 2 or not _STARTS[0] <= code <= _END:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1]
