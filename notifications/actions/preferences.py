"""How people want to be told: what they chose, and choosing it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from members.actions import account
from members.models import User
from notifications import registry
from notifications.models import Preference, Rhythm, When
from notifications.registry import Channel, Group, Reader

Choices = Mapping[tuple[str, str], When]
"""By group and channel."""

RHYTHM_FIELDS = ("quiet_from", "quiet_until", "digest_hour")


def whens(
    readers: Sequence[Reader], *, group: str, urgent: bool
) -> Callable[[Reader, Channel], When]:
    """Return who of the readers is told when by which channel. One query at most.

    What is urgent nobody can switch off; only for those who may have asked for it by another
    channel there is a choice to look up. A contact asked for what it gets, and gets it at once.
    """
    rule = registry.group(group)
    people = [r.pk for r in readers if isinstance(r, User) and (not urgent or _may_ask(r, rule))]
    chosen: dict[tuple[int, str], When] = {}
    if people:
        found = Preference.objects.filter(user__in=people, group=group)
        rows = found.values_list("user", "channel", "when")
        chosen = {(user, channel): When(when) for user, channel, when in rows}

    def when(reader: Reader, channel: Channel) -> When:
        if not isinstance(reader, User):
            return When.ONCE
        if channel.asked_for and not (rule.texted and (urgent or rule.when is When.ONCE)):
            return When.NEVER
        if urgent and not channel.asked_for:
            return When.ONCE
        return chosen.get((reader.pk, channel.name), default_when(rule, channel))

    return when


def default_when(group: Group, channel: Channel) -> When:
    """Return what holds for those who chose nothing."""
    return When.NEVER if channel.asked_for else group.when


def _may_ask(user: User, group: Group) -> bool:
    """Whether this person may have asked for this kind by a channel that only brings such."""
    every = registry.channels().values()
    return group.texted and any(one.asked_for and one.takes(True, user) for one in every)


def shown_groups() -> list[Group]:
    """Return the groups that some notice belongs to, in their order."""
    used = {notice.group for notice in registry.notices().values() if notice and notice.mail}
    return [group for group in registry.groups().values() if group.name in used]


def groups_of(user: User) -> list[Group]:
    """Return those of the shown groups that can concern this person."""
    return [one for one in shown_groups() if one.concerns is None or one.concerns(user)]


def choices(user: User) -> Choices:
    """Return what holds for a person, by choice or by default."""
    rows = Preference.objects.filter(user=user).values_list("group", "channel", "when")
    chosen = {(group, channel): When(when) for group, channel, when in rows}
    return {
        (group.name, channel.name): chosen.get(
            (group.name, channel.name), default_when(group, channel)
        )
        for group in shown_groups()
        for channel in registry.channels().values()
        if channel.send and (group.texted or not channel.asked_for)
    }


@transaction.atomic
def choose(*, user: User, wanted: Choices, rhythm: Rhythm, by: User | None, at: datetime) -> None:
    """Keep how somebody wants to be told; the ledger's line says what of it changed.

    A choice that is the default is not kept, so that a better default reaches who never chose.
    Nobody chooses for a locked group.
    """
    before = choices(user)
    changed = sorted(key for key, when in wanted.items() if before.get(key, when) is not when)
    for group, channel in changed:
        rule, when = registry.group(group), wanted[group, channel]
        if rule.locked:
            continue
        default = default_when(rule, registry.channels()[channel])
        mine = Preference.objects.filter(user=user, group=group, channel=channel)
        if when is default:
            mine.delete()
        elif not mine.update(when=when):
            Preference.objects.create(user=user, group=group, channel=channel, when=when)
    hours = _keep(user, rhythm)
    if changed or hours:
        data: dict[str, object] = {"groups": [f"{g}/{c}" for g, c in changed], "hours": hours}
        account.note(user=user, step="notices_chosen", by=by, at=at, data=data)


def _keep(user: User, rhythm: Rhythm) -> list[str]:
    """Keep when somebody wants to be told; return which of it is new."""
    old = Rhythm.objects.filter(user=user).first() or Rhythm(user=user)
    new = [name for name in RHYTHM_FIELDS if getattr(old, name) != getattr(rhythm, name)]
    if new:
        Rhythm.objects.update_or_create(
            user=user, defaults={name: getattr(rhythm, name) for name in RHYTHM_FIELDS}
        )
    return new
