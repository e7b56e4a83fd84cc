"""Titles, names and subjects stand in one line; longer words are plain paragraphs."""

import re
from typing import Any

from django import forms

# Control characters, marks of no width, and those that turn the direction of what follows: with
# these, a line can be made to say something else than it holds, or nothing. A NUL stays, for the
# form to refuse; so do the joiners that some scripts need.
UNSEEN = re.compile(
    r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    r"\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
# They join or vary the signs beside them: nothing where there are none.
JOINERS = "\u200c\u200d"
VARIANTS = "\u180b\u180c\u180d\u180f" + "".join(map(chr, (*range(0xFE00, 0xFE10),)))
LEANING = JOINERS + VARIANTS + "".join(map(chr, range(0xE0100, 0xE01F0)))

# What a text processor's clipboard brings along: its line and page breaks, spaces that do not
# break, bullets from the private area of its symbol fonts.
BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[\u00a0\u2007\u202f]")
BULLETS = re.compile(r"[\uf000-\uf0ff]")


def one_line(text: str) -> str:
    """The text in one line: line breaks and tabs become a space, what nobody sees is left out."""
    words = (one.lstrip(LEANING).rstrip(JOINERS) for one in UNSEEN.sub("", text).split())
    return " ".join(filter(None, words))


class LineField(forms.CharField):
    """A field for one line; what a paste brings along is put right before it is checked."""

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return one_line(found) if isinstance(found, str) else found


class TitleField(LineField):
    """A line that may be longer than a phone is wide: its box grows, what is kept is one line."""

    widget = forms.Textarea(attrs={"rows": 2})


def prose(text: str) -> str:
    """The text in plain paragraphs, as it was meant when it came from a text processor.

    Every kind of break is a line break, lines have nothing at their end, and between two of them
    stands at most one empty line.
    """
    text = BREAKS.sub("\n", text)
    text = BULLETS.sub("•", SPACES.sub(" ", text))
    lines = [line.rstrip() for line in UNSEEN.sub("", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class ProseField(forms.CharField):
    """A field for paragraphs; what a paste brings along is put right before it is checked."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return prose(found) if isinstance(found, str) else found
