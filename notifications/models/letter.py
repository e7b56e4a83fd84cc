from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.models.notification import Notification


class Letter(models.Model):
    """The words of a mail written beforehand, kept only until it is on its way.

    Mail about accounts holds secrets (a link, a code): they must not outlive their sending, and
    neither the notification nor the ledger ever holds them.
    """

    notification = models.OneToOneField(
        Notification, on_delete=models.CASCADE, primary_key=True, related_name="letter"
    )
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return str(self.notification_id)
