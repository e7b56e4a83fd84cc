import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0003_longer_phase_names"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="deadlinepolicy",
            name="deadlinepolicy_phase_known",
        ),
        migrations.RemoveConstraint(
            model_name="duedate",
            name="duedate_phase_known",
        ),
        migrations.AddField(
            model_name="duedate",
            name="changes",
            field=models.JSONField(
                blank=True,
                db_default=models.Value([], models.JSONField()),
                default=list,
                encoder=django.core.serializers.json.DjangoJSONEncoder,
                verbose_name="changes",
            ),
        ),
        migrations.AddField(
            model_name="duedate",
            name="fixed",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="decided, not counted"
            ),
        ),
        migrations.AddField(
            model_name="duedate",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="held since"),
        ),
        migrations.AddField(
            model_name="duedate",
            name="paused_by",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=20, verbose_name="held by"
            ),
        ),
        migrations.AlterField(
            model_name="duedate",
            name="policy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="due_dates",
                to="deadlines.deadlinepolicy",
                verbose_name="deadline rule",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "phase__in",
                        [
                            "review",
                            "assign",
                            "sign",
                            "return_window",
                            "handle",
                            "extension",
                            "rate",
                            "redo",
                            "complete",
                            "appeal",
                            "transfer",
                            "check",
                            "reassign",
                            "return_decision",
                            "dispute",
                            "extension_decision",
                            "opinion",
                            "cosign",
                            "answer_check",
                            "signoff",
                            "promise",
                            "hold",
                            "cosigner",
                        ],
                    )
                ),
                name="deadlinepolicy_phase_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="duedate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "phase__in",
                        [
                            "review",
                            "assign",
                            "sign",
                            "return_window",
                            "handle",
                            "extension",
                            "rate",
                            "redo",
                            "complete",
                            "appeal",
                            "transfer",
                            "check",
                            "reassign",
                            "return_decision",
                            "dispute",
                            "extension_decision",
                            "opinion",
                            "cosign",
                            "answer_check",
                            "signoff",
                            "promise",
                            "hold",
                            "cosigner",
                        ],
                    )
                ),
                name="duedate_phase_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="duedate",
            constraint=models.CheckConstraint(
                condition=models.Q(("policy__isnull", False), ("fixed", True), _connector="OR"),
                name="duedate_counted_or_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="duedate",
            constraint=models.CheckConstraint(
                condition=models.Q(("fixed", False), ("provisional", False), _connector="OR"),
                name="duedate_fixed_is_certain",
            ),
        ),
        migrations.AddConstraint(
            model_name="duedate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_by", ""), ("paused_at__isnull", False), _connector="OR"
                ),
                name="duedate_pauser_only_if_paused",
            ),
        ),
        migrations.AddConstraint(
            model_name="duedate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("paused_at__isnull", True),
                    ("paused_at__gte", models.F("started_at")),
                    _connector="OR",
                ),
                name="duedate_paused_after_start",
            ),
        ),
    ]
