"""What can be found by words: of a case its code, title, text and place; of what was published just
what everybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suggestions.models import Publication, Suggestion
from textindex.lookup import Search
from textindex.registry import Source

if TYPE_CHECKING:
    from members.models import Organ

CASE, PUBLIC = "suggestion", "publication"


def _cases() -> Any:
    """All but what is under seal."""
    return Suggestion.objects.select_related("place")


def _published() -> Any:
    return Publication.objects.public().select_related("suggestion__place")


def _of_case(case: Suggestion) -> tuple[str, ...]:
    return case.code, case.title, case.situation, case.ask, *_names(case.place)


def _of_published(one: Publication) -> tuple[str, ...]:
    return one.suggestion.code, one.title, one.text, one.answer, *_names(one.suggestion.place)


def _names(place: Organ) -> tuple[str, ...]:
    return place.name_zh, place.short_zh, place.name_en


TEXTS = {
    CASE: Source(rows=_cases, said=_of_case),
    PUBLIC: Source(
        rows=_published,
        said=_of_published,
        code="suggestion__code",
        is_public=True,
        locked=("self", "suggestion"),
    ),
}


def public_search(words: str) -> Search:
    """The words in what everybody reads."""
    return Search(words, PUBLIC, TEXTS[PUBLIC].code, is_public=True)
