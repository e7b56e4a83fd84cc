"""The notices: whom a step tells, and in which words."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from string import Formatter

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from events.models import Event
from members.models import User
from notifications.models import Contact, Notification
from notifications.registry.groups import ACCOUNT, NEWS

Reader = User | Contact
Values = dict[str, dict[str, str]]
"""What the placeholders stand for: language → name → text."""


type Settled = Callable[[Sequence[tuple[Event, Reader]]], Sequence[bool]]
"""Of what was asked of whom: whether it is done. A few queries, however many it is asked of."""


class UnknownStep(LookupError):
    """No app says whom this step tells, not even that it tells nobody."""


class TakenTwice(ImproperlyConfigured):
    """Two tables speak of the same step."""


@dataclass(frozen=True)
class Words:
    """A title and a text, filled in."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is said after a step, and to whom.

    `title` and `text` are lazy translations with `{placeholders}`, filled from `context(event)`:
    plain values, asked for once per language with that language active, so that a name or a day
    comes in the reader's words. `url(event)` is the path of the page where it goes on. `mail`
    says whether it is worth a mail; the inbox always has it.

    `group` names the kind of notices for which people choose how they are told. `urgent`: what is
    due today; nothing delays it and nobody can switch it off. `due(event)` is the date it speaks
    of, by which a daily mail is in order. `still_true(event)`, asked just before it leaves the
    house, keeps back what was handled in the meantime; `settled` tells of many events with their
    readers at once whether what was asked there is done, for the inbox and for mails. `waits()`:
    for how long no mail leaves, because the step may still be undone; the inbox has it at once.
    `rests(event, readers)` are the keys of those who are absent and whose stand-in has the mail:
    they find it in the inbox alone. `to` says the readers in words, for whoever rewords it.
    """

    readers: Callable[[Event], Iterable[Reader]]
    title: str | Promise
    text: str | Promise
    context: Callable[[Event], Mapping[str, object]] | None = None
    mail: bool = True
    url: Callable[[Event], str] | None = None
    group: str = NEWS
    urgent: bool = False
    due: Callable[[Event], datetime | None] | None = None
    still_true: Callable[[Event], bool] | None = None
    settled: Settled | None = None
    waits: Callable[[], timedelta] | None = None
    rests: Callable[[Event, Sequence[User]], Collection[int]] | None = None
    to: str | Promise = ""

    def values(self, event: Event) -> Values:
        """Return what the placeholders stand for as it happens, in every language of the site.

        Kept with the line: it goes on saying what was so then, in whichever language its reader
        reads it later, and costs no query when shown.
        """
        found: Values = {}
        if self.context is None:
            return found
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found[language] = {k: str(v) for k, v in self.context(event).items()}
        return found


@cache
def notices() -> Mapping[tuple[str, str], Notice | None]:
    """Return the tables of all apps as one. Raises `TakenTwice`."""
    found: dict[tuple[str, str], Notice | None] = {}
    for config in apps.get_app_configs():
        path = getattr(config, "notices", None)
        table = import_string(path) if path else {}
        if twice := found.keys() & table.keys():
            raise TakenTwice(f"{path}: steps registered twice: {sorted(twice)}")
        found |= table
    return found


def notice(kind: str, step: str) -> Notice | None:
    """Return the notice of a step, None for written silence. Raises `UnknownStep`."""
    try:
        return notices()[kind, step]
    except KeyError:
        raise UnknownStep(f"{kind} {step}") from None


class _Values(dict[str, str]):
    """Leaves a gap where a value is missing: an old line under a reworded notice."""

    def __missing__(self, name: str) -> str:
        return "…"


def words(notification: Notification, language: str) -> Words:
    """Return title and text of a notification in a language."""
    told = notices().get((notification.kind, notification.step))
    with translation.override(language):
        if told is None:  # The step was retired since; the line and its link stay.
            return Words(title=_("News about {code}").format(code=notification.code), text="")
        data = notification.data
        values = _Values(data.get(language) or next(iter(data.values()), {}))
        own = notification.words.get(language) or {"title": told.title, "text": told.text}
        return filled(str(own["title"]), str(own["text"]), values)


def filled(title: str, text: str, values: Mapping[str, str]) -> Words:
    """Return a title and a text with their placeholders filled in."""
    known = _Values(values)
    return Words(
        title=" ".join(title.format_map(known).split()), text=text.format_map(known).strip()
    )


def placeholders(told: Notice) -> tuple[str, ...]:
    """Return the names that a notice fills in, in the order in which its own words have them."""
    parts = [part for said in (told.title, told.text) for part in Formatter().parse(str(said))]
    return tuple(dict.fromkeys(name for _before, name, _spec, _how in parts if name))


def is_reworded(kind: str, told: Notice | None) -> bool:
    """Tell whether an organ may say this in its own words: never what concerns an account."""
    return told is not None and kind != "account" and told.group != ACCOUNT
