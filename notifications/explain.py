"""How somebody is told, in plain sentences; and the few plain ways to choose among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

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
    RECOMMENDED: gettext_lazy("As recommended: decisions about me at once, the rest once a day"),
    NEEDED: gettext_lazy(
        "Only what needs me, what is decided about me or my work, and the safety of my account"
    ),
    ONE_MAIL: gettext_lazy("Everything in one mail a day"),
    OWN: gettext_lazy("As I set it below, kind by kind"),
}
type ByGroup = Mapping[str, When]
"""What holds for the mails of each group."""


def plan_choices() -> list[tuple[str, str | Promise]]:
    return list(PLANS.items())


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
    """What somebody gets by mail now, in sentences."""

    at_once: str
    daily: str
    never: str
    quiet: str

    @property
    def together(self) -> str:
        """All of it after one another, as the language sets sentences."""
        said = filter(None, (self.at_once, self.daily, self.never))
        return ("" if in_chinese() else " ").join(said)


def told(chosen: ByGroup, groups: list[Group], rhythm: Rhythm) -> Told:
    """Return in plain sentences what somebody gets by mail, when, and what not at all."""
    labels = {when: [one for one in groups if chosen.get(one.name) is when] for when in When}
    once = [_inside(one) for one in labels[When.ONCE]]
    safety = _("what is due today, and what keeps your account safe")
    names = listed([*once, safety])
    hour = f"{rhythm.digest_hour:02}:00"
    rest = labels[When.DAILY]
    is_all = not labels[When.NEVER]
    daily = _("Everything else comes in one mail a day at %(hour)s, on working days.")
    some = _("In one mail a day at %(hour)s, on working days: %(names)s.")
    words = {"hour": hour, "names": listed(_inside(one) for one in rest)}
    return Told(
        at_once=_("By mail you get at once: %(names)s.") % {"names": names},
        daily=(daily if is_all else some) % words if rest else "",
        never=_("No mail about: %(names)s. The inbox has it all the same.")
        % {"names": listed(_inside(one) for one in labels[When.NEVER])}
        if labels[When.NEVER]
        else "",
        quiet=quiet(rhythm),
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


def next_daily(rhythm: Rhythm, *, at: datetime) -> str:
    """Return when the next daily mail leaves, in words: a working day, at the reader's hour."""
    here = at.astimezone(SHANGHAI)
    date = here.date() if here.hour < rhythm.digest_hour else here.date() + timedelta(days=1)
    words = {
        "day": day(workday_from(date, calendar.current())),
        "hour": f"{rhythm.digest_hour:02}:00",
    }
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
