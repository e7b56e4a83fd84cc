"""Public codes: what an address says instead of a key of the database."""

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L, which people mix up
LENGTH = 9


def fresh_code(letter: str) -> str:
    """A code of a kind, as in J7K2MQX4RT: a letter and nine random signs, not to be guessed."""
    return letter + "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
