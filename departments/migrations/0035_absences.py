import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import departments.models.absence


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0020_suspended"),
        ("members", "0040_saved_filters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
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
                        default=departments.models.absence.new_code,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("since", models.DateField(verbose_name="First day")),
                ("until", models.DateField(verbose_name="Last day")),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Note for colleagues"
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Stand-in",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="departments.department",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["unit", "until"],
                        name="absence_of_unit",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="absence_until_not_before_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("office__isnull", False), ("unit__isnull", True)),
                            models.Q(("office__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="absence_of_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stand_in__isnull", True),
                            models.Q(("stand_in", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="absence_stood_in_by_another",
                    ),
                ],
            },
        ),
    ]
