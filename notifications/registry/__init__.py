"""Who is told what, and by which channels.

An app says `notices = "suggestions.notices.NOTICES"` in its AppConfig: a dict from (kind, step)
to a `Notice`, or to None where silence is meant. Each folder in `notifications/channels` holds a
`CHANNEL`. The kinds of notices are named as `notice_groups`.
"""

from notifications.registry.channels import Channel, Outcome, Send, Verdict, channels
from notifications.registry.groups import ACCOUNT, NEWS, REMINDERS, Group, group, groups
from notifications.registry.notices import (
    Notice,
    Reader,
    TakenTwice,
    UnknownStep,
    Words,
    filled,
    is_reworded,
    notice,
    notices,
    placeholders,
    words,
)
from notifications.registry.occasions import Occasion, moment, values_for
from notifications.registry.samples import Sample, samples

__all__ = [
    "ACCOUNT",
    "NEWS",
    "REMINDERS",
    "Channel",
    "Group",
    "Notice",
    "Occasion",
    "Outcome",
    "Reader",
    "Sample",
    "Send",
    "TakenTwice",
    "UnknownStep",
    "Verdict",
    "Words",
    "channels",
    "filled",
    "group",
    "groups",
    "is_reworded",
    "moment",
    "notice",
    "notices",
    "placeholders",
    "samples",
    "values_for",
    "words",
]
