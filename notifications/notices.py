"""What a person is told about their own account. (`members` stands below and can tell nobody.)"""

import datetime as dt

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from design import dates
from events.models import Event
from members import roles
from members.models import Committee, Organ, User
from members.models.committee import PLACES
from notifications.registry import ACCOUNT, Notice

NOT_YOU = _("If this was not you, change your password at once and tell your organ's office.")


def owner(event: Event) -> list[User]:
    """The person whose account it is."""
    return list(User.objects.filter(code=event.code))


def when(event: Event) -> dict[str, object]:
    """Day and time, the reader's way."""
    return {"day": dates.day(event.at), "time": dates.clock(event.at), "not_you": NOT_YOU}


def sessions(event: Event) -> dict[str, object]:
    """How many sessions were ended, and when."""
    return {**when(event), "count": event.data.get("count", 1)}


def seat(event: Event) -> dict[str, object]:
    """Which role was given, and where."""
    organ = Organ.objects.filter(code=event.organ).first()
    return {
        "role": roles.named(str(event.data.get("role", ""))),
        "organ": organ.office_name if organ else event.organ,
    }


def last_day(event: Event) -> dict[str, object]:
    """Which role ends, where, and its last day."""
    until = dt.date.fromisoformat(str(event.data["until"]))
    return {**seat(event), "day": dates.day(until)}


def committee(event: Event) -> dict[str, object]:
    """Which committee, as what and, where it ends, the last day."""
    code, until = str(event.data["committee"]), event.data.get("until")
    found = Committee.objects.filter(code=code).first()
    return {
        "committee": found.name if found else code,
        "role": PLACES.get(str(event.data["role"]), ""),
        "day": dates.day(dt.date.fromisoformat(str(until))) if until else "",
    }


def in_committee(title: Promise, text: Promise) -> Notice:
    """Make a notice about a place in a committee; worth no mail."""
    return Notice(
        readers=owner,
        title=title,
        text=text,
        context=committee,
        url=lambda event: reverse("suggestions:desk"),
        mail=False,
        group=ACCOUNT,
    )


def security(title: Promise, text: Promise, page: str) -> Notice:
    """Make a notice for the owner's eyes about the safety of the account."""
    return Notice(
        readers=owner,
        title=title,
        text=text,
        context=when,
        url=lambda event: reverse(page),
        group=ACCOUNT,
    )


def seated() -> Notice:
    """Make the notice of a role that was given; worth no mail."""
    return Notice(
        readers=owner,
        title=_("You now have the role “{role}”"),
        text=_("You have it at {organ}. Your desk shows what it is for."),
        context=seat,
        url=lambda event: reverse("suggestions:desk"),
        mail=False,
        group=ACCOUNT,
    )


PASSWORD, FACTORS, SESSIONS, ADDRESS = (
    "account_change_password",
    "mfa_index",
    "usersessions_list",
    "account_email",
)
TOKENS = "gateway:tokens"

NOTICES: dict[tuple[str, str], Notice | None] = {
    ("account", "password_changed"): security(
        _("Your password was changed"),
        _("It was changed on {day} at {time}. {not_you}"),
        PASSWORD,
    ),
    ("account", "password_set"): security(
        _("You now have a password"),
        _("It was set on {day} at {time}. {not_you}"),
        PASSWORD,
    ),
    ("account", "password_reset"): security(
        _("Your password was set anew"),
        _("It was set by a mailed link on {day} at {time}. {not_you}"),
        PASSWORD,
    ),
    ("account", "email_changed"): security(
        _("Your e-mail address was changed"),
        _("From {day}, {time}, you sign in with this address. {not_you}"),
        ADDRESS,
    ),
    ("account", "email_removed"): security(
        _("An e-mail address was removed from your account"),
        _("It was removed on {day} at {time}. {not_you}"),
        ADDRESS,
    ),
    ("account", "address_moved"): security(
        _("Your e-mail address was changed for you"),
        _(
            "An administrator moved your account to this address on {day} at {time}. "
            "Sign in with it from now on."
        ),
        ADDRESS,
    ),
    ("account", "totp_added"): security(
        _("An authenticator app was added"),
        _("It was added on {day} at {time}. {not_you}"),
        FACTORS,
    ),
    ("account", "totp_removed"): security(
        _("Your authenticator app was removed"),
        _("It was removed on {day} at {time}. {not_you}"),
        FACTORS,
    ),
    ("account", "recovery_codes_made"): security(
        _("New recovery codes were made"),
        _("They were made on {day} at {time}; older ones no longer work. {not_you}"),
        FACTORS,
    ),
    ("account", "passkey_added"): security(
        _("A passkey was added"),
        _("It was added on {day} at {time}. {not_you}"),
        FACTORS,
    ),
    ("account", "passkey_removed"): security(
        _("A passkey was removed"),
        _("It was removed on {day} at {time}. {not_you}"),
        FACTORS,
    ),
    ("account", "sign_in_limited"): security(
        _("Somebody tried to sign in as you"),
        _(
            "On {day} at {time} there were too many wrong tries, so they were stopped for a while. "
            "You can still sign in with a passkey or a mailed code. {not_you}"
        ),
        SESSIONS,
    ),
    ("account", "token_made"): security(
        _("An access token was made in your name"),
        _("It was made on {day} at {time}; a program can act in your name with it. {not_you}"),
        TOKENS,
    ),
    ("account", "token_revoked"): security(
        _("An access token of yours was revoked"),
        _("It was revoked on {day} at {time} and opens nothing any more. {not_you}"),
        TOKENS,
    ),
    ("account", "sessions_ended"): Notice(
        readers=owner,
        title=_("Devices signed out: {count}"),
        text=_("You ended these sessions on {day} at {time}. {not_you}"),
        context=sessions,
        url=lambda event: reverse(SESSIONS),
        mail=False,
        group=ACCOUNT,
    ),
    ("account", "account_reopened"): security(
        _("Your account is open again"),
        _("It was opened again on {day} at {time}. You can sign in as before."),
        SESSIONS,
    ),
    ("account", "appointed"): seated(),
    ("account", "seated"): seated(),
    ("account", "ended"): Notice(
        readers=owner,
        title=_("The last day of your role “{role}” is set"),
        text=_("You have it at {organ} up to and including {day}."),
        context=last_day,
        url=lambda event: reverse("suggestions:desk"),
        mail=False,
        group=ACCOUNT,
    ),
    ("account", "committee_joined"): in_committee(
        _("You now have a place in the {committee}"), _("Your place there: {role}.")
    ),
    ("account", "committee_left"): in_committee(
        _("Your last day in the {committee} is set"), _("You are there up to and including {day}.")
    ),
    # Whoever was just enrolled is written to by the invitation; a closed account reads nothing.
    ("account", "enrolled"): None,
    ("account", "account_closed"): None,
    # What people change about themselves they know.
    ("account", "profile_changed"): None,
    ("account", "notices_chosen"): None,
}

LEDGER_WORDS = {
    "notice_text": _("Text of a notice"),
    ("notice_text", "reworded"): _("said in the organ’s own words"),
    ("notice_text", "ours_again"): _("said in the platform’s words again"),
}
