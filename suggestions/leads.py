"""The first line of each desk: what waits for whoever sits there, in words."""

from __future__ import annotations

from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

MOST_COUNTED = 99


def shown(count: int | None) -> str:
    """A count as it is said: "" where none is kept, "99+" where there are more."""
    if count is None:
        return ""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def office_lead(waiting: int, late: int, *, asked: int = 0) -> str:
    """The first line of a working desk: what waits, how much of it is late, what units ask for."""
    if not asked:
        return _waits(waiting, late)
    words = ngettext(
        "In %s case a unit waits for your decision.",
        "In %s cases units wait for your decision.",
        asked,
    )
    second = words % shown(asked)
    return _two(_waits(waiting, late), second) if waiting else second


def units_lead(waiting: int, late: int, *, owed: int) -> str:
    """The first line of a unit's desk: what waits, and of how much the promised day has come."""
    if not owed:
        return _waits(waiting, late)
    words = ngettext(
        "With %s of them a promise has come due: report on it, or give a new date.",
        "With %s of them promises have come due: report on them, or give a new date.",
        owed,
    )
    return _two(_waits(waiting, late), words % shown(owed))


def _two(first: str, second: str) -> str:
    together = pgettext("two sentences after one another", "{first} {second}")
    return together.format(first=first, second=second)


def _waits(waiting: int, late: int) -> str:
    if not waiting:
        return _("Nothing waits for you.")
    first = ngettext("%s case waits for you", "%s cases wait for you", waiting)
    if not late:
        return _("%(first)s.") % {"first": first % shown(waiting)}
    second = ngettext("%s of them overdue", "%s of them overdue", late)
    return _("%(first)s, %(second)s.") % {
        "first": first % shown(waiting),
        "second": second % shown(late),
    }


def members_lead(to_rate: int, returned: int, to_confirm: int, *, has_open: bool) -> str:
    """The first line of a member's desk: what waits for their own word, and nothing else."""
    said = []
    if returned:
        words = ngettext(
            "%s was sent back to you to be completed.",
            "%s were sent back to you to be completed.",
            returned,
        )
        said.append(words % shown(returned))
    if to_rate:
        words = ngettext(
            "%s answer waits for your rating.", "%s answers wait for your rating.", to_rate
        )
        said.append(words % shown(to_rate))
    if to_confirm:
        words = ngettext(
            "%s promise waits for your word on whether it was kept.",
            "%s promises wait for your word on whether they were kept.",
            to_confirm,
        )
        said.append(words % shown(to_confirm))
    if said:
        return reduce(_two, said)
    if has_open:
        return _("Nothing waits for you.")
    return _("Nothing is in hand. What have you seen today that could be better?")
