"""Whom to ask in an organ's office. Its administrator writes it; everybody may read it."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

phone_line = RegexValidator(
    r"^[0-9+()（） -]{5,39}[0-9]$",
    _("Please write the number with digits, spaces, brackets and hyphens only."),
)


class Contact(models.Model):
    """The contact of an organ's office (联系人或联系处室); whatever is not known stays empty."""

    contact_name = models.CharField(
        _("Contact"), max_length=60, blank=True, default="", db_default=""
    )
    contact_phone = models.CharField(
        _("Phone"), max_length=40, blank=True, default="", db_default="", validators=[phone_line]
    )
    contact_mail = models.EmailField(
        _("E-mail address"), max_length=120, blank=True, default="", db_default=""
    )
    contact_address = models.CharField(
        _("Address"), max_length=120, blank=True, default="", db_default=""
    )
    contact_hours = models.CharField(
        _("Hours"), max_length=80, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True

    @property
    def is_reachable(self) -> bool:
        """Tell whether somebody who needs help can do something with it."""
        return bool(self.contact_phone or self.contact_mail or self.contact_address)

    @property
    def contact_line(self) -> str:
        """The number as a phone dials it."""
        return "".join(sign for sign in self.contact_phone if sign in "+0123456789")
