"""Titles, names and subjects stand in one line."""

import re
from typing import Any

from django import forms

# Control characters, and marks that turn the direction of what follows: with those, a line can be
# made to say something else than it holds. A NUL stays, for the form to refuse.
UNSEEN = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text in one line: line breaks and tabs become a space, what nobody sees is left out."""
    return " ".join(UNSEEN.sub("", text).split())


class LineField(forms.CharField):
    """A field for one line; what a paste brings along is put right before it is checked."""

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        return one_line(found) if isinstance(found, str) else found
