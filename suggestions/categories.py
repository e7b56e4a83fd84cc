"""The classification as the writer meets it: a list to choose from, and a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from departments.imports.reference import PROVINCE
from members.imports.rows import read
from members.models.names import localised
from suggestions.routing.category import Proposal, Shelf, pieces, propose

FILE = "categories.csv"
TOP, MIDDLE, BOTTOM = 2, 4, 6
"""How many digits a code of each level has."""

OUT_OF_DATE = frozenset({"1004", "1202"})
"""Of the second level what matters are no longer called: poverty alleviation, which is rural
revitalisation (1014), and birth planning, which is population and families (1206). They are not
offered for what is new, and stay on what has them."""

type Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Place:
    """One row of the classification."""

    code: str
    parent: str
    name_zh: str
    name_en: str
    words_zh: str
    words_en: str

    @property
    def name(self) -> str:
        """The name in the active language."""
        return localised(self.name_zh, self.name_en)

    @property
    def everyday(self) -> str:
        """What people call such things in the active language: street lamp, drain."""
        return localised(self.words_zh, self.words_en).replace("|", " ")


@cache
def places() -> dict[str, Place]:
    """code → place, in the order of the codes. The file goes with the code: read once."""
    rows = (Place(**row) for row in read("suggestions", FILE))
    return {row.code: row for row in sorted(rows, key=lambda row: row.code)}


def choices(keep: str = "") -> Choices:
    """The second level in groups by the first, which is as much as a phone's list can hold.

    What is out of date is left out, but for `keep`: what stands there already.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, place in places().items():
        if len(code) == MIDDLE and (code == keep or code not in OUT_OF_DATE):
            groups.setdefault(place.parent, []).append((code, place.name))
    return [(places()[top].name, rows) for top, rows in groups.items()]


def path(code: str) -> str:
    """The name with those above it: 城乡建设 › 城市建设和市政管理 › 园林绿化环卫."""
    chain = [code[:digits] for digits in (TOP, MIDDLE, BOTTOM) if digits <= len(code)]
    arrow = _(" › ")
    return arrow.join(places()[one].name for one in chain if one in places())


def proposed(title: str, text: str) -> Proposal | None:
    """What the text seems to be about."""
    return propose(title, text, *_shelves())


@cache
def _shelves() -> tuple[Shelf, dict[str, Shelf]]:
    names: dict[str, list[str]] = {}
    for code, place in places().items():
        names.setdefault(code[:TOP], []).append(place.name_zh)
    remits = _remits()
    tops = {
        top: pieces(words) | remits.get(places()[top].name_zh, frozenset())
        for top, words in names.items()
    }
    below = {top: Shelf(_leaves(top)) for top in tops}
    return Shelf(tops), below


def _leaves(top: str) -> dict[str, frozenset[str]]:
    return {
        code: pieces([place.name_zh, places()[place.parent].name_zh])
        for code, place in places().items()
        if len(code) == BOTTOM and code.startswith(top) and place.parent not in OUT_OF_DATE
    }


def _remits() -> dict[str, frozenset[str]]:
    """Chinese name of a top-level place → the remit words of the units that work there."""
    found: dict[str, frozenset[str]] = {}
    for row in read("departments", PROVINCE):
        words = frozenset(word for word in row["keywords"].split("|") if word)
        found[row["category"]] = found.get(row["category"], frozenset()) | words
    return found
