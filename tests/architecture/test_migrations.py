"""A fold stands in for the migrations that it names; what comes after them must not lean on it."""

from django.conf import settings
from django.db.migrations.loader import MigrationLoader


def test_no_migration_depends_on_a_fold():
    """A database that knows the folded ones by their own names would wait for it in vain, once they
    are gone; `makemigrations` writes the fold's name, which is to be changed by hand."""
    loader = MigrationLoader(None)
    ours = {key: one for key, one in loader.disk_migrations.items() if key[0] in settings.HOUSE}
    leaning = {
        key: name
        for key, one in ours.items()
        for _app, name in (*one.dependencies, *one.run_before)
        if "_squashed_" in name
    }
    assert leaning == {}
    assert any("_squashed_" in name for _app, name in ours), "else this proves nothing"
