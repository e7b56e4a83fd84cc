"""Clearing away: what was never sent, what was cut off; never what a draft or a case holds."""

import os
import time
import uuid
from datetime import timedelta

import pytest

from files import store
from files.actions import attaching, sweeping
from files.models import Attachment
from suggestions.actions import submitting
from tests.files.conftest import files_in
from tests.files.samples import keep
from tests.suggestions.factories import MORNING

NEXT_DAY = MORNING + timedelta(hours=25)


@pytest.fixture
def swept(django_capture_on_commit_callbacks):
    """Sweep a day later, committed."""

    def sweep(at=NEXT_DAY):
        with django_capture_on_commit_callbacks(execute=True):
            return sweeping.sweep(at=at)

    return sweep


def aged(path, seconds=2 * store.ORPHAN_AFTER):
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_what_was_never_sent_goes_after_a_day(scene, root, swept):
    keep(scene.an)
    assert swept(MORNING + timedelta(hours=23)) == 0
    assert Attachment.objects.count() == 1
    assert swept() == 1
    assert swept() == 0
    assert not Attachment.objects.exists()
    assert files_in(root) == []


def test_what_was_sent_stays(scene, root, swept):
    found = keep(scene.an)
    attaching.bind(key=found.form_key, kind="suggestion", code="x", by=scene.an, at=MORNING)
    assert swept(MORNING + timedelta(days=1000)) == 0
    assert len(files_in(root)) == 2


def test_what_hangs_on_a_draft_stays_as_long_as_the_draft(scene, root, swept):
    key = uuid.uuid4()
    found = keep(scene.an, key=key)
    keep(scene.cheng, key=key)
    submitting.keep_draft(key=key, by=scene.an, at=MORNING, title="半句话")
    assert swept() == 1
    assert list(Attachment.objects.all()) == [found]
    submitting.keep_draft(key=uuid.uuid4(), by=scene.an, at=NEXT_DAY, title="另一件")
    assert swept() == 1
    assert files_in(root) == []


def test_a_file_without_a_row_goes_when_no_upload_can_be_under_way(scene, root, swept):
    kept = keep(scene.an)
    attaching.bind(key=kept.form_key, kind="suggestion", code="x", by=scene.an, at=MORNING)
    path = store.new_path()
    for name in (path, path + store.SMALL):
        store.settle(store.write(b"x"), name)
    assert swept() == 0
    for file in files_in(root):
        aged(file)
    assert swept() == 2
    assert files_in(root) == [root / kept.path, root / (kept.path + store.SMALL)]


def test_an_upload_that_was_cut_off_goes_too(scene, root, swept):
    passing, fresh = store.write(b"half a pho"), store.write(b"under way")
    aged(passing)
    assert swept() == 1
    assert files_in(root) == [fresh]


def test_there_is_nothing_to_do_where_nobody_uploaded(scene, root, swept):
    assert swept() == 0
    assert not root.exists()
