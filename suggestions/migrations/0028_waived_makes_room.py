from django.db import migrations, models

NEW = "assignment_once_to_a_unit_now"
OLD = "assignment_once_to_a_unit"


def made(name: str, states: str) -> list[str]:
    """The index, built while everybody works on; what an interrupted attempt has left goes."""
    return [
        gone(name),
        f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON suggestions_assignment"
        f" (suggestion_id, department_id) WHERE NOT state IN ({states})",
    ]


def gone(name: str) -> str:
    """The index taken away, if it is there."""
    return f"DROP INDEX CONCURRENTLY IF EXISTS {name}"


class Migration(migrations.Migration):
    """The unique index is made beside the one whose place it takes: nobody waits for it."""

    atomic = False

    dependencies = [("suggestions", "0027_figures")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(made(NEW, "'cancelled', 'waived', 'done'"), gone(NEW)),
                migrations.RunSQL(gone(OLD), made(OLD, "'cancelled', 'done'")),
                migrations.RunSQL(
                    f"ALTER INDEX {NEW} RENAME TO {OLD}", f"ALTER INDEX {OLD} RENAME TO {NEW}"
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="assignment", name=OLD),
                migrations.AddConstraint(
                    model_name="assignment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ("cancelled", "waived", "done")),
                            _negated=True,
                        ),
                        fields=("suggestion", "department"),
                        name=OLD,
                    ),
                ),
            ],
        ),
    ]
