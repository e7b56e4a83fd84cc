"""Handling units from the project's own lists.

Names and kinds follow public reports and are not confirmed by an official list; see
departments/data/README.md for what a person should check.
"""

from departments.models import Department
from members.imports.rows import read

PROVINCE = "hunan.csv"
DEMO = "demo_units.csv"


def load() -> int:
    """Add the province's units where they are missing; correct those that are still the list's.

    A handful of statements, whatever the length. What a person switched off stays off.
    """
    return load_rows(read("departments", PROVINCE))


def load_demo() -> int:
    """The same for the units of one city and two counties, for demonstrations."""
    return load_rows(read("departments", DEMO))


def load_rows(rows: list[dict[str, str]]) -> int:
    """Add or correct units from rows of text. Parents are named by code, in the same rows.

    A unit that its organ has edited (`edited_at`) is the organ's own and is left as it is, with
    its parent: this list follows public reports, the organ knows better. All others, which nobody
    has touched, follow a list that was corrected since.
    """
    codes = [row["code"] for row in rows]
    edited = Department.objects.filter(code__in=codes, edited_at__isnull=False)
    own = set(edited.values_list("code", flat=True))
    rows = [row for row in rows if row["code"] not in own]
    units = [
        Department(
            code=row["code"],
            organ_id=row["organ"],
            name_zh=row["name_zh"],
            short_zh=row["short_zh"],
            name_en=row["name_en"],
            kind=row["kind"],
            category=row["category"],
            keywords=[word for word in row["keywords"].split("|") if word],
        )
        for row in rows
    ]
    wanted = ["organ", "name_zh", "short_zh", "name_en", "kind", "category", "keywords"]
    Department.objects.bulk_create(
        units, update_conflicts=True, unique_fields=["code"], update_fields=wanted
    )
    _join_to_parents(rows)
    return len(codes)


def _join_to_parents(rows: list[dict[str, str]]) -> None:
    children = {row["code"]: row["parent"] for row in rows if row["parent"]}
    if not children:
        return
    involved = Department.objects.in_bulk({*children, *children.values()}, field_name="code")
    for code, parent in children.items():
        involved[code].parent = involved[parent]
    Department.objects.bulk_update([involved[code] for code in children], ["parent"])
