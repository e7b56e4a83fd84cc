"""Mobile numbers as people write them, and as they are kept: E.164, such as +8613812345678."""

import re
import unicodedata

from django.conf import settings

E164 = r"^\+[1-9][0-9]{6,14}$"
CHINA = "+86"
CHINESE = re.compile(r"1[3-9][0-9]{9}")
BETWEEN = re.compile(r"[\s().·-]+")


def mobile(text: str) -> str:
    """Return the number with its country, without signs between its digits.

    Eleven digits from 1 on are a mobile of the mainland; of any other country the country belongs
    to it (+… or 00…). Raises ValueError for what can be no mobile number.
    """
    number = BETWEEN.sub("", unicodedata.normalize("NFKC", text).replace("－", "-"))
    if number.startswith("00"):
        number = "+" + number[2:]
    elif CHINESE.fullmatch(number):
        number = CHINA + number
    elif CHINESE.fullmatch(number.removeprefix("86")):
        number = "+" + number
    if not number.isascii() or not re.fullmatch(E164, number):
        raise ValueError("no mobile number")
    if number.startswith(CHINA) and not CHINESE.fullmatch(number.removeprefix(CHINA)):
        raise ValueError("no mobile number of the mainland")
    return number


def may_be_texted(number: str | None) -> bool:
    """Whether text messages are sent at all, and to the country of this number (E.164)."""
    return bool(
        number and settings.SMS_ENABLED and number.startswith(tuple(settings.SMS_COUNTRIES))
    )


def grouped(number: str) -> str:
    """Return a number as people read it out: +86 138 1234 5678; one from abroad as it is."""
    rest = number.removeprefix(CHINA)
    return f"{CHINA} {rest[:3]} {rest[3:7]} {rest[7:]}" if rest != number else number


def masked(number: str) -> str:
    """Return the number so that its owner knows it and nobody else learns it: +86 138****5678."""
    head = f"{CHINA} " if number.startswith(CHINA) else number[:3] + " "
    rest = number[len(head) - 1 :]
    return f"{head}{rest[:3]}****{rest[-4:]}" if len(rest) > 7 else f"{head}****{rest[-2:]}"
