"""Why a suggestion is declined, where else it may go: values that fields hold, with their words.

Source: the ten national grounds on which a proposal is not filed (不予立案), adapted to
micro-suggestions; the channels that an office passes matters on to.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Without a reference, "already answered" says nothing; see `ANSWERED_BEFORE`.
GROUNDS: dict[str, Promise] = {
    "empty": _("It does not say what should be done"),
    "nobodys": _("It is not a matter of any conference or its units"),
    "answered": _("It has been answered already"),
    "secrets": _("It touches state or party secrets"),
    "banned": _("It asks for something that the law forbids"),
    "personnel": _("A party member on personnel of party organs"),
    "party_affairs": _("It is an inner affair of a democratic party"),
    "proceedings": _("It is before a court, an arbitrator or a reviewing authority"),
    "academic": _("It is a question of scholarship"),
    "personal": _("It is a private matter of the author or of relatives"),
    "promotion": _("It promotes a work or a product"),
    "accusation": _("It accuses somebody by name"),
}
ANSWERED_BEFORE = "answered"

# To which other channel an office hands a matter.
CHANNELS: dict[str, Promise] = {
    "hotline": _("The 12345 hotline"),
    "governor": _("The governor’s mailbox"),
    "mayor": _("The mayor’s mailbox"),
    "peoples_suggestions": _("The people’s suggestions office"),
    "message_board": _("The message board for leaders"),
    "grid": _("The neighbourhood grid platform"),
    "petitions": _("The petitions office"),
    "emergency": _("The emergency lines 110, 119 and 120"),
}

# What a suggestion is good for that is no case for a unit: information for leaders (社情民意信息),
# or an idea that a member may make a proposal of (提案线索).
DIVERSIONS: dict[str, Promise] = {
    "opinion": _("Public-opinion information"),
    "lead": _("A lead for a proposal"),
}


def ground_choices() -> list[tuple[str, Promise]]:
    return list(GROUNDS.items())


def channel_choices() -> list[tuple[str, Promise]]:
    return list(CHANNELS.items())


def diversion_choices() -> list[tuple[str, Promise]]:
    return list(DIVERSIONS.items())
