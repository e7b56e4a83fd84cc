"""All that the migrations up to 0091 come to, for a database that is made anew.

A database that has some of them goes on one by one. Both ways end in the same tables, indexes,
rules and rows, which `make test ARGS="tests/suggestions/test_two_ways.py -m long"` compares.
"""

import uuid
from datetime import date

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import enrolment.codes
import suggestions.lifecycle.grounds
import suggestions.lifecycle.states
import suggestions.lifecycle.words
import suggestions.models.agreement
import suggestions.models.answer_policy
import suggestions.models.cosigner
import suggestions.models.extension_request
import suggestions.models.phrase
import suggestions.models.publication
import suggestions.models.reply
import suggestions.models.return_request

# Rows in use keep to these: a number that nobody waits for, rules that are never edited.
NUMBERS = ("CREATE SEQUENCE suggestion_number START 1", "DROP SEQUENCE suggestion_number")
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
    replaces = [
        ("suggestions", "0001_initial"),
        ("suggestions", "0002_suggestion_number"),
        ("suggestions", "0010_cosigners_wish_and_seal"),
        ("suggestions", "0011_title_trigrams"),
        ("suggestions", "0012_draft_keeps_wish_and_cosigners"),
        ("suggestions", "0013_categories"),
        ("suggestions", "0014_publication"),
        ("suggestions", "0015_whole_life"),
        ("suggestions", "0016_whole_life_indexes"),
        ("suggestions", "0017_once_in_each_round"),
        ("suggestions", "0018_routing_rules"),
        ("suggestions", "0019_paper"),
        ("suggestions", "0020_answers_on_their_way"),
        ("suggestions", "0021_corrections"),
        ("suggestions", "0022_unanswered"),
        ("suggestions", "0023_desks_at_a_million"),
        ("suggestions", "0024_once_for_each_clock"),
        ("suggestions", "0025_answers_on_paper"),
        ("suggestions", "0026_followed_by_an_office"),
        ("suggestions", "0027_figures"),
        ("suggestions", "0028_waived_makes_room"),
        ("suggestions", "0029_checked_beside_the_work"),
        ("suggestions", "0030_late_at_a_unit"),
        ("suggestions", "0031_undone_within_a_minute"),
        ("suggestions", "0032_undone_checked_beside_the_work"),
        ("suggestions", "0060_came_in"),
        ("suggestions", "0075_urge"),
        ("suggestions", "0076_phrase"),
        ("suggestions", "0090_query_code"),
        ("suggestions", "0091_held_to_the_promised_day"),
    ]

    initial = True

    dependencies = [
        ("commitments", "0003_owed_in_organ"),
        ("deadlines", "0005_presets_of_more_phases"),
        ("departments", "0035_absences"),
        ("members", "0040_saved_filters"),
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
            name="Category",
            fields=[
                ("name_zh", models.CharField(max_length=100, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=150, verbose_name="English name")),
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="suggestions.category",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ("code",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(\\d{2}){1,3}$")),
                        name="category_code_shape",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "author",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("situation", models.TextField(blank=True)),
                ("ask", models.TextField(blank=True)),
                ("place", models.CharField(blank=True, max_length=6)),
                ("level", models.CharField(blank=True, max_length=10)),
                ("wish", models.CharField(blank=True, db_default="", default="", max_length=8)),
                ("category", models.CharField(blank=True, db_default="", default="", max_length=6)),
                (
                    "cosigners",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        db_default=[],
                        default=list,
                    ),
                ),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
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
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("in_time"), "+", models.F("extended")
                                        ),
                                        "+",
                                        models.F("late"),
                                    ),
                                    "+",
                                    models.F("entered"),
                                ),
                            )
                        ),
                        name="figures_add_up",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("base", models.PositiveIntegerField()),
                ("rules", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("organ", "user"), name="rule_draft_one_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                ("restored_from", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ("organ", "-version"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organ", "version"), name="rule_set_version_once"
                    )
                ],
            },
        ),
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
                (
                    "kind",
                    models.CharField(
                        choices=suggestions.lifecycle.words.phrase_choices, max_length=8
                    ),
                ),
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
                ("title", models.CharField(max_length=40)),
                ("text", models.TextField(max_length=3000)),
                ("position", models.PositiveIntegerField()),
                ("used", models.PositiveIntegerField(db_default=0, default=0)),
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
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="suggestions.ruleset",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=12)),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.category",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.sector",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        blank=True,
                        choices=suggestions.lifecycle.words.urgency_choices,
                        max_length=12,
                    ),
                ),
                (
                    "others",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="departments.department"
                    ),
                ),
            ],
            options={
                "ordering": ("rule_set", "position"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rule_set", "position"), name="rule_position_once"
                    ),
                    models.UniqueConstraint(fields=("rule_set", "key"), name="rule_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", []), _negated=True),
                            ("place__isnull", False),
                            ("category__isnull", False),
                            ("sector__isnull", False),
                            _connector="OR",
                        ),
                        name="rule_asks_for_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["", "simple", "ordinary", "complex"])),
                        name="rule_urgency_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=16, unique=True)),
                (
                    "instrument",
                    models.CharField(
                        choices=suggestions.lifecycle.words.instrument_choices,
                        default="micro",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("situation", models.TextField(max_length=5000)),
                ("ask", models.TextField(blank=True, max_length=5000)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                ("organ_chosen_by_author", models.BooleanField(default=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author_organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                ("submission_key", models.UUIDField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=suggestions.lifecycle.words.state_choices,
                        default="submitted",
                        max_length=12,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField()),
                ("routed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "wish",
                    models.CharField(
                        choices=suggestions.lifecycle.words.wish_choices,
                        db_default="private",
                        default="members",
                        max_length=8,
                    ),
                ),
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
                ("category_chosen_by_author", models.BooleanField(db_default=False, default=False)),
                ("sealed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sealed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="suggestions.suggestion",
                    ),
                ),
                ("supervised_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                ("submitted", "accepted", "handed_off", "reassigning", "on_hold"),
                            )
                        ),
                        fields=["organ", "due_at", "id"],
                        name="suggestion_office_desk",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ("assigned", "in_handling", "rework", "followup"))
                        ),
                        fields=["organ", "due_at", "id"],
                        name="suggestion_at_units",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    suggestions.lifecycle.states.State["SUBMITTED"],
                                    suggestions.lifecycle.states.State["RETURNED"],
                                    suggestions.lifecycle.states.State["ACCEPTED"],
                                    suggestions.lifecycle.states.State["HANDED_OFF"],
                                    suggestions.lifecycle.states.State["ASSIGNED"],
                                    suggestions.lifecycle.states.State["REASSIGNING"],
                                    suggestions.lifecycle.states.State["IN_HANDLING"],
                                    suggestions.lifecycle.states.State["ON_HOLD"],
                                    suggestions.lifecycle.states.State["REPLIED"],
                                    suggestions.lifecycle.states.State["REWORK"],
                                    suggestions.lifecycle.states.State["FOLLOWUP"],
                                ),
                            )
                        ),
                        fields=["organ", "due_at", "id"],
                        name="suggestion_open_by_date",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    suggestions.lifecycle.states.State["SUBMITTED"],
                                    suggestions.lifecycle.states.State["RETURNED"],
                                    suggestions.lifecycle.states.State["ACCEPTED"],
                                    suggestions.lifecycle.states.State["HANDED_OFF"],
                                    suggestions.lifecycle.states.State["ASSIGNED"],
                                    suggestions.lifecycle.states.State["REASSIGNING"],
                                    suggestions.lifecycle.states.State["IN_HANDLING"],
                                    suggestions.lifecycle.states.State["ON_HOLD"],
                                    suggestions.lifecycle.states.State["REPLIED"],
                                    suggestions.lifecycle.states.State["REWORK"],
                                    suggestions.lifecycle.states.State["FOLLOWUP"],
                                ),
                            )
                        ),
                        fields=["author", "due_at", "id"],
                        name="suggestion_author_desk",
                    ),
                    models.Index(
                        condition=models.Q(("state", "replied")),
                        fields=["due_at"],
                        name="suggestion_rating_window",
                    ),
                    models.Index(
                        condition=models.Q(("state", "on_hold")),
                        fields=["due_at"],
                        name="suggestion_held",
                    ),
                    models.Index(
                        condition=models.Q(("state", "returned")),
                        fields=["due_at"],
                        name="suggestion_to_complete",
                    ),
                    models.Index(
                        condition=models.Q(("state", "returned")),
                        fields=["author", "due_at", "id"],
                        name="suggestion_author_returned",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    suggestions.lifecycle.states.State["SUBMITTED"],
                                    suggestions.lifecycle.states.State["RETURNED"],
                                    suggestions.lifecycle.states.State["ACCEPTED"],
                                    suggestions.lifecycle.states.State["HANDED_OFF"],
                                    suggestions.lifecycle.states.State["ASSIGNED"],
                                    suggestions.lifecycle.states.State["REASSIGNING"],
                                    suggestions.lifecycle.states.State["IN_HANDLING"],
                                    suggestions.lifecycle.states.State["ON_HOLD"],
                                    suggestions.lifecycle.states.State["REPLIED"],
                                    suggestions.lifecycle.states.State["REWORK"],
                                    suggestions.lifecycle.states.State["FOLLOWUP"],
                                ),
                            ),
                            ("supervised_at__isnull", False),
                        ),
                        fields=["organ", "due_at", "id"],
                        name="suggestion_supervised",
                    ),
                    models.Index(
                        condition=models.Q(("state", "followup")),
                        fields=["organ", "due_at", "id"],
                        name="suggestion_promised",
                    ),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="suggestion_merged",
                    ),
                    models.Index(fields=["organ", "-id"], name="suggestion_organ_newest"),
                    models.Index(fields=["organ", "submitted_at"], name="suggestion_came_in"),
                    models.Index(fields=["author", "-id"], name="suggestion_author_newest"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="suggestion_title_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "submission_key"), name="suggestion_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "submitted",
                                    "returned",
                                    "accepted",
                                    "handed_off",
                                    "assigned",
                                    "reassigning",
                                    "in_handling",
                                    "on_hold",
                                    "replied",
                                    "rework",
                                    "followup",
                                    "closed",
                                    "declined",
                                    "merged",
                                    "diverted",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="suggestion_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("instrument__in", ["micro", "proposal"])),
                        name="suggestion_instrument_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("due_at__isnull", True),
                                (
                                    "state__in",
                                    (
                                        suggestions.lifecycle.states.State["CLOSED"],
                                        suggestions.lifecycle.states.State["DECLINED"],
                                        suggestions.lifecycle.states.State["MERGED"],
                                        suggestions.lifecycle.states.State["DIVERTED"],
                                        suggestions.lifecycle.states.State["WITHDRAWN"],
                                    ),
                                ),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("due_at__isnull", False),
                                (
                                    "state__in",
                                    (
                                        suggestions.lifecycle.states.State["SUBMITTED"],
                                        suggestions.lifecycle.states.State["RETURNED"],
                                        suggestions.lifecycle.states.State["ACCEPTED"],
                                        suggestions.lifecycle.states.State["HANDED_OFF"],
                                        suggestions.lifecycle.states.State["ASSIGNED"],
                                        suggestions.lifecycle.states.State["REASSIGNING"],
                                        suggestions.lifecycle.states.State["IN_HANDLING"],
                                        suggestions.lifecycle.states.State["ON_HOLD"],
                                        suggestions.lifecycle.states.State["REPLIED"],
                                        suggestions.lifecycle.states.State["REWORK"],
                                        suggestions.lifecycle.states.State["FOLLOWUP"],
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="suggestion_open_has_a_due_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        (
                                            suggestions.lifecycle.states.State["SUBMITTED"],
                                            suggestions.lifecycle.states.State["RETURNED"],
                                            suggestions.lifecycle.states.State["ACCEPTED"],
                                            suggestions.lifecycle.states.State["HANDED_OFF"],
                                            suggestions.lifecycle.states.State["REASSIGNING"],
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("unit__isnull", True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        (
                                            suggestions.lifecycle.states.State["ASSIGNED"],
                                            suggestions.lifecycle.states.State["IN_HANDLING"],
                                            suggestions.lifecycle.states.State["ON_HOLD"],
                                            suggestions.lifecycle.states.State["REWORK"],
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("unit__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="suggestion_has_a_unit_once_assigned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wish__in", ["private", "members", "public"])),
                        name="suggestion_wish_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sealed_at__isnull", True), ("sealed_by__isnull", True)),
                            models.Q(("sealed_at__isnull", False), ("sealed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="suggestion_sealed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("merged_into__isnull", False),
                                ("state", suggestions.lifecycle.states.State["MERGED"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", suggestions.lifecycle.states.State["MERGED"]),
                                    _negated=True,
                                ),
                                ("merged_into__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="suggestion_merged_into_its_main",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="suggestion_not_merged_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("situation", ""), _negated=True),
                        ),
                        name="suggestion_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=20, unique=True)),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=suggestions.lifecycle.words.part_choices,
                        db_default="sole",
                        default="sole",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=suggestions.lifecycle.words.work_choices,
                        default="pending_sign",
                        max_length=16,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "urgency",
                    models.CharField(
                        choices=suggestions.lifecycle.words.urgency_choices,
                        default="ordinary",
                        max_length=12,
                    ),
                ),
                ("proposed_rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="suggestions.assignment",
                    ),
                ),
                ("return_until", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("due_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    suggestions.lifecycle.states.Work["PENDING_SIGN"],
                                    suggestions.lifecycle.states.Work["IN_PROGRESS"],
                                    suggestions.lifecycle.states.Work["PENDING_COSIGN"],
                                    suggestions.lifecycle.states.Work["PENDING_SIGNOFF"],
                                ],
                            )
                        ),
                        fields=["department", "due_at", "id"],
                        name="assignment_unit_dated",
                    ),
                    models.Index(fields=["department", "-id"], name="assignment_unit_newest"),
                    models.Index(
                        condition=models.Q(
                            ("state", suggestions.lifecycle.states.Work["DISPUTED"])
                        ),
                        fields=["due_at", "id"],
                        name="assignment_disputes",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    suggestions.lifecycle.states.Work["RETURN_REQUESTED"],
                                    suggestions.lifecycle.states.Work["PENDING_CHECK"],
                                ),
                            )
                        ),
                        fields=["suggestion"],
                        name="assignment_asking",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
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
                                        suggestions.lifecycle.states.Work["DONE"],
                                    ),
                                ),
                                _negated=True,
                            ),
                        ),
                        fields=("suggestion",),
                        name="assignment_one_that_leads",
                    ),
                    models.UniqueConstraint(
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
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["sole", "lead", "co", "separate"])),
                        name="assignment_part_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part", suggestions.lifecycle.states.Part["CO"]),
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        suggestions.lifecycle.states.Work["OPINION_GIVEN"],
                                        suggestions.lifecycle.states.Work["WAIVED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="assignment_only_co_handlers_give_opinions",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__lte", 2)),
                        name="assignment_redone_twice_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["simple", "ordinary", "complex"])),
                        name="assignment_urgency_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assignment_signed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    suggestions.lifecycle.states.Work["CANCELLED"],
                                    suggestions.lifecycle.states.Work["WAIVED"],
                                ],
                            ),
                            models.Q(
                                ("signed_at__isnull", True),
                                ("state", suggestions.lifecycle.states.Work["PENDING_SIGN"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("state", suggestions.lifecycle.states.Work["PENDING_SIGN"]),
                                    _negated=True,
                                ),
                                ("signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_worked_on_once_signed",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at__isnull", True),
                            models.Q(
                                ("signed_at__isnull", True),
                                ("state", suggestions.lifecycle.states.Work["CANCELLED"]),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_undone_before_anybody_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosigner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cosigners",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=suggestions.models.cosigner.origin_choices, max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=suggestions.models.cosigner.cosigner_state_choices,
                        default="asked",
                        max_length=8,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(fields=["user", "state", "-id"], name="cosigner_of_person")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("suggestion", "user"), name="cosigner_once"),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["invited", "joined", "merged"])),
                        name="cosigner_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True), ("state__in", ["asked", "lapsed"])
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state__in", ["accepted", "declined"]),
                            ),
                            _connector="OR",
                        ),
                        name="cosigner_answer_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declines",
                        to="suggestions.suggestion",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "ground",
                    models.CharField(
                        choices=suggestions.lifecycle.grounds.ground_choices, max_length=16
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("appeal_until", models.DateTimeField(blank=True, null=True)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("suggestion", "number"), name="decline_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 2)),
                        name="decline_twice_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ground__in",
                                [
                                    "empty",
                                    "nobodys",
                                    "answered",
                                    "secrets",
                                    "banned",
                                    "personnel",
                                    "party_affairs",
                                    "proceedings",
                                    "academic",
                                    "personal",
                                    "promotion",
                                    "accusation",
                                ],
                            )
                        ),
                        name="ground_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", "answered"), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decline_answered_says_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("appeal_until__isnull", False), ("number", 1)),
                            models.Q(
                                ("appeal_until__isnull", True),
                                ("appealed_at__isnull", True),
                                ("number", 2),
                            ),
                            _connector="OR",
                        ),
                        name="decline_first_can_be_appealed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Diversion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diversion",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=suggestions.lifecycle.grounds.diversion_choices, max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["opinion", "lead"])),
                        name="diversion_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_offs",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=suggestions.lifecycle.grounds.channel_choices, max_length=20
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("suggestion",),
                        name="hand_off_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "channel__in",
                                [
                                    "hotline",
                                    "governor",
                                    "mayor",
                                    "peoples_suggestions",
                                    "message_board",
                                    "grid",
                                    "petitions",
                                    "emergency",
                                ],
                            )
                        ),
                        name="hand_off_channel_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="hand_off_has_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "suggestion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="hold",
                        serialize=False,
                        to="suggestions.suggestion",
                    ),
                ),
                ("reason", models.TextField(max_length=1000)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("held_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hold_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("held_at"))),
                        name="hold_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="suggestions.suggestion",
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
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("department__isnull", False), ("organ__isnull", True)),
                            models.Q(("department__isnull", True), ("organ__isnull", False)),
                            _connector="OR",
                        ),
                        name="note_of_one_desk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="note_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=suggestions.models.publication.publication_state_choices,
                        default="published",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("text", models.TextField(max_length=10000)),
                ("answer", models.TextField(blank=True, max_length=10000)),
                ("author_line", models.CharField(blank=True, max_length=80)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("recalled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-published_at", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "published")),
                        fields=["-published_at", "-id"],
                        name="publication_newest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recalled_at__isnull", True), ("state", "published")),
                            models.Q(("recalled_at__isnull", False), ("state", "recalled")),
                            _connector="OR",
                        ),
                        name="publication_recalled_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QueryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="query_codes",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "seed",
                    models.CharField(
                        default=enrolment.codes.new_seed, editable=False, max_length=32
                    ),
                ),
                ("hash", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("suggestion",),
                        name="querycode_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("score", models.FloatField()),
                (
                    "because",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40)
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.rule",
                    ),
                ),
            ],
            options={
                "ordering": ("rank",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("suggestion", "rank"), name="recommendation_rank_once"
                    ),
                    models.UniqueConstraint(
                        fields=("suggestion", "department"), name="recommendation_unit_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="suggestions.suggestion",
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                ("situation", models.TextField(max_length=5000)),
                ("ask", models.TextField(blank=True, max_length=5000)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "from_organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                (
                    "to_organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bounced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "bounced_by",
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
                        fields=("suggestion", "to_organ"), name="transfer_once_to_an_organ"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("bounced_at__isnull", False)),
                        fields=("suggestion",),
                        name="transfer_given_back_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_organ", models.F("to_organ")), _negated=True),
                        name="transfer_to_another_organ",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bounced_at__isnull", True), ("bounced_by__isnull", True)),
                            models.Q(("bounced_at__isnull", False), ("bounced_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="transfer_given_back_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Urge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="urges",
                        to="suggestions.suggestion",
                    ),
                ),
                ("day", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-id",),
                "indexes": [models.Index(fields=["suggestion", "at"], name="urge_of_a_case")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("suggestion", "day"),
                        name="urge_once_a_working_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="suggestions.assignment",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=suggestions.lifecycle.words.contact_choices, max_length=8
                    ),
                ),
                ("held_on", models.DateField()),
                ("note", models.TextField(max_length=1000)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["phone", "meeting", "visit", "message"])),
                        name="contact_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExtensionRequest",
            fields=[
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="extension_request",
                        serialize=False,
                        to="suggestions.assignment",
                    ),
                ),
                ("reason", models.TextField(max_length=1000)),
                ("first_due", models.DateTimeField()),
                ("wanted", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=suggestions.models.extension_request.decision_choices,
                        max_length=8,
                    ),
                ),
                ("granted", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", models.TextField(blank=True, max_length=1000)),
                ("round", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "earlier",
                    models.JSONField(
                        blank=True, db_default=models.Value([], models.JSONField()), default=list
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decision", "")),
                        fields=["asked_at"],
                        name="extensionrequest_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="extensionrequest_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wanted__gt", models.F("first_due"))),
                        name="extensionrequest_asks_for_more",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_at__lte", models.F("first_due"))),
                        name="extensionrequest_asked_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decision", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision__in", ["granted", "refused", "lapsed"]),
                            ),
                            _connector="OR",
                        ),
                        name="extensionrequest_decided_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "granted"), ("granted__isnull", False)),
                            models.Q(
                                models.Q(("decision", "granted"), _negated=True),
                                ("granted__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="extensionrequest_granted_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "refused"), _negated=True),
                            models.Q(("decision_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="extensionrequest_refusal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=28, unique=True)),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="suggestions.assignment",
                    ),
                ),
                ("step", models.CharField(max_length=16)),
                ("dated_on", models.DateField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("entered_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                ["sign", "contact", "reply", "give_opinion", "ask_extension"],
                            )
                        ),
                        name="paper_step_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="suggestions.assignment",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "rater",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "attitude",
                    models.CharField(
                        blank=True,
                        choices=suggestions.lifecycle.words.rating_choices,
                        max_length=20,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=suggestions.lifecycle.words.rating_choices,
                        max_length=20,
                    ),
                ),
                ("comment", models.TextField(blank=True, max_length=1000)),
                ("rated_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("rated_at__isnull", True)),
                        fields=["rater"],
                        name="rating_asked_of",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("suggestion", "rater", "assignment", "round"),
                        name="rating_once_for_an_answer",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attitude", ""),
                                ("comment", ""),
                                ("rated_at__isnull", True),
                                ("result", ""),
                            ),
                            models.Q(
                                (
                                    "attitude__in",
                                    [
                                        "satisfied",
                                        "basically_satisfied",
                                        "dissatisfied",
                                        "not_rated",
                                    ],
                                ),
                                ("rated_at__isnull", False),
                                (
                                    "result__in",
                                    [
                                        "satisfied",
                                        "basically_satisfied",
                                        "dissatisfied",
                                        "not_rated",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="rating_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attitude", "not_rated"), ("comment", ""), ("result", "not_rated")
                            ),
                            models.Q(
                                models.Q(("attitude", "not_rated"), _negated=True),
                                models.Q(("result", "not_rated"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rating_both_or_neither",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="suggestions.assignment",
                    ),
                ),
                (
                    "hand_off",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply",
                        to="suggestions.handoff",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=suggestions.models.reply.kind_choices,
                        db_default="answer",
                        default="answer",
                        max_length=8,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.TextField(max_length=5000)),
                (
                    "outcome_class",
                    models.CharField(
                        blank=True,
                        choices=suggestions.lifecycle.words.outcome_choices,
                        max_length=1,
                    ),
                ),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, db_default="", max_length=1000)),
                ("no_contact", models.TextField(blank=True, db_default="", max_length=1000)),
                ("replied_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "replies",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "answer"), ("outcome_class__in", ["A", "B", "C"])),
                            models.Q(("kind", "opinion"), ("outcome_class", "")),
                            _connector="OR",
                        ),
                        name="reply_class_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome_class", "B"), ("promised_on__isnull", False)),
                            models.Q(
                                models.Q(("outcome_class", "B"), _negated=True),
                                ("promised_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="reply_promise_has_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome_class", "C"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reply_refusal_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assignment__isnull", False), ("hand_off__isnull", True)),
                            models.Q(
                                ("assignment__isnull", True),
                                ("hand_off__isnull", False),
                                ("kind", "answer"),
                            ),
                            _connector="OR",
                        ),
                        name="reply_of_a_unit_or_a_channel",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "answer")),
                        fields=("assignment", "round"),
                        name="reply_one_answer_in_a_round",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnRequest",
            fields=[
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="return_request",
                        serialize=False,
                        to="suggestions.assignment",
                    ),
                ),
                ("reason", models.TextField(max_length=1000)),
                (
                    "proposed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="departments.department",
                    ),
                ),
                ("elsewhere", models.CharField(blank=True, max_length=120)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=suggestions.models.return_request.decision_choices,
                        max_length=8,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_note", models.TextField(blank=True, max_length=1000)),
                ("dispute_until", models.DateTimeField(blank=True, null=True)),
                ("disputed_at", models.DateTimeField(blank=True, null=True)),
                ("dispute_note", models.TextField(blank=True, max_length=1000)),
                (
                    "ruling",
                    models.CharField(
                        blank=True,
                        choices=suggestions.models.return_request.ruling_choices,
                        max_length=8,
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ruled_at", models.DateTimeField(blank=True, null=True)),
                ("ruling_note", models.TextField(blank=True, max_length=1000)),
                ("new_due", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposed__isnull", False), ("elsewhere", "")),
                            models.Q(
                                ("proposed__isnull", True),
                                models.Q(("elsewhere", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="returnrequest_says_whose_it_is",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="returnrequest_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decision", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decision__in", ["approved", "refused", "lapsed"]),
                            ),
                            _connector="OR",
                        ),
                        name="returnrequest_decided_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "refused"), _negated=True),
                            models.Q(("decision_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="returnrequest_refusal_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disputed_at__isnull", True), ("decision", "refused"), _connector="OR"
                        ),
                        name="returnrequest_disputed_once_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ruled_at__isnull", True), ("ruling", "")),
                            models.Q(
                                ("disputed_at__isnull", False),
                                ("ruled_at__isnull", False),
                                ("ruling__in", ["bound", "released"]),
                            ),
                            _connector="OR",
                        ),
                        name="returnrequest_ruled_once_disputed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="suggestions.suggestion",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="suggestions.reply",
                    ),
                ),
                ("title", models.CharField(max_length=60)),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.organ",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.category",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=5000)),
                ("why", models.TextField(blank=True, max_length=1000)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reply__isnull", True), ("text", "")),
                            models.Q(
                                ("reply__isnull", False), models.Q(("text", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="correction_keeps_the_text_of_a_reply",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reply__isnull", True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_of_a_reply_says_why",
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
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="suggestions.assignment",
                    ),
                ),
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
                (
                    "paper",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="suggestions.paper",
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
                ("drafted_at", models.DateTimeField()),
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
                ("signed_off_at", models.DateTimeField(blank=True, null=True)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("delivered_at", models.DateTimeField(blank=True, null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paper__isnull", True),
                            ("signed_off_at__isnull", False),
                            _connector="OR",
                        ),
                        name="draftanswer_letter_counts_as_signed_off",
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
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="suggestions.draftanswer",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="suggestions.assignment",
                    ),
                ),
                (
                    "word",
                    models.CharField(
                        blank=True, choices=suggestions.models.agreement.word_choices, max_length=10
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
                ("at", models.DateTimeField(blank=True, null=True)),
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
        migrations.RunSQL(*NUMBERS),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
