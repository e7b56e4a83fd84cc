from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

# What was counted without the new figures is counted anew by the worker; the pages go on showing
# the sums that are there.
STALE = "UPDATE reports_bucket SET is_stale = true WHERE NOT is_stale"


class Migration(migrations.Migration):
    """The rows that are there are looked at while everybody works on."""

    dependencies = [("reports", "0010_what_the_public_reads")]

    operations = [
        ValidateConstraint("tally", "tally_measure_known"),
        migrations.RunSQL(STALE, migrations.RunSQL.noop),
    ]
