from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.names import Named
from members.models.organ import Organ
from members.models.period import Period
from members.roles import Words

PROPOSALS, LIAISON, OTHER = "proposals", "liaison", "other"
CHAIR, VICE, MEMBER = "chair", "vice", "member"
KINDS: dict[str, Words] = {
    PROPOSALS: _("Proposals committee"),
    LIAISON: _("Liaison committee"),
    OTHER: _("Another special committee"),
}
PLACES: dict[str, Words] = {
    CHAIR: _("Chair"),
    VICE: _("Vice chair"),
    MEMBER: _("Committee member"),
}


def kind_choices() -> list[tuple[str, Words]]:
    return list(KINDS.items())


def place_choices() -> list[tuple[str, Words]]:
    return list(PLACES.items())


class Committee(Named):
    """A special committee of an organ (专门委员会)."""

    code = models.SlugField(_("Code"), max_length=20, primary_key=True)
    organ = models.ForeignKey(
        Organ, verbose_name=_("Organ"), on_delete=models.PROTECT, related_name="committees"
    )
    kind = models.CharField(_("Kind"), max_length=12, choices=kind_choices, default=OTHER)
    is_active = models.BooleanField(_("Active"), default=True)
    edited_at = models.DateTimeField(_("Edited"))

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["organ_id", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(KINDS)), name="committee_kind_known"
            ),
        ]


class CommitteeMember(Period):
    """Somebody's place in a committee, for a period."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="committees",
    )
    committee = models.ForeignKey(
        Committee, verbose_name=_("Committee"), on_delete=models.PROTECT, related_name="places"
    )
    role = models.CharField(_("Role"), max_length=8, choices=place_choices, default=MEMBER)

    class Meta:
        verbose_name = _("place in a committee")
        verbose_name_plural = _("places in committees")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=list(PLACES)), name="committeemember_role_known"
            ),
            Period.in_order("committeemember_until_not_before_since"),
            models.UniqueConstraint(
                fields=["user", "committee"],
                condition=models.Q(until__isnull=True),
                name="committeemember_one_open_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.committee}"
