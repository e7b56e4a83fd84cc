"""What every page needs to know of its reader: the hats, the size of type."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from members import elder
from members.models import User
from members.wearing import Hat, all_of, worn


def reader(request: HttpRequest) -> dict[str, Any]:
    """`hats_held` and `hat_worn` for the switch, `elder` for the size of type. Nothing is asked
    of the database until a page draws it."""
    user = getattr(request, "user", None)  # mail is written outside of any sign-in
    own = user.elder if isinstance(user, User) else ""
    return {
        "hats_held": SimpleLazyObject(lambda: _several(request)),
        "hat_worn": SimpleLazyObject(lambda: worn(request)),
        "elder": elder.chosen(own, request.COOKIES.get(elder.COOKIE, "")),
        "elder_sizes": elder.SIZES,
    }


def _several(request: HttpRequest) -> list[Hat]:
    held = all_of(request.user)
    return held if len(held) > 1 else []
