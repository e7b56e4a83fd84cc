from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from deadlines.phases import PRESETS

PHASES = (
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
    "hold",
    "cosigner",
)


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the presets; rows that are there stay."""
    DeadlinePolicy = apps.get_model("deadlines", "DeadlinePolicy")
    DeadlinePolicy.objects.bulk_create(
        [
            DeadlinePolicy(
                phase=row.phase,
                instrument=row.instrument,
                urgency=row.urgency,
                working_days=row.working_days,
                version=row.version,
                since=row.since,
            )
            for row in PRESETS
            if row.phase in PHASES
        ],
        ignore_conflicts=True,
    )


def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take back what the tables could not hold before; refused where a due date cites one."""
    apps.get_model("deadlines", "DeadlinePolicy").objects.filter(phase__in=PHASES).delete()


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0004_decided_dates")]

    operations = [migrations.RunPython(load, drop)]
