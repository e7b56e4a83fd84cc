"""Finding titles that are alike: trigrams, which count Chinese characters as letters too."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("suggestions", "0010_cosigners_wish_and_seal")]

    operations = [
        TrigramExtension(),
        AddIndexConcurrently(
            "suggestion",
            GinIndex(fields=["title"], name="suggestion_title_trgm", opclasses=["gin_trgm_ops"]),
        ),
    ]
