from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignOn(models.Model):
    """Whose name at an outside door (OpenID Connect) belongs to whom here; one each."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="sign_ons",
        db_index=False,
    )
    issuer = models.CharField(_("issuer"), max_length=200)
    subject = models.CharField(_("name at the issuer"), max_length=255)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("outside sign-on")
        verbose_name_plural = _("outside sign-ons")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="sign_on_is_one_persons"),
            models.UniqueConstraint(fields=["user", "issuer"], name="sign_on_once_per_person"),
            models.CheckConstraint(
                condition=~models.Q(issuer="") & ~models.Q(subject=""), name="sign_on_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.issuer}"
