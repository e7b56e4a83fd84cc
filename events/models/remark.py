import hashlib
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event


def new_salt() -> str:
    """Return 32 random hex digits."""
    return secrets.token_hex(16)


def fingerprint(salt: str, text: str) -> str:
    """Return sha256(salt + text) as 64 hex digits.

    The salt stands in the erasable row: once that is gone, short words cannot be found again
    by trying them against the hash that stays in the ledger.
    """
    return hashlib.sha256((salt + text).encode()).hexdigest()


class Remark(models.Model):
    """What a person typed at a step. Erasing it leaves the ledger whole."""

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, primary_key=True, related_name="remark"
    )
    salt = models.CharField(max_length=32, default=new_salt)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return f"{self.event_id}"

    def matches(self, event: Event) -> bool:
        """Say whether these are, letter for letter, the words the event was written with."""
        written = event.remark_hash
        return bool(written) and secrets.compare_digest(written, fingerprint(self.salt, self.text))
