from django.db import models

from members.models.names import Named


class Category(Named):
    """What a suggestion is about: a place in a classification of three levels."""

    code = models.CharField(max_length=6, primary_key=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "categories"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^(\d{2}){1,3}$"), name="category_code_shape"
            ),
        ]
