"""What may be said of a case to somebody who holds its query code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from design.pieces import Station
from events.models import Event
from suggestions import clocks, privacy
from suggestions.lifecycle import Desk
from suggestions.models import Publication, Suggestion
from suggestions.story.river import stations
from suggestions.story.sentence import sentence
from suggestions.story.standing import standing

if TYPE_CHECKING:
    from workdays.arithmetic import Calendar

PERSONAL = (privacy.IDENTITY, privacy.PHONE, privacy.EMAIL, privacy.ADDRESS, privacy.SECRET)


@dataclass(frozen=True)
class Followed:
    """Where a case stands, for everybody's eyes: no text, and no name but those of offices.

    ``title`` is "" where its author lets it be known to members only, or to nobody; then the page
    calls it by its place and the day on which it came in, both of which stand there anyway.
    """

    suggestion: Suggestion
    title: str
    sentence: SafeString
    stations: list[Station]
    publication: Publication | None


def followed(suggestion: Suggestion, *, at: datetime, calendar: Calendar) -> Followed:
    """Read it off the case, which comes `for_page` and `with_cosigners`."""
    publication = _published(suggestion)
    told = Event.objects.of("suggestion", suggestion.code)
    return Followed(
        suggestion=suggestion,
        title=_title(suggestion, publication),
        sentence=sentence(
            suggestion,
            at=at,
            calendar=calendar,
            reader=Desk.SYSTEM,
            promise=clocks.waiting_promise(suggestion),
            bare=True,
        ),
        stations=stations(suggestion, standing(list(told))),
        publication=publication,
    )


def _published(suggestion: Suggestion) -> Publication | None:
    public = Publication.objects.public().filter(suggestion=suggestion)
    return public.select_related("suggestion").first()


def open_title(suggestion: Suggestion) -> str:
    """What a case is called for everybody's eyes; "" where its author keeps that to few."""
    return _title(suggestion, _published(suggestion))


def _title(suggestion: Suggestion, publication: Publication | None) -> str:
    """As published, else the author's own words with personal data blacked out: no office has
    looked them over."""
    if publication:
        return str(publication.title)
    if not suggestion.may_be_published:
        return ""
    others = (getattr(suggestion, name, None) or () for name in ("cosigner_names", "asked_names"))
    names = [suggestion.author.name, *chain.from_iterable(others)]
    return privacy.without(suggestion.title, PERSONAL, tuple(n for n in names if len(n) > 1))
