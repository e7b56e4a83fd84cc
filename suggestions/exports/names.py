"""How a file that somebody takes away is called: whose desk, which list, of which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from departments.models import Department
from members.models import Organ
from workdays.arithmetic import local_date

NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
LONGEST = 80
"""Signs of a name without its day and its ending."""


def of_list(seats: Sequence[str | int], label: str | Promise, *, at: datetime, ending: str) -> str:
    """The name of a list's file in the active language: "Library-Answered-20260305.xlsx".

    ``seats``: from which it was taken: codes of organs, or numbers of units; none of what is for
    everybody.
    """
    said = f"{_place(seats)}-{label}" if seats else str(label)
    words = NOT_IN_NAMES.sub(" ", said).strip()[:LONGEST]
    return f"{words}-{local_date(at):%Y%m%d}{ending}"


def _place(seats: Sequence[str | int]) -> str:
    """The first of the organs or units by name, and that there are others."""
    names = [
        *(one.short_office_name for one in Organ.objects.filter(pk__in=_only(seats, str))),
        *(one.short_name for one in Department.objects.filter(pk__in=_only(seats, int))),
    ]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(n)d more") % {"first": names[0], "n": len(names) - 1}


def _only(seats: Sequence[str | int], kind: type) -> list[str | int]:
    return [one for one in seats if isinstance(one, kind)]


def disposition(name: str, *, plain: str) -> str:
    """The header that hands a file out under a name in any language (RFC 6266); ``plain``: what
    programs call it that read no more than Latin letters. Django's own
    `content_disposition_header` gives one of the two names, never both."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
