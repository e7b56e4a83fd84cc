import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What the public may know of an organ's cases, counted by the worker."""

    dependencies = [
        ("members", "0003_vacancies"),
        ("suggestions", "0026_followed_by_an_office"),
    ]

    operations = [
        migrations.CreateModel(
            name="Figures",
            fields=[
                (
                    "organ",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="figures",
                        serialize=False,
                        to="members.organ",
                    ),
                ),
                ("handled", models.PositiveIntegerField(default=0)),
                ("in_time", models.PositiveIntegerField(default=0)),
                ("extended", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("entered", models.PositiveIntegerField(default=0)),
                ("extensions", models.PositiveIntegerField(default=0)),
                ("on_hold", models.PositiveIntegerField(default=0)),
                ("elsewhere", models.PositiveIntegerField(default=0)),
                ("ratings", models.JSONField(blank=True, default=dict)),
                ("counted_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "figures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "handled",
                                models.F("in_time")
                                + models.F("extended")
                                + models.F("late")
                                + models.F("entered"),
                            )
                        ),
                        name="figures_add_up",
                    )
                ],
            },
        ),
    ]
