from datetime import datetime
from typing import Self, cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import User
from notifications.models.contact import Contact

INBOX, SMS = "inbox", "sms"
DIGEST = "digest"
"""The kind of a mail that holds several lines."""

DAILY, GATHERED = "daily", "gathered"
"""The steps of such a mail: the lines of a day, and those that came at one moment."""


class State(models.TextChoices):
    """Where a notification stands on its way to the reader."""

    PENDING = "pending", _("To be sent")
    WAITING = "waiting", _("Waits for the daily mail")
    BUNDLED = "bundled", _("In one mail with others")
    DROPPED = "dropped", _("No longer needed")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


def state_choices() -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in State]


class NotificationQuerySet(models.QuerySet["Notification"]):
    def inbox(self, user: User) -> Self:
        """Return what stands in the inbox of a person."""
        return self.filter(channel=INBOX, user=user)

    def unread(self) -> Self:
        """Keep what has not been read."""
        return self.filter(read_at__isnull=True)

    def due(self, channel: str, at: datetime) -> Self:
        """Return what this channel should send at `at` and nobody else is sending."""
        return self.filter(
            models.Q(not_before__isnull=True) | models.Q(not_before__lte=at),
            models.Q(leased_until__isnull=True) | models.Q(leased_until__lte=at),
            channel=channel,
            state=State.PENDING,
        )

    def waiting(self, channel: str) -> Self:
        """Return what waits for the daily mail."""
        return self.filter(channel=channel, state=State.WAITING)

    def failed(self) -> Self:
        """Return what could not be delivered and needs a person, newest first."""
        return self.filter(state=State.FAILED).order_by("-id")


class Notification(models.Model):
    """One line for one reader by one channel, once.

    What happened is told by kind, code and step; the words come from the notice that is
    registered for them, filled with `data`: the values per language, as they were when it
    happened. Where the organ had words of its own for it, they stand in `words` per language, as
    they were then: {"en": {"title": …, "text": …}}. `key` names the occasion, so that no repetition
    writes to a reader twice. An `urgent` one waits for no hour. A line that went out in a mail of
    several names it as `digest`.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(_("occasion"), max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reader"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notifications",
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    channel = models.CharField(_("channel"), max_length=20)
    kind = models.CharField(_("kind"), max_length=40)
    code = models.CharField(_("code"), max_length=40)
    step = models.CharField(_("step"), max_length=60)
    data = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    words = models.JSONField(default=dict, db_default={}, blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    group = models.CharField(_("group"), max_length=20, blank=True, default="", db_default="")
    urgent = models.BooleanField(_("urgent"), default=False, db_default=False)
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    event_id = models.BigIntegerField(_("event"), null=True, blank=True)
    digest = models.ForeignKey(
        "self",
        verbose_name=_("daily mail"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="lines",
        db_index=False,
    )
    created_at = models.DateTimeField(_("created at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=state_choices, default=State.PENDING
    )
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    not_after = models.DateTimeField(_("not after"), null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    tries = models.PositiveIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) ^ models.Q(contact__isnull=True),
                name="notification_has_one_reader",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="notification_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.SENT, sent_at__isnull=False)
                | (~models.Q(state=State.SENT) & models.Q(sent_at__isnull=True)),
                name="notification_sent_has_its_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.BUNDLED) | models.Q(digest__isnull=False),
                name="notification_bundled_says_where",
            ),
            models.UniqueConstraint(
                fields=["key", "user", "channel"],
                condition=models.Q(user__isnull=False),
                name="notification_once_per_user",
            ),
            models.UniqueConstraint(
                fields=["key", "contact", "channel"],
                condition=models.Q(contact__isnull=False),
                name="notification_once_per_contact",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "-id"],
                condition=models.Q(channel=INBOX),
                name="notification_inbox",
            ),
            models.Index(
                fields=["user", "kind", "code", "-id"],
                condition=models.Q(channel=INBOX, read_at__isnull=True),
                name="notification_unread",
            ),
            models.Index(
                fields=["channel", "id"],
                condition=models.Q(state=State.PENDING),
                name="notification_to_be_sent",
            ),
            models.Index(
                fields=["channel", "user"],
                condition=models.Q(state=State.WAITING),
                name="notification_waiting",
            ),
            models.Index(
                fields=["digest"],
                condition=models.Q(digest__isnull=False),
                name="notification_of_digest",
            ),
            models.Index(
                fields=["-id"],
                condition=models.Q(state=State.FAILED),
                name="notification_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}: {self.step} ({self.channel})"

    @property
    def reader(self) -> User | Contact:
        """The one it is for."""
        return cast("User | Contact", self.user or self.contact)

    @property
    def address(self) -> str:
        """Where its channel reaches the reader; "" where it does not (any more)."""
        reader = self.reader
        if not isinstance(reader, User):
            return reader.address
        return (reader.mobile if self.channel == SMS else reader.email) or ""

    @property
    def language(self) -> str:
        """The reader's language, else the one of people who chose none."""
        return self.reader.language or settings.DEFAULT_LANGUAGE

    @property
    def is_unread(self) -> bool:
        """Whether the reader has not seen it yet."""
        return self.read_at is None
