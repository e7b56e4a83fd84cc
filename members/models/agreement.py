from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Agreement(models.Model):
    """That a person agreed to a version of a document (隐私政策、用户协议), and when.

    Never changed; which versions are agreed to today stands in short with the person as well.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    document = models.CharField(_("Document"), max_length=16)
    version = models.PositiveSmallIntegerField(_("Version"))
    at = models.DateTimeField(_("When"))

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__in=["privacy", "terms"]),
                name="agreement_document_known",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="agreement_version_counts_from_one"
            ),
            models.UniqueConstraint(
                fields=["user", "document", "version"], name="agreement_once_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.document} {self.version}"
