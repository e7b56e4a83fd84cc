from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from files.formats import BY_TYPE, NAME_LENGTH, SMALL_SIDE
from members.models import User

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 24

ROLES: dict[str, Promise] = {
    "photo": _("Photo"),
    "file": _("File"),
    "scan": _("Scanned letter"),
}


def role_choices() -> list[tuple[str, Promise]]:
    return list(ROLES.items())


def new_code() -> str:
    """Return a random public code of 118 bits: it says nothing and cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _number in range(CODE_LENGTH))


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, kind: str, code: str) -> Self:
        """Keep what belongs to one thing, in the order in which it was attached."""
        return self.filter(kind=kind, subject=code).order_by("pk")

    def waiting(self, uploader: User, key: uuid.UUID | None = None) -> Self:
        """Keep what this person has uploaded and not sent; with `key`, on that form."""
        found = self.filter(uploader=uploader, bound_at__isnull=True)
        return (found.filter(form_key=key) if key else found).order_by("pk")


class Attachment(models.Model):
    """A photo or document. Hangs on the key of an unsent form until it is bound to a thing.

    `kind` and `subject` are the kind and the public code of what it belongs to, empty until then.
    `path` is its random place below MEDIA_ROOT; a photo has a small picture beside it. `sha256` is
    of the file as it is kept: photos are drawn anew.
    """

    code = models.CharField(
        _("code"), max_length=CODE_LENGTH, unique=True, editable=False, default=new_code
    )
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    form_key = models.UUIDField(_("key of the form"), editable=False)
    kind = models.CharField(_("kind"), max_length=40, blank=True, default="")
    subject = models.CharField(_("code of the thing"), max_length=40, blank=True, default="")
    role = models.CharField(_("role"), max_length=12, choices=role_choices)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    content_type = models.CharField(_("content type"), max_length=80)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, editable=False)
    path = models.CharField(max_length=60, unique=True, editable=False)
    width = models.PositiveSmallIntegerField(_("width in pixels"), null=True, blank=True)
    height = models.PositiveSmallIntegerField(_("height in pixels"), null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded at"))
    bound_at = models.DateTimeField(_("attached at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [
            models.UniqueConstraint(
                fields=["uploader", "form_key", "sha256"], name="attachment_once_a_form"
            ),
            models.CheckConstraint(
                condition=Q(bound_at__isnull=True, kind="", subject="")
                | (Q(bound_at__isnull=False) & ~Q(kind="") & ~Q(subject="")),
                name="attachment_bound_to_a_thing",
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="attachment_role_known"),
            models.CheckConstraint(
                condition=Q(content_type__in=list(BY_TYPE)), name="attachment_type_known"
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0) & ~Q(name=""), name="attachment_holds_something"
            ),
            models.CheckConstraint(
                condition=Q(content_type__startswith="image/", width__gt=0, height__gt=0)
                | (
                    ~Q(content_type__startswith="image/")
                    & Q(width__isnull=True, height__isnull=True)
                ),
                name="attachment_photo_has_sides",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "subject", "id"],
                condition=Q(bound_at__isnull=False),
                name="attachment_of_thing",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(bound_at__isnull=True),
                name="attachment_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:open", args=[self.code])

    @property
    def is_image(self) -> bool:
        """Whether it is a photo and has a small picture."""
        return self.width is not None

    @property
    def word(self) -> str:
        """What people call this kind of file: JPEG, PDF …"""
        return BY_TYPE[self.content_type].name

    @property
    def small_size(self) -> tuple[int, int]:
        """Width and height of the small picture, so that its room is kept while it loads."""
        longest = max(self.width or 1, self.height or 1)
        part = min(1.0, SMALL_SIDE / longest)
        return max(1, round((self.width or 1) * part)), max(1, round((self.height or 1) * part))


LISTED = ("code", "name", "role", "content_type", "size", "width", "height")


def listed(kind: str, code: models.OuterRef | models.Func) -> ArraySubquery:
    """An annotation: the files of each thing of a query, without a query of their own.

    `Suggestion.objects.annotate(attached=listed("suggestion", OuterRef("code")))`; then `read`
    makes attachments of what stands there, fit to be shown in a list.
    """
    found = Attachment.objects.filter(kind=kind, subject=code, bound_at__isnull=False)
    return ArraySubquery(
        found.order_by("pk").values(row=JSONObject(**{name: name for name in LISTED}))
    )


def listed_by_key(kind: str) -> ArraySubquery:
    """The same where the code of each thing is its own key; `brought` reads what it annotated.

    `Reply.objects.annotate(attached=listed_by_key("reply"))`
    """
    return listed(kind, Cast(models.OuterRef("pk"), models.CharField()))


def brought(row: models.Model) -> list[Attachment]:
    """What a row that was read with `attached` brings along; of any other nothing is known."""
    return read(getattr(row, "attached", ()))


def read(rows: Iterable[dict[str, Any]]) -> list[Attachment]:
    """The attachments that an annotation by `listed` holds."""
    return [Attachment(**row) for row in rows]
