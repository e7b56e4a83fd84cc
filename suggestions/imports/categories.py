"""The classification from the project's own list; see suggestions/data/README.md."""

from members.imports.rows import read
from suggestions.categories import FILE
from suggestions.models import Category


def load() -> int:
    """Add what is missing and correct what differs; nothing is removed. Return the rows read."""
    rows = sorted(read("suggestions", FILE), key=lambda row: len(row["code"]))
    wanted = [
        Category(
            code=row["code"],
            parent_id=row["parent"] or None,
            name_zh=row["name_zh"],
            name_en=row["name_en"],
        )
        for row in rows
    ]
    Category.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["parent", "name_zh", "name_en"],
    )
    return len(wanted)
