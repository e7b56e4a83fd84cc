"""How somebody is told, in plain sentences; and the few plain ways to choose among."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from design.dates import day, in_chinese, listed
from notifications import registry
from notifications.models import Rhythm, When
from notifications.models.notification import DAILY
from notifications.registry import Group
from workdays import calendar
from workdays.arithmetic import SHANGHAI, workday_from

EMAIL = "email"
RECOMMENDED, NEEDED, ONE_MAIL, OWN = "recommended", "needed", "one_mail", "own"
PLANS: Mapping[str, str | Promise] = {
    RECOMMENDED: gettext_lazy("As recommended: at most one mail a day"),
    NEEDED: gettext_lazy(
        "Only what needs me, what is decided about me or my work, and the safety of my account"
    ),
    ONE_MAIL: gettext_lazy("At most one mail a day, with the decisions in it"),
    OWN: gettext_lazy("As I set it below, kind by kind"),
}
WITH_ONCE = gettext_lazy("As recommended: at most one mail a day; besides it, at once: %(names)s")
type ByGroup = Mapping[str, When]
"""What holds for the mails of each group."""


def plan_choices(groups: list[Group]) -> list[tuple[str, str | Promise]]:
    """Return the plain choices of somebody these groups concern, each that means something else."""
    meant: list[ByGroup] = []
    found = []
    for plan, label in PLANS.items():
        means = planned(plan, groups)
        if plan == OWN or means not in meant:
            found.append((plan, _recommended(groups) if plan == RECOMMENDED else label))
        meant.append(means)
    return found


def _recommended(groups: list[Group]) -> str | Promise:
    """The first choice with what comes at once by it, where that is anything."""
    once = [_inside(one) for one in groups if not one.locked and one.when is When.ONCE]
    return WITH_ONCE % {"names": listed(once)} if once else PLANS[RECOMMENDED]


def planned(plan: str, groups: list[Group]) -> ByGroup:
    """Return what a plain choice means for the mails of these groups; nothing for one's own."""
    free = [group for group in groups if not group.locked]
    if plan == RECOMMENDED:
        return {group.name: group.when for group in free}
    if plan == NEEDED:
        return {one.name: one.when if one.needs_reader else When.NEVER for one in free}
    if plan == ONE_MAIL:
        return {group.name: When.DAILY for group in free}
    return {}


def plan_of(chosen: ByGroup, groups: list[Group]) -> str:
    """Return which plain choice somebody's settings are; their own where they are none."""
    plans = (plan for plan in PLANS if plan != OWN)
    return next((plan for plan in plans if planned(plan, groups) == chosen), OWN)


@dataclass(frozen=True)
class Told:
    """What somebody gets by mail and text message now, in sentences."""

    daily: str
    at_once: str
    texts: str
    always: str
    never: str
    quiet: str

    @property
    def lines(self) -> list[str]:
        """One sentence for each thing there is to say."""
        every = (self.daily, self.at_once, self.texts, self.never, self.always)
        return [one for one in every if one]

    @property
    def together(self) -> str:
        """What was chosen, sentence after sentence, as the language sets them."""
        said = filter(None, (self.daily, self.at_once, self.texts, self.never))
        return ("" if in_chinese() else " ").join(said)


def told(
    chosen: ByGroup, groups: list[Group], rhythm: Rhythm, *, texted: Collection[str] = ()
) -> Told:
    """Return in plain sentences what somebody gets by mail, when, and what not at all; and what by
    text message as well, of the groups `texted`."""
    names = {
        when: [_inside(one) for one in groups if chosen.get(one.name) is when] for when in When
    }
    once, rest, never = names[When.ONCE], names[When.DAILY], names[When.NEVER]
    besides = _("Besides it, at once: %(names)s.") if rest else _("At once: %(names)s.")
    return Told(
        daily=_daily(rest, is_all=not once and not never, hour=f"{rhythm.digest_hour:02}:00"),
        at_once=besides % {"names": listed(once)} if once else "",
        texts=_texts([one for one in groups if one.name in texted]),
        always=_(
            "What is due today and what keeps your account safe always comes at once; nobody can"
            " switch that off."
        ),
        never=_("No mail about: %(names)s. The inbox has it all the same.")
        % {"names": listed(never)}
        if never
        else "",
        quiet=quiet(rhythm),
    )


def _daily(names: list[str], *, is_all: bool, hour: str) -> str:
    """What the daily mail is about, of what can be chosen."""
    if not names:
        return _("No daily mail comes.")
    everything = _("At most one mail a day, at %(hour)s on working days, with all that is new.")
    some = _("At most one mail a day, at %(hour)s on working days, with: %(names)s.")
    return (everything if is_all else some) % {"hour": hour, "names": listed(names)}


def _texts(groups: list[Group]) -> str:
    """What comes as a text message as well: of a kind that comes daily what cannot wait."""
    urgent = _("%(name)s (only what is due today)")
    names = [
        _inside(one) if one.when is When.ONCE else urgent % {"name": _inside(one)} for one in groups
    ]
    return (
        _("Text messages besides, at once: %(names)s.") % {"names": listed(names)} if names else ""
    )


def _inside(group: Group) -> str:
    """The name of a group in the middle of a sentence."""
    if group.said:
        return str(group.said)
    name = str(group.label)
    return f"{name[:1].lower()}{name[1:]}"


def quiet(rhythm: Rhythm) -> str:
    """Return the quiet hours in words."""
    if rhythm.quiet_from is None or rhythm.quiet_until is None:
        return _("No quiet hours")
    words = {"begin": f"{rhythm.quiet_from:%H:%M}", "end": f"{rhythm.quiet_until:%H:%M}"}
    return _("Quiet from %(begin)s to %(end)s") % words


def next_daily(rhythm: Rhythm, *, at: datetime) -> datetime:
    """Return when the next daily mail leaves: on a working day, at the reader's hour."""
    here = at.astimezone(SHANGHAI)
    date = here.date() if here.hour < rhythm.digest_hour else here.date() + timedelta(days=1)
    there = workday_from(date, calendar.current())
    return datetime.combine(there, time(rhythm.digest_hour), SHANGHAI)


def said(moment: datetime) -> str:
    """Return the day and the hour of a daily mail in words."""
    words = {"day": day(moment), "hour": f"{moment:%H:%M}"}
    return pgettext("when the next daily mail comes", "%(day)s, %(hour)s") % words


def stays_with_needed(notice: registry.Notice) -> bool:
    """Return whether a notice still comes by mail to who wants only what needs them."""
    group = registry.group(notice.group)
    return notice.mail and (notice.urgent or group.locked or group.needs_reader)


def reason(notice: registry.Notice) -> str:
    """Return why a notice's mail comes when it does, as long as nobody chooses otherwise."""
    group = registry.group(notice.group)
    if not notice.mail:
        return "inbox only"
    if group.locked:
        return "at once: account safety"
    if notice.urgent:
        return "at once: due today"
    return "at once: decided about the reader" if group.when is When.ONCE else f"{DAILY} mail"


def way(notice: registry.Notice) -> str:
    """Return by which ways a notice comes, in words, as long as nobody chooses otherwise."""
    if not notice.mail:
        return _("inbox only")
    group = registry.group(notice.group)
    if notice.urgent or group.when is When.ONCE:
        return _("inbox, and mail at once")
    return _("inbox, and the daily mail")
