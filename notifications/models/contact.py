from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def language_choices() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


class ContactQuerySet(models.QuerySet["Contact"]):
    def at(self, address: str, *, channel: str = "email", language: str = "") -> "Contact":
        """Return the contact with this address, making it if need be."""
        contact, _made = self.get_or_create(
            channel=channel, address=address.strip().lower(), defaults={"language": language}
        )
        return contact


class Contact(models.Model):
    """A reader without an account, such as a guest by link: an address in one channel."""

    channel = models.CharField(_("channel"), max_length=20)
    address = models.CharField(_("address"), max_length=254)
    language = models.CharField(_("language"), max_length=10, blank=True, choices=language_choices)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], name="contact_once"),
            models.CheckConstraint(
                condition=~models.Q(channel="") & ~models.Q(address=""), name="contact_reachable"
            ),
        ]

    def __str__(self) -> str:
        return self.address
