"""Sectors (界别) from the project's own list, in the order of the national committee."""

from members.imports.rows import read
from members.models import Sector


def load() -> int:
    """Add what is missing and correct what differs, in one statement. Return the rows read."""
    sectors = [
        Sector(position=position, **row)
        for position, row in enumerate(read("members", "sectors.csv"), start=1)
    ]
    Sector.objects.bulk_create(
        sectors,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["position", "name_zh", "name_en"],
    )
    return len(sectors)
