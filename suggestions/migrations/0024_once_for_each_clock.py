from django.conf import settings
from django.db import migrations, models

import suggestions.lifecycle.states


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0002_vacancies"),
        ("suggestions", "0023_desks_at_a_million"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_one_that_leads",
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_once_to_a_unit",
        ),
        migrations.AddField(
            model_name="extensionrequest",
            name="earlier",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="extensionrequest",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "part__in",
                        [
                            suggestions.lifecycle.states.Part["SOLE"],
                            suggestions.lifecycle.states.Part["LEAD"],
                        ],
                    ),
                    models.Q(
                        (
                            "state__in",
                            (
                                suggestions.lifecycle.states.Work["CANCELLED"],
                                suggestions.lifecycle.states.Work["WAIVED"],
                                suggestions.lifecycle.states.Work["DONE"],
                            ),
                        ),
                        _negated=True,
                    ),
                ),
                fields=("suggestion",),
                name="assignment_one_that_leads",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            suggestions.lifecycle.states.Work["CANCELLED"],
                            suggestions.lifecycle.states.Work["WAIVED"],
                            suggestions.lifecycle.states.Work["DONE"],
                        ),
                    ),
                    _negated=True,
                ),
                fields=("suggestion", "department"),
                name="assignment_once_to_a_unit",
            ),
        ),
    ]
