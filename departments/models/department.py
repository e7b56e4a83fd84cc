from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from departments.models.kinds import CATEGORIES, KINDS
from design.dates import in_chinese
from design.pinyin import initials
from members.models import Organ
from members.models.names import Named, localised
from members.models.vacancy import Vacancy

MOST_FIND_WORDS = 40


class DepartmentQuerySet(models.QuerySet):
    def of_organ(self, code: str) -> Self:
        """Keep the active units which an organ may assign to."""
        return self.filter(organ=code, is_active=True)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_families(self) -> Self:
        """Put what belongs to a unit right after it, for lists to choose from.

        Chinese lists keep the order of the codes, which an organ gives its units; names in English
        are looked up by the alphabet.
        """
        above = models.F("parent").asc(nulls_first=True)
        families = self.select_related("parent").alias(family=Coalesce("parent__code", "code"))
        if in_chinese():
            return families.order_by("family", above, "code")
        called = Upper(Coalesce("parent__name_en", "name_en"))
        return families.order_by(called, "family", above, Upper("name_en"), "code")


class Department(Named, Vacancy):
    """A handling unit (承办单位): it must act on what an organ assigns to it, and answer."""

    code = models.CharField(_("Code"), max_length=32, unique=True)
    organ = models.ForeignKey(
        Organ,
        verbose_name=_("Organ"),
        on_delete=models.PROTECT,
        related_name="departments",
        help_text=_("The CPPCC organ that assigns to this unit."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("Belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    short_zh = models.CharField(_("Short Chinese name"), max_length=40)
    kind = models.CharField(_("Kind"), max_length=20)
    category = models.CharField(_("Category"), max_length=20, blank=True)
    keywords = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("Remit keywords"),
        default=list,
        blank=True,
        help_text=_("What the unit is responsible for; proposals are made from these."),
    )
    is_active = models.BooleanField(_("Active"), default=True)
    edited_at = models.DateTimeField(
        _("Edited by the organ"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("What the organ has written itself no list overwrites."),
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("handling unit")
        verbose_name_plural = _("handling units")
        ordering = ["organ_id", "code"]
        constraints = [
            Vacancy.whole("department_vacancy_whole"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9a-z][0-9a-z-]+$"),
                name="department_code_shape",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="department_not_its_own_parent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organ", "code"],
                condition=models.Q(is_active=True),
                name="department_active_by_organ",
            )
        ]

    @property
    def short_name(self) -> str:
        """The usual short name in the active language: 省教育厅."""
        return localised(self.short_zh or self.name_zh, self.name_en)

    @property
    def kind_name(self) -> str:
        """Its kind in the active language, where the lists know it."""
        return localised(self.kind, KINDS.get(self.kind, ""))

    @property
    def category_name(self) -> str:
        """Its category in the active language, where the lists know it."""
        return localised(self.category, CATEGORIES.get(self.category, ""))

    @property
    def find_words(self) -> str:
        """By what else than its shown name it is found: other names, and after a bar (what is
        called so stands before what is only about it) first letters and remit.

        All of it is public: what a unit is there for is published, and whoever gives a case back
        has to find the right one, so pages of units hold it too.
        """
        letters = dict.fromkeys(initials(name) for name in (self.name_zh, self.short_zh))
        names = dict.fromkeys((self.name_zh, self.short_zh, self.name_en))
        names.pop(self.name, None)
        return " ".join(
            filter(None, (*names, "|", *letters, *self.keywords[:MOST_FIND_WORDS]))
        ).lower()

    @property
    def name_with_parent(self) -> str:
        """The name as lists to choose from show it: with the unit that it belongs to."""
        if not self.parent:
            return self.name
        return gettext("%(unit)s (of %(above)s)") % {
            "unit": self.name,
            "above": self.parent.short_name,
        }

    def with_below(self) -> set[int]:
        """Return the ids of the unit and of all that belong to it, down to the last."""
        rows = Department.objects.filter(organ=self.organ_id).exclude(parent=None)
        pairs = list(rows.order_by().values_list("id", "parent_id"))
        found = {self.pk}
        while more := {child for child, parent in pairs if parent in found} - found:
            found |= more
        return found
