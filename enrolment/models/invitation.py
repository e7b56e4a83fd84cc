from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enrolment import codes
from enrolment.models.intake import Intake
from members.codes import fresh_code
from members.models import Organ
from members.roles import Words

MAIL, SMS, CARD = "mail", "sms", "card"
CHANNELS = {MAIL: _("by mail"), SMS: _("by text message"), CARD: _("by card")}
OPEN, ACCEPTED, EXPIRED, REVOKED = "open", "accepted", "expired", "revoked"
STATES = {
    OPEN: pgettext_lazy("an invitation", "open"),
    ACCEPTED: _("accepted"),
    EXPIRED: _("expired"),
    REVOKED: _("revoked"),
}


def new_code() -> str:
    """Return a fresh public code for an invitation."""
    return fresh_code("V")


def channel_choices() -> list[tuple[str, Words]]:
    return list(CHANNELS.items())


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self, at: datetime) -> Self:
        """Keep those that can be accepted now."""
        return self.unanswered().filter(expires_at__gt=at)

    def in_state(self, state: str, at: datetime) -> Self:
        """Keep those in a state of `STATES`; any other word keeps all."""
        if state == OPEN:
            return self.open(at)
        if state == EXPIRED:
            return self.unanswered().filter(expires_at__lte=at)
        if state == ACCEPTED:
            return self.filter(accepted_at__isnull=False)
        return self.filter(revoked_at__isnull=False) if state == REVOKED else self


class Invitation(models.Model):
    """An organ's word to one person that they may come in; used once, for a time."""

    code = models.CharField(_("Code"), max_length=12, unique=True, default=new_code)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="invitations",
    )
    organ = models.ForeignKey(
        Organ, verbose_name=_("Organ"), on_delete=models.PROTECT, related_name="invitations"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Invited by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    intake = models.ForeignKey(
        Intake, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True
    )
    channel = models.CharField(_("Channel"), max_length=4, choices=channel_choices)
    seed = models.CharField(max_length=32, default=codes.new_seed, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    # What the address or number it was sent to is recognised by; nothing for a card.
    sent_to = models.CharField(max_length=64, default="", db_default="", blank=True, editable=False)
    # The place that somebody with an account gets by accepting; nothing for a new person.
    gives = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("Invited"))
    expires_at = models.DateTimeField(_("Good until"))
    accepted_at = models.DateTimeField(_("Accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel__in=["mail", "sms", "card"]),
                name="invitation_channel_known",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
            ),
            models.UniqueConstraint(
                fields=["person", "organ"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_unanswered",
            ),
        ]
        indexes = [models.Index(fields=["organ", "-id"], name="invitation_by_organ")]

    def __str__(self) -> str:
        return f"{self.code} · {self.organ_id}"

    def with_secrets(self) -> Self:
        """Fill in what its link, its code and the way it is sent are recognised by."""
        self.token_hash = codes.kept(codes.token(self.seed))
        self.code_hash = codes.kept(codes.code(self.seed))
        self.sent_to = self._way()
        return self

    def _way(self) -> str:
        """What the person's address or number of today is recognised by; nothing for a card."""
        said = {MAIL: self.person.email, SMS: self.person.mobile}.get(self.channel)
        return codes.kept(f"{self.channel}:{said}") if said else ""

    @property
    def is_astray(self) -> bool:
        """Whether the person has another address or number by now: then whoever holds the link
        may be somebody else."""
        return self.channel != CARD and self.sent_to not in ("", self._way())

    @property
    def name(self) -> str:
        """Who is invited, by the name that the organ knows: of somebody who has an account and is
        nobody here yet, the one that was typed."""
        return str(self.gives.get("name", "") or self.person.name)

    @property
    def path(self) -> str:
        """The path of its link; a secret, never to be logged."""
        return reverse("enrolment:join_by_link", args=[codes.token(self.seed)])

    @property
    def printed_code(self) -> str:
        """The code as it stands on a card."""
        return codes.in_groups(codes.code(self.seed))

    def state(self, at: datetime) -> str:
        """One of `STATES`."""
        if self.accepted_at:
            return ACCEPTED
        if self.revoked_at:
            return REVOKED
        return OPEN if self.expires_at > at else EXPIRED
