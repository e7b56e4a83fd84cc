import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import notifications.models.preference


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
        ("notifications", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(max_length=20, verbose_name="group")),
                ("channel", models.CharField(max_length=20, verbose_name="channel")),
                (
                    "when",
                    models.CharField(
                        choices=notifications.models.preference.when_choices,
                        max_length=10,
                        verbose_name="when",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of notices",
                "verbose_name_plural": "choices of notices",
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rhythm",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reader",
                    ),
                ),
                (
                    "quiet_from",
                    models.TimeField(
                        blank=True,
                        default=datetime.time(22, 0),
                        null=True,
                        verbose_name="quiet from",
                    ),
                ),
                (
                    "quiet_until",
                    models.TimeField(
                        blank=True,
                        default=datetime.time(7, 0),
                        null=True,
                        verbose_name="quiet until",
                    ),
                ),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField(
                        default=8, verbose_name="hour of the daily mail"
                    ),
                ),
            ],
            options={
                "verbose_name": "rhythm of notices",
                "verbose_name_plural": "rhythms of notices",
            },
        ),
        migrations.RemoveConstraint(
            model_name="notification",
            name="notification_state_known",
        ),
        migrations.AddField(
            model_name="notification",
            name="digest",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="lines",
                to="notifications.notification",
                verbose_name="daily mail",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="due at"),
        ),
        migrations.AddField(
            model_name="notification",
            name="event_id",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="event"),
        ),
        migrations.AddField(
            model_name="notification",
            name="group",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=20, verbose_name="group"
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="urgent",
            field=models.BooleanField(db_default=False, default=False, verbose_name="urgent"),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["pending", "waiting", "bundled", "dropped", "sent", "failed"])
                ),
                name="notification_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "bundled"), _negated=True),
                    ("digest__isnull", False),
                    _connector="OR",
                ),
                name="notification_bundled_says_where",
            ),
        ),
        migrations.AddField(
            model_name="preference",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notice_preferences",
                to=settings.AUTH_USER_MODEL,
                verbose_name="reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from__isnull", True), ("quiet_until__isnull", True)),
                    models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                    _connector="OR",
                ),
                name="rhythm_quiet_from_and_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("quiet_from", models.F("quiet_until")), _negated=True),
                name="rhythm_quiet_is_not_always",
            ),
        ),
        migrations.AddConstraint(
            model_name="rhythm",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest_hour__range", (5, 21))), name="rhythm_digest_hour_sane"
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.UniqueConstraint(
                fields=("user", "group", "channel"), name="preference_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="preference",
            constraint=models.CheckConstraint(
                condition=models.Q(("when__in", ["once", "daily", "never"])),
                name="preference_when_known",
            ),
        ),
    ]
