"""How often somebody may do what costs money or could be used for guessing.

A row for each kind and key in PostgreSQL, counted by one statement: what holds for one worker
holds for any number of them, and with the broker down. Ask outside of a transaction that may be
rolled back, or the try is not counted.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from members.models import Limit
from workdays import clock

COUNTED = """
INSERT INTO members_limit AS known (key, count, until) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.until <= %s THEN 1 ELSE known.count + 1 END,
    until = CASE WHEN known.until <= %s THEN excluded.until ELSE known.until END
WHERE known.until <= %s OR known.count < %s
RETURNING count
"""


def take(*, what: str, key: str, most: int, seconds: int) -> bool:
    """Count one more of `what` for `key`; tell whether it is among the first `most`.

    The time of `seconds` begins with the first one. What is refused is not counted, and makes
    nobody wait longer. `key` is kept as a keyed hash only.
    """
    if most < 1:
        return False
    now = clock.now()
    until = now + timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [_hashed(what, key), until, now, now, now, most])
        return cursor.fetchone() is not None


def left(*, what: str, key: str, most: int) -> int:
    """Return how many more of `what` there may be for `key` at present, without counting one."""
    row = Limit.objects.filter(key=_hashed(what, key), until__gt=clock.now()).first()
    return most - row.count if row else most


def forget(*, what: str, key: str) -> None:
    """Begin anew: whoever got in has shown who they are."""
    Limit.objects.filter(key=_hashed(what, key)).delete()


def sweep(*, at: datetime) -> int:
    """Delete what counts no more; return how many rows."""
    return Limit.objects.over(at).delete()[0]


def _hashed(what: str, key: str) -> str:
    return salted_hmac("members.limits", f"{what}:{key}", algorithm="sha256").hexdigest()
