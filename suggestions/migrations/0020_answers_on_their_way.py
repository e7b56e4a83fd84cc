from datetime import date

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import suggestions.lifecycle.states
import suggestions.lifecycle.words
import suggestions.models.agreement
import suggestions.models.answer_policy

FROZEN = """
CREATE FUNCTION suggestions_answerpolicy_is_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a rule for answers is never edited: add its next version'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER suggestions_answerpolicy_is_never_edited BEFORE UPDATE ON suggestions_answerpolicy
    FOR EACH ROW EXECUTE FUNCTION suggestions_answerpolicy_is_never_edited();
"""
THAWED = """
DROP TRIGGER suggestions_answerpolicy_is_never_edited ON suggestions_answerpolicy;
DROP FUNCTION suggestions_answerpolicy_is_never_edited();
"""
PRESETS = (
    {"instrument": "micro", "checks": False, "sign_off": "none", "co_sign": False},
    {"instrument": "proposal", "checks": True, "sign_off": "head", "co_sign": True},
)


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A micro-suggestion's answer goes straight to its author; a proposal's is looked over."""
    rules = apps.get_model("suggestions", "AnswerPolicy").objects
    for preset in PRESETS:
        rules.get_or_create(**preset, organ=None, version=1, since=date(2026, 1, 1))


class Migration(migrations.Migration):
    """What an answer passes before its author reads it, and the states for that."""

    dependencies = [
        ("departments", "0001_initial"),
        ("members", "0002_whole_life"),
        ("members", "__first__"),
        ("suggestions", "0019_paper"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        choices=suggestions.lifecycle.words.instrument_choices,
                        max_length=12,
                        verbose_name="instrument",
                    ),
                ),
                (
                    "checks",
                    models.BooleanField(
                        default=False, verbose_name="the office checks it before it is delivered"
                    ),
                ),
                (
                    "sign_off",
                    models.CharField(
                        choices=suggestions.models.answer_policy.sign_off_choices,
                        default="none",
                        max_length=8,
                        verbose_name="sign-off",
                    ),
                ),
                (
                    "co_sign",
                    models.BooleanField(
                        default=False, verbose_name="co-handlers agree to its text"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("since", models.DateField(verbose_name="holds from")),
                (
                    "organ",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: holds wherever an organ has no rule of its own.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                        verbose_name="organ",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule for answers",
                "verbose_name_plural": "rules for answers",
                "ordering": ("instrument", "organ", "-version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organ", "instrument", "version"),
                        name="answerpolicy_version_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("instrument__in", ["micro", "proposal"])),
                        name="answerpolicy_instrument_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sign_off__in", ["none", "head"])),
                        name="answerpolicy_sign_off_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=28, unique=True)),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(max_length=5000)),
                (
                    "outcome_class",
                    models.CharField(
                        choices=suggestions.lifecycle.words.outcome_choices, max_length=1
                    ),
                ),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=1000)),
                ("no_contact", models.TextField(blank=True, max_length=1000)),
                ("drafted_at", models.DateTimeField()),
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="suggestions.assignment",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("delivered_at__isnull", True), ("returned_at__isnull", True)
                        ),
                        fields=("assignment",),
                        name="draftanswer_one_on_its_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome_class__in", ["A", "B", "C"])),
                        name="draftanswer_class_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_at__isnull", True),
                            ("delivered_at__isnull", True),
                            _connector="OR",
                        ),
                        name="draftanswer_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_off_at__isnull", True), ("signed_off_by__isnull", True)
                            ),
                            models.Q(
                                ("signed_off_at__isnull", False), ("signed_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="draftanswer_signed_off_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        blank=True, choices=suggestions.models.agreement.word_choices, max_length=10
                    ),
                ),
                ("at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="suggestions.assignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="suggestions.draftanswer",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "assignment"), name="agreement_once_for_a_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at__isnull", True), ("word", "")),
                            models.Q(
                                ("at__isnull", False),
                                ("word__in", ["agreed", "objected", "dispensed", "lapsed"]),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_said_at_some_time",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_delivered_has_a_date",
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "pending_sign",
                            "in_progress",
                            "return_requested",
                            "disputed",
                            "pending_cosign",
                            "pending_signoff",
                            "pending_check",
                            "opinion_given",
                            "waived",
                            "delivered",
                            "done",
                            "cancelled",
                        ],
                    )
                ),
                name="assignment_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            suggestions.lifecycle.states.Work["CANCELLED"],
                            suggestions.lifecycle.states.Work["WAIVED"],
                        ],
                    ),
                    models.Q(
                        ("delivered_at__isnull", False),
                        (
                            "state__in",
                            [
                                suggestions.lifecycle.states.Work["PENDING_CHECK"],
                                suggestions.lifecycle.states.Work["DELIVERED"],
                                suggestions.lifecycle.states.Work["OPINION_GIVEN"],
                                suggestions.lifecycle.states.Work["DONE"],
                            ],
                        ),
                    ),
                    models.Q(
                        ("delivered_at__isnull", True),
                        (
                            "state__in",
                            [
                                suggestions.lifecycle.states.Work["PENDING_SIGN"],
                                suggestions.lifecycle.states.Work["IN_PROGRESS"],
                                suggestions.lifecycle.states.Work["RETURN_REQUESTED"],
                                suggestions.lifecycle.states.Work["DISPUTED"],
                                suggestions.lifecycle.states.Work["PENDING_COSIGN"],
                                suggestions.lifecycle.states.Work["PENDING_SIGNOFF"],
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="assignment_delivered_has_a_date",
            ),
        ),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
