"""What a person is told about their own account and work. (`members` stands below and `jobs`
beside this app: neither can tell anybody.)"""

import datetime as dt

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from design import dates
from events.models import Event
from members import roles
from members.models import Committee, Organ, User
from members.models.committee import PLACES
from members.registry import step_words
from notifications.registry import ACCOUNT, Notice, Occasion

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


def starter(event: Event) -> list[User]:
    """Whoever started the long work."""
    return list(User.objects.filter(code=str(event.data.get("for", ""))))


def work(event: Event) -> dict[str, object]:
    """What kind of work it is. Each kind's name stands in the ledger's words."""
    return {"what": step_words("job", str(event.data.get("kind", "")))}


def worked(title: Promise, text: Promise) -> Notice:
    """Make the notice of long work that has ended; worth no mail."""
    return Notice(
        readers=starter,
        title=title,
        text=text,
        context=work,
        url=lambda event: reverse("jobs:job", args=[event.code]),
        mail=False,
        to=_("who started it"),
    )


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
TOKENS, MOBILE, SECURITY = "gateway:tokens", "members:mobile", "members:security"

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
    ("account", "mobile_moved"): security(
        _("Your mobile number was changed for you"),
        _(
            "An administrator changed the mobile number of your account on {day} at {time}. "
            "Codes to sign in go to the new one from now on."
        ),
        MOBILE,
    ),
    ("account", "mobile_changed"): security(
        _("Your mobile number was changed"),
        _("From {day}, {time}, codes to sign in go to the new number. {not_you}"),
        MOBILE,
    ),
    ("account", "text_step_on"): security(
        _("A second step by text message was turned on"),
        _("It was turned on on {day} at {time}. {not_you}"),
        FACTORS,
    ),
    ("account", "text_step_off"): security(
        _("The second step by text message was turned off"),
        _("It was turned off on {day} at {time}. {not_you}"),
        FACTORS,
    ),
    ("account", "sign_on_linked"): security(
        _("An outside sign-on was linked to your account"),
        _("It was linked on {day} at {time}; it can be used to sign in here. {not_you}"),
        SECURITY,
    ),
    ("account", "sign_on_unlinked"): security(
        _("The outside sign-on was unlinked"),
        _("It was unlinked on {day} at {time}. {not_you}"),
        SECURITY,
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
            "You can still sign in with a passkey or a code. {not_you}"
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
    ("job", "done"): worked(
        _("{what}: done"), _("Its page shows the result and keeps it for seven days.")
    ),
    ("job", "failed"): worked(
        _("{what}: could not be done"), _("Its page says why, and what you can do.")
    ),
    # What people started, stopped and fetched themselves they know; that results go was said.
    ("job", "started"): None,
    ("job", "cancelled"): None,
    ("job", "fetched"): None,
    ("job", "swept"): None,
    # What people change about themselves they know.
    ("account", "profile_changed"): None,
    ("account", "notices_chosen"): None,
    ("account", "lists_arranged"): None,
    ("account", "agreed"): None,
    ("organ", "contact_changed"): None,
}

_LIST = {"what": _("List of suggestions")}
OCCASIONS = {
    ("job", "done"): Occasion(when=_("when long work is done"), values=_LIST),
    ("job", "failed"): Occasion(when=_("when long work has failed"), values=_LIST),
}
LEDGER_WORDS = {
    "notice_text": _("Text of a notice"),
    ("notice_text", "reworded"): _("said in the organ’s own words"),
    ("notice_text", "ours_again"): _("said in the platform’s words again"),
}
