"""Who is told of the acts beside the way of a case: co-signing, sealing, publishing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from design.dates import day
from events.models import Event
from members.models import User
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.models import Cosigner
from suggestions.notices import readers as of
from suggestions.notices.making import COSIGNING, notice
from suggestions.notices.readers import case_of
from suggestions.notices.whom import WHOM
from suggestions.notices.words import actor, context


def with_name(event: Event) -> dict[str, Any]:
    return {"title": case_of(event).title, "code": case_of(event).code, "who": actor(event)}


def day_of_request(event: Event) -> datetime | None:
    """Until when those who were asked with this event can answer."""
    rows = Cosigner.objects.filter(
        suggestion__code=event.code, user__code__in=event.data.get("people", [])
    )
    return getattr(rows.with_day().order_by("id").first(), "until", None)


def with_the_day(event: Event) -> dict[str, Any]:
    """With the last day for yes or no."""
    until = day_of_request(event)
    return with_name(event) | {"day": day(until) if until else _("no date")}


def with_the_asked(event: Event) -> dict[str, Any]:
    """With the name of the one who was asked."""
    code = event.data["person"]
    person = User.objects.filter(code=code).first()
    return with_name(event) | {"who": person.name if person and person.name else code}


BESIDE: dict[tuple[str, str], Notice | None] = {
    ("suggestion", lifecycle.ASK_COSIGNER.name): notice(
        of.asked,
        gettext_lazy("Asked to co-sign: {title}"),
        gettext_lazy(
            "{who} asks you to stand by this suggestion. Read it and say yes or no by {day}."
        ),
        context=with_the_day,
        due=day_of_request,
        url=lambda event: reverse("suggestions:cosign", args=[event.code]),
        group=COSIGNING,
    ),
    ("suggestion", lifecycle.COSIGN.name): notice(
        of.author_alone,
        gettext_lazy("Co-signed: {title}"),
        gettext_lazy("{who} stands by your suggestion {code}."),
        context=with_name,
        mail=False,
    ),
    ("suggestion", lifecycle.DECLINE_COSIGN.name): notice(
        of.author_alone,
        gettext_lazy("Not co-signed: {title}"),
        gettext_lazy("{who} does not co-sign {code}."),
        context=with_name,
        mail=False,
    ),
    ("suggestion", lifecycle.LAPSE_COSIGN.name): notice(
        of.author_alone,
        gettext_lazy("No answer: {title}"),
        gettext_lazy("{who} has not said whether they co-sign {code}; the time for it is over."),
        context=with_the_asked,
        mail=False,
    ),
    ("suggestion", lifecycle.JOIN.name): notice(
        of.author_alone,
        gettext_lazy("Joined: {title}"),
        gettext_lazy("{who} has joined your suggestion {code} as a co-signer."),
        context=with_name,
        mail=False,
    ),
    ("suggestion", lifecycle.SEAL.name): Notice(
        readers=of.author_alone,
        title=gettext_lazy("One of your suggestions is sealed"),
        text=gettext_lazy(
            "{office} has sealed it. Until the seal is lifted nobody sees it, neither do you; "
            "the office tells you why if you ask."
        ),
        context=lambda event: {"office": case_of(event).organ.office_name},
        mail=False,
        to=WHOM[of.author_alone],
    ),
    ("suggestion", lifecycle.UNSEAL.name): notice(
        of.author_and_units,
        gettext_lazy("The seal is lifted: {title}"),
        gettext_lazy("{code} is back where it stood and goes on."),
        context=lambda event: {"title": case_of(event).title, "code": case_of(event).code},
        mail=False,
    ),
    ("suggestion", lifecycle.PUBLISH.name): notice(
        of.author,
        gettext_lazy("Published: {title}"),
        gettext_lazy("The office has published {code} in the words that it looked over."),
        context=lambda event: {"title": case_of(event).title, "code": case_of(event).code},
        url=lambda event: reverse("portal:publication", args=[event.code]),
    ),
    ("suggestion", lifecycle.UNPUBLISH.name): notice(
        of.author,
        gettext_lazy("No longer published: {title}"),
        gettext_lazy("The office has taken {code} back from publication."),
        context=lambda event: {"title": case_of(event).title, "code": case_of(event).code},
    ),
    # Its author has just done it, or ended it with what they or the office did.
    ("suggestion", lifecycle.LET_FOLLOW.name): None,
    ("suggestion", lifecycle.END_FOLLOW.name): None,
    ("suggestion", lifecycle.TELL_SENDER.name): notice(
        of.senders,
        gettext_lazy("Answered elsewhere: {title}"),
        gettext_lazy("{code}, which went from you to {office}, has been answered there."),
        mail=False,
        context=context,
        due=None,
    ),
}
