"""The festivals after which the days off are named, and how the two packages call them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FESTIVALS: dict[str, Promise] = {
    "new_year": _("New Year's Day"),
    "spring_festival": _("Spring Festival"),
    "qingming": _("Qingming Festival"),
    "labour_day": _("Labour Day"),
    "dragon_boat": _("Dragon Boat Festival"),
    "mid_autumn": _("Mid-Autumn Festival"),
    "national_day": _("National Day"),
    "victory_day": _("Victory Day"),
}

# The beginning of an English name, in lower case; the first that fits wins.
_BEGINNINGS = (
    ("new year", "new_year"),
    ("spring festival", "spring_festival"),
    ("chinese new year", "spring_festival"),
    ("tomb", "qingming"),
    ("labo", "labour_day"),
    ("dragon", "dragon_boat"),
    ("mid-autumn", "mid_autumn"),
    ("national day", "national_day"),
    ("anti-fascist", "victory_day"),
    ("70th anniversary", "victory_day"),
)


def festival_choices() -> list[tuple[str, Promise]]:
    return list(FESTIVALS.items())


def festival_called(english: str) -> str:
    """Return the key of the festival with that English name, "" for one we do not know."""
    name = english.casefold()
    return next((key for start, key in _BEGINNINGS if name.startswith(start)), "")
