import csv
from pathlib import Path

from django.apps import apps


def read(app: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file in an app's folder `data`, as text by column."""
    path = Path(apps.get_app_config(app).path) / "data" / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
