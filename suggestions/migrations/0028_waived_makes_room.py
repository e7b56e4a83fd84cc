from django.db import migrations, models

import suggestions.lifecycle.states

NEW = "assignment_once_to_a_unit_now"
OLD = "assignment_once_to_a_unit"


def made(name: str, states: str) -> str:
    """The index, built while everybody works on."""
    return (
        f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON suggestions_assignment"
        f" (suggestion_id, department_id) WHERE NOT state IN ({states})"
    )


class Migration(migrations.Migration):
    """The unique index is made beside the one whose place it takes: nobody waits for it."""

    atomic = False

    dependencies = [("suggestions", "0027_figures")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    made(NEW, "'cancelled', 'waived', 'done'"), f"DROP INDEX CONCURRENTLY {NEW}"
                ),
                migrations.RunSQL(
                    f"DROP INDEX CONCURRENTLY {OLD}", made(OLD, "'cancelled', 'done'")
                ),
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
                        name=OLD,
                    ),
                ),
            ],
        ),
    ]
