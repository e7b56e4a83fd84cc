"""The table of the default cache, in which rate limits are kept, and trigrams for search.

A system check asks whether trigrams of Chinese words exist, so they come with the first migrate.
"""

from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.core.management import call_command
from django.db import migrations

TABLE = settings.CACHES["default"]["LOCATION"]


def create(apps, schema_editor) -> None:
    """Does nothing where the table is there already."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor) -> None:
    """Rate limits begin anew; nothing else is kept there."""
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.connection.ops.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = []
    operations = [TrigramExtension(), migrations.RunPython(create, drop)]
