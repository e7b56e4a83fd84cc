from django.db import models
from django.utils.translation import gettext_lazy as _

from design.dates import in_chinese


def localised(zh: str, en: str) -> str:
    """Return the wording of the active language, or the other one where it is missing."""
    return (zh or en) if in_chinese() else (en or zh)


class Named(models.Model):
    """Something that has its name in both languages as data."""

    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=150)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return localised(self.name_zh, self.name_en)
