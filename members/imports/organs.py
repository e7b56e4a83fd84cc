"""Organs from the project's own list: 1 province, 14 cities and prefectures, 122 counties."""

from decimal import Decimal

from members.imports.rows import read
from members.models import Organ


def load() -> int:
    """Add what is missing and correct what differs, in one statement. Return the rows read."""
    organs = [
        Organ(
            code=row["code"],
            level=row["level"],
            parent_id=row["parent"] or None,
            name_zh=row["name_zh"],
            short_zh=row["short_zh"],
            name_en=row["name_en"],
            seat_lon=Decimal(row["seat_lon"]),
            seat_lat=Decimal(row["seat_lat"]),
        )
        for row in read("members", "organs.csv")
    ]
    Organ.objects.bulk_create(
        organs,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "parent", "name_zh", "short_zh", "name_en", "seat_lon", "seat_lat"],
    )
    return len(organs)
