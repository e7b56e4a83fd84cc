"""The two secrets of an invitation: the end of its link, and the code on a printed card.

Both are worked out from a random number and the site's key, so that a mail can be sent and a card
printed once more; the table of invitations holds only what they are recognised by.
"""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from members.codes import SIGNS

LENGTH, GROUP = 12, 4
TOKEN_LENGTH = 22


def new_seed() -> str:
    """Return the random number from which an invitation's secrets come."""
    return secrets.token_hex(16)


def token(seed: str) -> str:
    """Return the end of the link: 22 letters and digits, not to be guessed."""
    return _written(f"link:{seed}", TOKEN_LENGTH)


def code(seed: str) -> str:
    """Return the code to type: twelve signs."""
    return _written(f"card:{seed}", LENGTH)


def in_groups(sign: str) -> str:
    """A code as it is printed: 7K3M-9PQR-2TXW."""
    return "-".join(sign[start : start + GROUP] for start in range(0, len(sign), GROUP))


def typed(text: str) -> str:
    """A code as somebody typed it, in small letters or with blanks, as it was printed."""
    wide = {ord("！") + step: ord("!") + step for step in range(94)}
    return "".join(sign for sign in text.translate(wide).upper() if sign in SIGNS)


def kept(secret: str) -> str:
    """Return what a secret is recognised by. Without the site's key nobody can try codes on it."""
    return salted_hmac("enrolment.kept", secret, algorithm="sha256").hexdigest()


def _written(what: str, length: int) -> str:
    digest = salted_hmac("enrolment.secrets", what, algorithm="sha512").digest()
    number = int.from_bytes(hashlib.sha512(digest).digest())
    signs = []
    for _position in range(length):
        number, rest = divmod(number, len(SIGNS))
        signs.append(SIGNS[rest])
    return "".join(signs)
