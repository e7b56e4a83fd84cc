"""The mail or text message of an invitation: made by the worker from the row."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from design import dates
from enrolment.models import Invitation
from enrolment.models.invitation import MAIL, SMS
from events.models import Event
from notifications.actions import letters

CHANNELS = {MAIL: "email", SMS: "sms"}


def address(path: str) -> str:
    """A path as an address that can be clicked or typed elsewhere."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def send(*, event: Event, at: datetime) -> None:
    """Leave the letter of an invitation to be sent, unless it was answered or revoked meanwhile."""
    found = Invitation.objects.open(at).select_related("person", "organ")
    invitation = found.filter(code=event.data.get("invitation")).first()
    if invitation is None:
        return
    with translation.override(invitation.person.language or settings.DEFAULT_LANGUAGE):
        letters.post(
            reader=invitation.person,
            code=invitation.person.code,
            step="invited",
            subject=_("%(organ)s invites you to the platform")
            % {"organ": invitation.organ.office_name},
            body=_short(invitation) if invitation.channel == SMS else _long(invitation),
            at=at,
            channel=CHANNELS[invitation.channel],
            useful_for=invitation.expires_at - at,
        )


def _values(invitation: Invitation) -> dict[str, str]:
    return {
        "name": invitation.person.name,
        "organ": invitation.organ.office_name,
        "link": address(invitation.path),
        "day": dates.day(invitation.expires_at),
    }


def _short(invitation: Invitation) -> str:
    return _("%(organ)s invites you to CPPCC Cloud, until %(day)s: %(link)s") % _values(invitation)


def _long(invitation: Invitation) -> str:
    return _(
        "%(name)s,\n\n%(organ)s invites you to CPPCC Cloud. Open this link and choose a password; "
        "then you are in:\n\n%(link)s\n\nThe link is for you alone, opens once, and is good until "
        "%(day)s. If it has run out, ask the office of %(organ)s for a new one.\n"
    ) % _values(invitation)
