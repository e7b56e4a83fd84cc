"""The ledger as its readers see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from events.models import Event
from members.models import Organ, User
from members.policies import Hats, reads_ledger_of
from members.registry import kind_words, names_of, step_words
from members.roles import Words, named


@dataclass(frozen=True)
class Line:
    """One event with the names that belong to its codes today."""

    at: datetime
    kind: str
    step: str
    code: str
    name: str
    kind_name: Words
    step_name: Words
    actor: str
    role: Words
    organ: str


def ledger(worn: Hats, *, kind: str = "", step: str = "") -> QuerySet[Event]:
    """Return the events of the organs whose ledger may be read, narrowed by kind and step."""
    events = Event.objects.filter(reads_ledger_of(worn))
    if kind:
        events = events.filter(kind=kind)
    return events.filter(step=step) if step else events


def lines(events: Iterable[Event]) -> list[Line]:
    """Put names to the codes: two queries, however many events, and one for each kind of things
    that have a name (`registry.names_of`)."""
    listed = list(events)
    people = User.objects.in_bulk({event.actor for event in listed}, field_name="code")
    codes = {code for event in listed for code in (event.organ, event.code)}
    organs = {pk: one.short_office_name for pk, one in Organ.objects.in_bulk(codes).items()}
    names = names_of([(event.kind, event.code) for event in listed])
    return [
        Line(
            at=event.at,
            kind=event.kind,
            step=event.step,
            code=event.code,
            name=names.get((event.kind, event.code)) or organs.get(event.code, event.code),
            kind_name=kind_words(event.kind),
            step_name=step_words(event.kind, event.step),
            actor=str(people[event.actor]) if event.actor in people else event.actor,
            role=named(event.role),
            organ=organs.get(event.organ, event.organ),
        )
        for event in listed
    ]
