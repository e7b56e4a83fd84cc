"""Who is told of the acts beside the way of a case: co-signing, sealing, publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from departments.policies import officers_of
from members.models import User
from notifications.registry import Notice
from suggestions import lifecycle
from suggestions.models import Cosigner, Suggestion

if TYPE_CHECKING:
    from events.models import Event

COSIGNING = "cosigning"

type Case = Callable[[Event], Suggestion]


def cosigners_of(suggestion: Suggestion) -> list[User]:
    """Those who stand by it: they are told what the author is told."""
    rows = Cosigner.objects.accepted().filter(suggestion=suggestion)
    return list(User.objects.filter(is_active=True, pk__in=rows.values("user")).order_by("pk"))


def asked(event: Event) -> list[User]:
    """Those whom the author asked in this act and who have not answered yet."""
    return list(User.objects.filter(is_active=True, code__in=event.data["people"]))


def actor(event: Event) -> str:
    """The name of who did it; their code where the account is gone."""
    person = User.objects.filter(code=event.actor).first()
    return person.name if person and person.name else event.actor


def rows(case: Case, notice: Callable[..., Notice]) -> dict[tuple[str, str], Notice | None]:
    """The rows of these steps, made with the case's own words and addresses.

    `case(event)` is the case of an event; `notice(readers, title, text, **more)` a notice that
    tells nobody of a sealed one.
    """

    def author(event: Event) -> list[User]:
        return [case(event).author]

    def stood_by(event: Event) -> list[User]:
        return [case(event).author, *cosigners_of(case(event))]

    def concerned(event: Event) -> list[User]:
        found = case(event)
        unit = officers_of(found.unit) if found.unit else []
        return [found.author, *cosigners_of(found), *unit]

    def with_name(event: Event) -> Mapping[str, Any]:
        return {"title": case(event).title, "code": case(event).code, "who": actor(event)}

    told = {
        lifecycle.ASK_COSIGNER.name: notice(
            asked,
            gettext_lazy("Asked to co-sign: {title}"),
            gettext_lazy("{who} asks you to stand by this suggestion. Read it and say yes or no."),
            context=with_name,
            url=lambda event: reverse("suggestions:cosign", args=[event.code]),
            group=COSIGNING,
        ),
        lifecycle.COSIGN.name: notice(
            author,
            gettext_lazy("Co-signed: {title}"),
            gettext_lazy("{who} stands by your suggestion {code}."),
            context=with_name,
            mail=False,
        ),
        lifecycle.DECLINE_COSIGN.name: notice(
            author,
            gettext_lazy("Not co-signed: {title}"),
            gettext_lazy("{who} does not co-sign {code}."),
            context=with_name,
            mail=False,
        ),
        lifecycle.JOIN.name: notice(
            author,
            gettext_lazy("Joined: {title}"),
            gettext_lazy("{who} has joined your suggestion {code} as a co-signer."),
            context=with_name,
            mail=False,
        ),
    }
    told[lifecycle.SEAL.name] = Notice(
        readers=author,
        title=gettext_lazy("One of your suggestions is sealed"),
        text=gettext_lazy(
            "{office} has sealed it. Until the seal is lifted nobody sees it, neither do you; "
            "the office tells you why if you ask."
        ),
        context=lambda event: {"office": case(event).organ.office_name},
        mail=False,
    )
    told[lifecycle.UNSEAL.name] = notice(
        concerned,
        gettext_lazy("The seal is lifted: {title}"),
        gettext_lazy("{code} is back where it stood and goes on."),
        context=lambda event: {"title": case(event).title, "code": case(event).code},
        mail=False,
    )
    told[lifecycle.PUBLISH.name] = notice(
        stood_by,
        gettext_lazy("Published: {title}"),
        gettext_lazy("The office has published {code} in the words that it looked over."),
        context=lambda event: {"title": case(event).title, "code": case(event).code},
        url=lambda event: reverse("portal:publication", args=[event.code]),
    )
    told[lifecycle.UNPUBLISH.name] = notice(
        stood_by,
        gettext_lazy("No longer published: {title}"),
        gettext_lazy("The office has taken {code} back from publication."),
        context=lambda event: {"title": case(event).title, "code": case(event).code},
    )
    return {("suggestion", step): one for step, one in told.items()}
