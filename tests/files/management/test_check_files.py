"""`manage.py check_files`: a line for each problem, and a failure a script can see."""

import os
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from files import store
from tests.files.samples import a_pdf, keep


def said(*, fails=False):
    output = StringIO()
    if fails:
        with pytest.raises(CommandError):
            call_command("check_files", stdout=output)
    else:
        call_command("check_files", stdout=output)
    return output.getvalue().splitlines()


def test_whole_files_are_whole(scene, root):
    assert said() == ["0 files, all whole."]
    keep(scene.an)
    keep(scene.an, a_pdf())
    assert said() == ["2 files, all whole."]


def test_every_trouble_has_a_line(scene, root):
    missing, changed, bare = keep(scene.an), keep(scene.an, a_pdf()), keep(scene.cheng)
    store.discard(root / missing.path)
    (root / changed.path).write_bytes(b"other")
    store.discard(root / (bare.path + store.SMALL))
    stray = store.new_path()
    store.settle(store.write(b"x"), stray)
    then = time.time() - 600
    os.utime(root / stray, (then, then))

    assert set(said(fails=True)) == {
        f"{missing.code}: the file is missing ({missing.path})",
        f"{changed.code}: the file has changed ({changed.path})",
        f"{bare.code}: the small picture is missing ({bare.path})",
        f"{stray}: no row",
    }


def test_an_upload_under_way_is_no_trouble(scene, root):
    store.settle(store.write(b"x"), store.new_path())
    store.write(b"y")
    assert said() == ["0 files, all whole."]
