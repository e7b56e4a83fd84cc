"""The number in a suggestion's code: a sequence, so that nobody waits for another's number."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE suggestion_number START 1", "DROP SEQUENCE suggestion_number"
        ),
    ]
