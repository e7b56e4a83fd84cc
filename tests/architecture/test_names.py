"""Sizes and names that show early where a room grows too large or has no purpose."""

import ast
from pathlib import Path

HARD_LIMIT = 400
TEMPLATE_LIMIT = 120
NAMELESS = {"utils.py", "helpers.py", "signals.py", "common.py"}
PURE = ["workdays/arithmetic.py", "suggestions/lifecycle.py", "suggestions/routing"]
IMPURE = ("django.db", "django.http", "django.utils.timezone", "django.conf", "django.contrib")


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_longer_than_the_hard_limit(python_files, root):
    long = [str(path.relative_to(root)) for path in python_files if lines_of(path) > HARD_LIMIT]
    assert long == []


def test_no_template_is_longer_than_a_page_and_a_half(templates, root):
    long = [str(path.relative_to(root)) for path in templates if lines_of(path) > TEMPLATE_LIMIT]
    assert long == []


def test_no_room_without_a_purpose(python_files, root):
    names = [path.relative_to(root) for path in python_files]
    wrong = [str(path) for path in names if path.name in NAMELESS or "common" in path.parts]
    assert wrong == []


def test_no_django_signal_is_used_as_glue(python_files, root):
    wrong = [
        str(path.relative_to(root))
        for path in python_files
        for name in imports_of(path)
        if name.startswith(("django.db.models.signals", "django.dispatch", "django.core.signals"))
    ]
    assert wrong == []


def test_hard_rules_know_no_tables_no_request_and_no_clock(root):
    files = [path for name in PURE for path in [root / name, *(root / name).rglob("*.py")]]
    read = [path for path in files if path.is_file()]
    wrong = [
        f"{path.relative_to(root)}: {name}"
        for path in read
        for name in imports_of(path)
        if name.startswith(IMPURE)
    ]
    assert wrong == []
    assert len(read) >= len(PURE)


def imports_of(path: Path) -> list[str]:
    """The dotted names that a file imports."""
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *[f"{node.module}.{alias.name}" for alias in node.names]]
    return names
