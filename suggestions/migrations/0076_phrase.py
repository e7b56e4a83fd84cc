import django.db.models.deletion
from django.db import migrations, models

import suggestions.lifecycle.words
import suggestions.models.phrase


class Migration(migrations.Migration):
    """The texts that a unit or an office keeps to write with."""

    dependencies = [
        ("departments", "0020_suspended"),
        ("members", "0040_saved_filters"),
        ("suggestions", "0075_urge"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=suggestions.models.phrase.new_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=suggestions.lifecycle.words.phrase_choices, max_length=8
                    ),
                ),
                ("title", models.CharField(max_length=40)),
                ("text", models.TextField(max_length=3000)),
                ("position", models.PositiveIntegerField()),
                ("used", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.category",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("department__isnull", False), ("organ__isnull", True)),
                            models.Q(("department__isnull", True), ("organ__isnull", False)),
                            _connector="OR",
                        ),
                        name="phrase_of_one_desk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["answer", "block"])),
                        name="phrase_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category__isnull", True), ("kind", "block")),
                            models.Q(("department__isnull", False), ("kind", "answer")),
                            _connector="OR",
                        ),
                        name="phrase_answers_are_of_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="phrase_says_something",
                    ),
                ],
            },
        ),
    ]
