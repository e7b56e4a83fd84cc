"""What people sign in with: an e-mail address, a mobile number, or the code of their account."""

import re
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from members import numbers

CODE = re.compile(r"U[0-9A-Z]{7,11}")


class Kind(StrEnum):
    """Which of the three it is; the values are what the sign-in library calls them."""

    EMAIL = "email"
    MOBILE = "phone"
    CODE = "username"


def read(text: str) -> tuple[Kind, str]:
    """Return which of the three somebody typed, as it is kept.

    What is none of them counts as a code that nobody has: so there is one answer to all.
    """
    text = text.strip()
    try:
        validate_email(text)
    except ValidationError:
        pass
    else:
        return Kind.EMAIL, text.lower()
    try:
        return Kind.MOBILE, numbers.mobile(text)
    except ValueError:
        return Kind.CODE, re.sub(r"[\s-]", "", text).upper()
