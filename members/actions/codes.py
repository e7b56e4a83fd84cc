"""Codes to sign in with or to confirm a number: making them, counting them, comparing them.

How often a code may be asked for (docs/adr/0017-a-stranger-locks-nobody-out.md says why):

1. by what was typed *and* the network address: what a stranger uses up is their own;
2. by network address, so that nobody walks through many numbers;
3. by what was typed alone, wider: so many messages a day and no more trouble any telephone;
4. text messages of the whole site in a day: what they may cost, the last fifth kept for those
   of whom we know that they are no strangers.

Who comes with a browser that they have been in with is counted by person, and is touched by
neither 1 nor 3. Names without an account are counted just the same. The second step has counts of
its own in the same manner: who has learnt a password does not use up what is its owner's.
"""

import secrets
import time
from typing import TypedDict

from django.conf import settings
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from members.actions import limits
from members.models import User

MINUTE, HOUR, DAY = 60, 3600, 86400
RATES = ((1, MINUTE), (5, HOUR), (10, DAY))
FROM_ADDRESS = ((10, MINUTE), (300, DAY))
TO_NAME_A_DAY = 20
TRIES = 5
DIGITS = 6
VALID_SECONDS = 600
FOR_STRANGERS = 0.8


class Kept(TypedDict):
    """What is kept of a code, in a session: not the code."""

    salt: str
    hash: str
    at: float


def may_ask(*, name: str, address: str, known: User | None) -> bool:
    """Count that a code was asked for with this name; tell whether one may be sent."""
    if known:
        return _within(RATES, "code of a known one", known.code)
    return (
        _within(RATES, "code", f"{name} {address}")
        and _within(FROM_ADDRESS, "codes from", address)
        and limits.take(what="codes to", key=name, most=TO_NAME_A_DAY, seconds=DAY)
    )


def may_ask_within(user: User, *, address: str, known: bool) -> bool:
    """The same for somebody who gave the password or is signed in; `known`: with this browser."""
    if known:
        return _within(RATES, "code within", user.code)
    return _within(RATES, "code within", f"{user.code} {address}") and limits.take(
        what="codes within to", key=user.code, most=TO_NAME_A_DAY, seconds=DAY
    )


def texts_left(*, stranger: bool) -> bool:
    """Tell whether a text message may be sent today, without counting it."""
    return limits.left(what="texts", key="", most=_most(stranger)) > 0


def count_text(*, stranger: bool) -> bool:
    """Count a text message of today; tell whether it may be sent."""
    return limits.take(what="texts", key="", most=_most(stranger), seconds=DAY)


def new() -> tuple[str, Kept]:
    """Make a code; return it, and what is kept of it."""
    code = get_random_string(DIGITS, "0123456789")
    salt = secrets.token_hex(8)
    return code, {"salt": salt, "hash": _hashed(salt, code), "at": time.time()}


def fits(kept: Kept, typed: str) -> bool:
    """Tell whether this is the code, in time and among the first tries; each one counts.

    Counted in the database: tries at the same moment are tries as well.
    """
    code = "".join(sign for sign in typed if sign.isalnum())
    in_time = 0 <= time.time() - kept["at"] <= VALID_SECONDS
    few = limits.take(what="tries", key=kept["salt"], most=TRIES, seconds=VALID_SECONDS)
    return few and in_time and constant_time_compare(_hashed(kept["salt"], code), kept["hash"])


def _most(stranger: bool) -> int:
    share = FOR_STRANGERS if stranger else 1
    return int(settings.SMS_MAX_PER_DAY * share)


def _within(rates: tuple[tuple[int, int], ...], what: str, key: str) -> bool:
    """Count by the shortest time first: what it refuses is not counted by the longer ones."""
    return all(
        limits.take(what=f"{what} {seconds}", key=key, most=most, seconds=seconds)
        for most, seconds in rates
    )


def _hashed(salt: str, code: str) -> str:
    return salted_hmac("members.codes", f"{salt}:{code}", algorithm="sha256").hexdigest()
