"""Where a word stands in a text. Pure.

A word of digits is a number: 12345 is not found inside of 13812345678.
"""

import re
from functools import lru_cache

MOST_KEPT = 10_000


@lru_cache(MOST_KEPT)
def _number(word: str) -> re.Pattern[str] | None:
    """How to find a word that begins or ends with a digit; None for any other."""
    before = r"(?<!\d)" if word[:1].isdigit() else ""
    after = r"(?!\d)" if word[-1:].isdigit() else ""
    return re.compile(before + re.escape(word) + after) if before or after else None


def times(word: str, text: str) -> int:
    """How often the word stands in the text."""
    number = _number(word)
    return len(number.findall(text)) if number else text.count(word)


def without(word: str, text: str) -> str:
    """The text with a gap wherever the word stood."""
    number = _number(word)
    return number.sub("\0", text) if number else text.replace(word, "\0")
