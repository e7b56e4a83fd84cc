"""From a step to the lines that tell of it."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from events.models import Event
from members.models import User
from notifications import registry
from notifications.actions import preferences
from notifications.models import NoticeText, Notification, State, When
from notifications.registry import Channel, Reader
from notifications.registry.notices import Values

type OwnWords = dict[str, dict[str, str]]
"""An organ's own title and text by language; without an entry the platform's are said."""

TO_ONESELF = ("account", "job")
"""What is told also to whoever did it: of their own account, for it may have been somebody else;
and that their own long work has ended."""

WAIT = timedelta(seconds=15)
"""How long a mail of a gathered group waits for others that come with it."""


def announce(event: Event, at: datetime) -> None:
    """Tell those who should know of an event; the handler "announce" of pending work.

    An event announced twice tells nobody twice. Raises `UnknownStep` where no table says whom the
    step tells, so that it is seen and not lost.
    """
    notice = registry.notice(event.kind, event.step)
    if notice is None:
        return
    readers = _others(event, notice)
    people = [one for one in readers if isinstance(one, User)]
    notify(
        key=f"event-{event.pk}",
        kind=event.kind,
        code=event.code,
        step=event.step,
        readers=readers,
        data=notice.values(event),
        url=notice.url(event) if notice.url else "",
        mail=notice.mail,
        at=at,
        group=notice.group,
        urgent=notice.urgent,
        due_at=notice.due(event) if notice.due else None,
        event_id=event.pk,
        words=_own_words(event, notice),
        not_before=event.at + notice.waits() if notice.waits else None,
        resting=notice.rests(event, people) if notice.rests and people else (),
    )


def _others(event: Event, notice: registry.Notice) -> list[Reader]:
    """Those who learn something by it: nobody is told of what they have just done themselves.

    What asks for something reaches somebody: where it would reach nobody else, it waits for them
    in another seat of theirs, so they are told after all.
    """
    knows = "" if event.kind in TO_ONESELF else event.actor
    readers = list(notice.readers(event))
    others = [one for one in readers if not (isinstance(one, User) and one.code == knows)]
    return others if others or notice.settled is None else readers


def _own_words(event: Event, notice: registry.Notice) -> OwnWords:
    """Return how the event's organ says this, frozen with the line (ADR 9). One query at most."""
    if not event.organ or not registry.is_reworded(event.kind, notice):
        return {}
    texts = NoticeText.objects.of(event.organ, event.kind, event.step)
    return {one.language: {"title": one.title, "text": one.text} for one in texts}


def notify(
    *,
    key: str,
    kind: str,
    code: str,
    step: str,
    readers: Iterable[Reader],
    data: Values,
    at: datetime,
    url: str = "",
    mail: bool = True,
    group: str = registry.NEWS,
    urgent: bool = False,
    due_at: datetime | None = None,
    event_id: int | None = None,
    words: OwnWords | None = None,
    not_before: datetime | None = None,
    resting: Collection[int] = (),
) -> None:
    """Write one line per reader and channel, once for each `key`.

    `data` holds the values of the notice's placeholders per language. Closed accounts are told
    nothing, and nobody by a channel they chose never to be told by, unless it is `urgent`. What
    leaves the house leaves it `not_before` that moment; to those `resting` (their keys) nothing
    does.
    """
    urgent = urgent or registry.group(group).locked
    told = _listening(readers)
    whens = preferences.whens(told, group=group, urgent=urgent)
    rows = [
        Notification(
            key=key,
            user=reader if isinstance(reader, User) else None,
            contact=None if isinstance(reader, User) else reader,
            channel=channel.name,
            kind=kind,
            code=code,
            step=step,
            data=data,
            words=words or {},
            url=url,
            group=group,
            urgent=urgent,
            due_at=due_at,
            event_id=event_id,
            created_at=at,
            **_start(channel, whens(reader, channel), _earliest(group, at, not_before)),
        )
        for reader in told
        for channel in registry.channels().values()
        if channel.takes(mail, reader)
        and (channel.send is None or _is_wanted(reader, whens(reader, channel), resting))
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def _listening(readers: Iterable[Reader]) -> list[Reader]:
    """Each reader once, without those whose account is closed."""
    return [r for r in dict.fromkeys(readers) if not isinstance(r, User) or r.is_active]


def _is_wanted(reader: Reader, when: When, resting: Collection[int]) -> bool:
    """Whether a channel that leaves the house is for this reader: by choice, and not at rest."""
    return when is not When.NEVER and not (isinstance(reader, User) and reader.pk in resting)


def _earliest(group: str, at: datetime, not_before: datetime | None) -> dict[str, datetime | None]:
    """When a line was written, and before which moment it does not leave."""
    soon = at + WAIT if registry.group(group).gathered else None
    both = [moment for moment in (soon, not_before) if moment and moment > at]
    return {"at": at, "not_before": max(both, default=None)}


def _start(channel: Channel, when: When, moments: dict[str, datetime | None]) -> dict[str, object]:
    """A line in a channel of the house has arrived with being written."""
    if channel.send is None:
        return {"state": State.SENT, "sent_at": moments["at"]}
    if when is When.DAILY:
        return {"state": State.WAITING, "not_before": moments["not_before"]}
    return {"state": State.PENDING, "not_before": moments["not_before"]}
