"""The tree as the architecture tests read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

OURS = [*settings.HOUSE, "launcher", "tests", "bench", "faults"]


@pytest.fixture(scope="session")
def python_files(root: Path) -> list[Path]:
    """Every Python file of the project but generated migrations."""
    return [path for folder in OURS for path in code_of(root / folder)] + [root / "manage.py"]


def code_of(folder: Path) -> Iterator[Path]:
    """The Python files below a folder."""
    for path in sorted(folder.rglob("*.py")):
        if not {"migrations", "__pycache__"} & set(path.parts):
            yield path


@pytest.fixture(scope="session")
def templates(root: Path) -> list[Path]:
    """Every template of the project."""
    folders = [root / "templates", *[root / app / "templates" for app in settings.HOUSE]]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
