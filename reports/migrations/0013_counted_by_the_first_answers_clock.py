from django.db import migrations

STALE = "UPDATE reports_bucket SET is_stale = true WHERE NOT is_stale"


class Migration(migrations.Migration):
    """Answers of units that took a case over while it was to be answered again counted as late:
    the worker counts all anew, and the pages go on showing the sums that are there."""

    dependencies = [("reports", "0012_of_all_organs")]

    operations = [migrations.RunSQL(STALE, migrations.RunSQL.noop)]
