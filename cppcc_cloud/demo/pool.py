"""Which cases of the year are copied into another one, and what in their texts may be said anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.db import connection

from cppcc_cloud.demo.towns import OF_A_COUNTY
from cppcc_cloud.demo.world import World
from cppcc_cloud.demo.writer import DISTRICT, Writer
from suggestions.models import Publication, Suggestion
from suggestions.texts import CASE, PUBLIC, TEXTS
from textindex.segments import folded, segments

# Signs that no text has stand for two signs of each of three towns, and for the first and the
# last sign of a county's name.
TOWN_MARKS = ("\U00020101\U00020102", "\U00020103\U00020104", "\U00020105\U00020106")
COUNTY = "\U00020107\U00020108"
MARKS = "".join((*TOWN_MARKS, COUNTY))
TABLES = {
    "spot": "scope int, slot int, place_id text, county text, towns text, names text, "
    "known tsvector",
    "pool": "i int, old bigint, code text, main int, scope int, slot int, many int, "
    "towns int[], marks text[], submitted_at timestamptz",
    "said": "i int, kind text, is_public bool, words text, fixed tsvector, moving text",
}


@dataclass(frozen=True)
class Spot:
    """A county to which a case may be moved."""

    code: str
    name: str
    towns: tuple[str, ...]
    names: str
    """As the index of texts knows it."""


class Pool:
    """The cases of a year that are to be copied, with what is counted or cut out of their texts."""

    def __init__(self, world: World, writer: Writer, names: dict[str, tuple[str, ...]]) -> None:
        self.world, self.writer, self.names = world, writer, names
        self.scopes: dict[tuple[str, bool], list[Spot]] = {}
        self.numbers: dict[tuple[str, bool], int] = {}
        self.public: dict[int, Publication] = {}

    def fill(self, cases: Sequence[Suggestion]) -> None:
        """Write the tables of `TABLES`, in which the copies are reckoned."""
        place = {case.pk: i for i, case in enumerate(cases)}
        shown = TEXTS[PUBLIC].rows().filter(suggestion__in=list(place))
        self.public = {one.suggestion_id: one for one in shown}
        pool: list[tuple[Any, ...]] = []
        said: list[tuple[Any, ...]] = []
        for i, case in enumerate(cases):
            here = _Case(self, case)
            pool.append(here.row(i, place.get(case.merged_into_id or 0)))
            said += here.entries(i)
        _copy("pool", pool)
        _copy("said", said)
        _copy("spot", list(self._spots()))

    def scope(self, case: Suggestion) -> tuple[int, list[Spot]]:
        """The number of the counties among which a case can move, and these."""
        is_district, around = self._is_district(case.place_id), self.world.below(case.organ_id)
        # What was passed on to another organ stays where it is.
        area = case.organ_id if case.place_id in around else case.place_id
        key = (area, is_district)
        if key not in self.scopes:
            self.numbers[key] = len(self.scopes)
            codes = around if area == case.organ_id else [area]
            found = [one for one in sorted(codes) if self._is_district(one) == is_district]
            self.scopes[key] = [self.spot(code) for code in found]
        return self.numbers[key], self.scopes[key]

    def spot(self, code: str) -> Spot:
        place = self.world.places[code]
        towns = tuple(self.writer.towns.of(code))
        return Spot(code, place.name, towns, folded(*self.names[code]))

    def _is_district(self, code: str) -> bool:
        return self.world.places[code].name.endswith(DISTRICT)

    def _spots(self) -> Iterator[tuple[Any, ...]]:
        for key, spots in self.scopes.items():
            for slot, spot in enumerate(spots):
                towns, known = "".join(spot.towns), _lexemes(segments(spot.names))
                row = (spot.code, spot.name, towns, spot.names, known)
                yield (self.numbers[key], slot, *row)


class _Case:
    """One of them: which towns its texts name, and what the index keeps of them."""

    def __init__(self, pool: Pool, case: Suggestion) -> None:
        self.pool, self.case = pool, case
        self.scope, self.spots = pool.scope(case)
        self.slot = next(n for n, one in enumerate(self.spots) if one.code == case.place_id)
        self.spot = self.spots[self.slot]
        text = "\n".join((case.title, case.situation, case.ask))
        found = [n for n, town in enumerate(self.spot.towns) if town in text]
        self.towns = found[: len(TOWN_MARKS)]

    def row(self, i: int, main: int | None) -> tuple[Any, ...]:
        case, spare = self.case, [n for n in range(OF_A_COUNTY) if n not in self.towns]
        padded = [*self.towns, *spare][: len(TOWN_MARKS)]
        names = [self.spot.towns[n] for n in padded]
        marks = "{" + ",".join([*names, self.spot.name]) + "}"
        places = "{" + ",".join(map(str, padded)) + "}"
        many = len(self.spots)
        at = case.submitted_at.isoformat()
        return i, case.pk, case.code, main, self.scope, self.slot, many, places, marks, at

    def entries(self, i: int) -> Iterator[tuple[Any, ...]]:
        case = self.case
        yield (i, CASE, False, *self._indexed(case.title, case.situation, case.ask))
        public = self.pool.public.get(case.pk)
        if public:
            yield (i, PUBLIC, True, *self._indexed(public.title, public.text, public.answer))

    def _indexed(self, *texts: str) -> tuple[str, str, str]:
        """The words with marks; their segments that stay, and those that hold a mark."""
        words = self.marked(folded(*texts))
        found = [one for one in segments(words) if one != COUNTY]
        moving = [one for one in found if set(one) & set(MARKS)]
        fixed = [one for one in found if not set(one) & set(MARKS)]
        return words, _lexemes(fixed), _lexemes(moving)

    def marked(self, text: str) -> str:
        for n, mark in zip(self.towns, TOWN_MARKS, strict=False):
            text = text.replace(self.spot.towns[n], mark)
        return text.replace(self.spot.name, COUNTY)


def _lexemes(found: Sequence[str]) -> str:
    return " ".join(f"'{one}'" for one in found)


def _copy(table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows whose texts hold no tab and no backslash."""
    lines = ("\t".join("\\N" if one is None else str(one) for one in row) for row in rows)
    text = StringIO("".join(f"{line}\n" for line in lines))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY pg_temp.{table} FROM STDIN", text)
