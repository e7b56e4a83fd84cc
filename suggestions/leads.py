"""The first line of each desk: what waits for whoever sits there, in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from design.dates import together

if TYPE_CHECKING:
    from design.pieces import Page

MOST_COUNTED = 99
type Linked = Callable[[str, str], str]


def shown(count: int | None) -> str:
    """A count as it is said: "" where none is kept, "99+" where there are more."""
    if count is None:
        return ""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def files_label(page: Page) -> str:
    """What the button says that takes the files of all cases of the view: how many, if known."""
    if page.newer_url or page.older_url:
        return _("Case files (PDF) of all")
    words = ngettext("Case file (PDF) of %s", "Case files (PDF) of all %s", len(page.rows))
    return words % len(page.rows)


def office_lead(waiting: int, late: int, *, asked: int = 0, asked_late: int = 0) -> str:
    """The first line of a working desk: what waits, what units ask for, and how much of all that is
    late, in one number: that of the filter."""
    if not asked:
        return _waits(waiting, late)
    words = ngettext(
        "In %s case a unit waits for your decision.",
        "In %s cases units wait for your decision.",
        asked,
    )
    second = words % shown(asked)
    if all_late := late + asked_late:
        words = ngettext("%s is overdue with you.", "%s are overdue with you.", all_late)
        second = together(second, words % shown(all_late))
    return together(_one_waits(waiting), second) if waiting else second


def units_lead(
    mine: int,
    unit: int,
    late: int,
    *,
    owed: int,
    owed_late: int = 0,
    to_sign: int = 0,
    linked: Linked = lambda words, key: words,
) -> str:
    """The first line of a unit's desk: what waits for a head's signature, what for the reader by
    name, what for the unit where that is not the same, how much of the unit's is late, as the
    filter counts it, and of how much besides the promised day has come. ``owed_late``: how many of
    `late` and of `owed` are promises past their day; ``linked``: makes of words the way to the view
    of that key."""
    come = owed - owed_late
    words = ngettext("%s with a promise come due", "%s with promises come due", come)
    third = linked(words % shown(come), "promises") if come > 0 else ""
    second = linked(_late(late, owed_late), "late") if late else ""
    if not unit and not to_sign:
        return _one_waits(mine, *filter(None, (second, third)))
    said = [linked(_to_sign(to_sign), "signing")] if to_sign else []
    said += _waits_here(mine, unit, linked)
    comma = pgettext("between what waits for whom", ", ")
    return _("%(first)s.") % {"first": comma.join(filter(None, (*said, second, third)))}


def _late(late: int, promises: int) -> str:
    """How many are late, and how many of them are promises: one number for each thing."""
    words = ngettext("%s overdue", "%s overdue", late) % shown(late)
    if not promises:
        return words
    if promises >= late:
        more = ngettext("a promise", "all of them promises", late)
    else:
        more = ngettext("of them %s promise", "of them %s promises", promises) % shown(promises)
    return _("%(late)s (%(promises)s)") % {"late": words, "promises": more}


def _to_sign(count: int) -> str:
    words = ngettext(
        "%s answer waits for your signature", "%s answers wait for your signature", count
    )
    return words % shown(count)


def _waits_here(mine: int, unit: int, linked: Linked) -> list[str]:
    if not unit:
        return []
    if mine:
        own = ngettext("%s case waits for you", "%s cases wait for you", mine) % shown(mine)
        theirs = ngettext("%s for the unit", "%s for the unit", unit) % shown(unit)
        return [linked(own, "mine"), linked(theirs, "waiting")]
    words = ngettext("%s case waits for your unit", "%s cases wait for your unit", unit)
    return [linked(words % shown(unit), "waiting")]


def _waits(waiting: int, late: int) -> str:
    """How many wait, and how many of them are late."""
    words = ngettext("%s of them overdue", "%s of them overdue", late)
    return _one_waits(waiting, *([words % shown(late)] if late else []))


def _one_waits(waiting: int, *more: str) -> str:
    """How many wait, and what else is to be said of some."""
    if not waiting:
        return _("Nothing waits for you.")
    first = ngettext("%s case waits for you", "%s cases wait for you", waiting) % shown(waiting)
    words = {"first": first, "second": _and(*more)}
    return _("%(first)s, %(second)s.") % words if more else _("%(first)s.") % words


def _and(first: str = "", second: str = "") -> str:
    both = {"first": first, "second": second}
    return pgettext("two parts of a sentence", "%(first)s, %(second)s") % both if second else first


def members_lead(
    to_rate: int, returned: int, to_confirm: int, to_cosign: int, *, has_open: bool
) -> str:
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
    if to_cosign:
        words = ngettext(
            "%s request to co-sign waits for your answer.",
            "%s requests to co-sign wait for your answer.",
            to_cosign,
        )
        said.append(words % shown(to_cosign))
    if said:
        return reduce(together, said)
    if has_open:
        return _("Nothing waits for you.")
    return _("Nothing is in hand. What have you seen today that could be better?")
