"""Pages of a long list by key: as fast on the last page as on the first, and never a COUNT.

A page's address carries the ordering values of the row before it, so it can be bookmarked, and
rows that come or go elsewhere neither repeat nor hide a row.
"""

import base64
import binascii
import datetime
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import DateTimeField, F, Model, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import QueryDict

from design.pieces import Page

PARAMETER = "after"
BACK_PARAMETER = "before"


def cut[M: Model](rows: QuerySet[M], most: int) -> list[M]:
    """The first so many of ordered rows."""
    return list(rows[:most])


def page[M: Model](
    rows: QuerySet[M],
    *,
    order: Sequence[str],
    query: QueryDict,
    size: int = 30,
    take: Callable[[QuerySet[M], int], list[M]] = cut,
) -> Page:
    """One page of `rows` and the addresses of the next and the previous one.

    Args:
        rows: the list, unordered and unsliced; the fields of `order` must not be null in it.
        order: field names, all ascending or all with a minus; the last one must be unique.
        query: the request's GET parameters, which the addresses keep.
        size: rows a page.
        take: gives the first so many of ordered rows, where not each of them is wanted.

    An address that somebody has changed by hand opens the first page.
    """
    back = BACK_PARAMETER in query
    key = _decode(query.get(BACK_PARAMETER) or query.get(PARAMETER))
    if [type(value) for value in key] != _types(rows, order):
        key = []
    sorting = turned(order) if back and key else tuple(order)
    found = rows.order_by(*sorting)
    if key:
        found = found.filter(beyond(sorting, key))
    batch = take(found, size + 1)
    more = len(batch) > size
    batch = batch[:size]
    if back and key:
        batch.reverse()
    newer = bool(key) and (more if back else True)
    older = more if not (back and key) else True
    return Page(
        rows=batch,
        newer_url=_address(query, BACK_PARAMETER, batch[0], order) if newer and batch else "",
        older_url=_address(query, PARAMETER, batch[-1], order) if older and batch else "",
    )


def beyond(sorting: Sequence[str], key: Sequence[Any]) -> Q:
    """(a, b) after (x, y), in an order as `page` takes it: so that an index on (a, b) serves it.

    Compared as one row: of "a >= x AND (a > x OR …)" the planner takes each part for a condition of
    its own, expects next to nothing, and goes over a list for each row that it finds.
    """
    is_down = sorting[0].startswith("-")
    names = [name.removeprefix("-") for name in sorting]
    if len(names) == 1:
        return Q(**{f"{names[0]}__{'lt' if is_down else 'gt'}": key[0]})
    further = TupleLessThan if is_down else TupleGreaterThan
    return Q(further(Tuple(*map(F, names)), tuple(key)))


def turned(order: Sequence[str]) -> tuple[str, ...]:
    """The same order from its other end."""
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def _address(query: QueryDict, name: str, row: Model, order: Sequence[str]) -> str:
    values = [_plain(getattr(row, field.removeprefix("-"))) for field in order]
    token = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    kept = query.copy()
    for parameter in (PARAMETER, BACK_PARAMETER):
        kept.pop(parameter, None)
    kept[name] = token
    return f"?{kept.urlencode()}"


def _plain(value: Any) -> Any:
    return {"at": value.isoformat()} if isinstance(value, datetime.datetime) else value


def _types(rows: QuerySet[Any], order: Sequence[str]) -> list[type]:
    """What a key of ours is made of: a moment where the field is one, or what the rows are
    annotated with; else a number."""
    names, more = [name.removeprefix("-") for name in order], rows.query.annotations
    fields = [
        more[name].output_field if name in more else rows.model._meta.get_field(name)
        for name in names
    ]
    return [datetime.datetime if isinstance(one, DateTimeField) else int for one in fields]


def _decode(token: str | None) -> list[Any]:
    if not token:
        return []
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return [_typed(value) for value in json.loads(raw)]
    except (binascii.Error, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return []


def _typed(value: Any) -> Any:
    """A number or a moment; anything else is no key of ours."""
    if isinstance(value, dict):
        moment = datetime.datetime.fromisoformat(value["at"])
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment.astimezone(datetime.UTC)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise ValueError(value)
    return value
