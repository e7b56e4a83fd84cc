"""Which Python is taken, and one line for one that is too old."""

import ast
import shutil
import subprocess
import sys

import pytest

from launcher.__main__ import too_old

MAKE = shutil.which("make") or "make"
SHOW = "show: ; $(info $(PYTHON)) @:"


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 8, 10), (3, 11, 2)])
def test_an_old_python_gets_one_line(version):
    line = too_old(version)
    assert line.startswith("CPPCC Cloud needs Python 3.12 or newer; this is ")
    assert "\n" not in line


@pytest.mark.parametrize("version", [(3, 12, 0), (3, 13, 1), (3, 14, 0)])
def test_a_new_python_is_fine(version):
    assert too_old(version) == ""


@pytest.mark.parametrize("name", ["launcher/__init__.py", "launcher/__main__.py", "manage.py"])
def test_what_an_old_python_reads_first_is_old_python(root, name):
    tree = ast.parse((root / name).read_text(), feature_version=(3, 4))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match)
    assert [node for node in ast.walk(tree) if isinstance(node, modern)] == []


def python_of_make(root, folder, **scripts):
    """What the Makefile takes where only these programs are in PATH."""
    for name, text in scripts.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
    done = subprocess.run(
        [MAKE, "-s", "--eval", SHOW, "show"],
        cwd=root,
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_make_passes_over_a_shim_that_fails_and_an_old_python(root, tmp_path):
    real = f'exec {sys.executable} "$@"'
    old = 'case "$2" in *version_info*) exit 1;; esac'
    scripts = {"python3.13": "exit 127", "python3.12": old, "python3": real}
    assert python_of_make(root, tmp_path, **scripts) == "python3"


def test_make_takes_an_old_python_as_a_last_resort_to_say_so(root, tmp_path):
    old = 'case "$2" in *version_info*) exit 1;; esac'
    assert python_of_make(root, tmp_path, **{"python3": old}) == "python3"


def test_make_says_that_there_is_no_python(root, tmp_path):
    done = subprocess.run(
        [MAKE, "run"],
        cwd=root,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "CPPCC Cloud needs Python 3.12 or newer; none was found." in done.stderr
