"""Taking files in: row and file together, limits, once a form; binding; removing."""

import hashlib
import stat
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from files import store
from files.actions import attaching
from files.formats import Refused
from files.models import Attachment
from tests.files.conftest import files_in
from tests.files.samples import EXCEL, a_pdf, a_photo, an_archive, keep
from tests.suggestions.factories import MORNING

KEY = uuid.UUID(int=7)


def refused(by, data, **changes):
    with pytest.raises(Refused) as refusal:
        keep(by, data, **changes)
    return refusal.value.words("a")


# ── taking in ──


def test_what_is_kept_is_what_the_row_says(scene, root):
    found = keep(scene.an, a_pdf(), name="说明.pdf", key=KEY)
    data = (root / found.path).read_bytes()
    assert data == a_pdf()
    assert (found.size, found.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (found.name, found.content_type, found.role) == ("说明.pdf", "application/pdf", "file")
    assert (found.created_at, found.bound_at, found.kind, found.subject) == (MORNING, None, "", "")
    assert (found.uploader, found.form_key) == (scene.an, KEY)


def test_a_photo_has_sides_a_role_and_a_small_picture(scene, root):
    found = keep(scene.an, a_photo(size=(640, 400)))
    assert (found.role, found.width, found.height, found.small_size) == (
        "photo",
        640,
        400,
        (480, 300),
    )
    assert files_in(root) == [root / found.path, root / (found.path + store.SMALL)]


def test_a_role_can_be_given(scene, root):
    assert keep(scene.an, a_photo(), role="scan").role == "scan"


def test_the_name_follows_the_content(scene, root):
    assert keep(scene.an, a_photo("PNG"), name="灯.jpg").name == "灯.jpg.png"
    assert keep(scene.an, an_archive(EXCEL), name="表.docx").name == "表.docx.xlsx"


def test_nobody_else_on_the_machine_can_read_it(scene, root):
    found = keep(scene.an)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [root, *root.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert found.name not in str(modes)


def test_places_and_codes_are_random(scene, root):
    one, other = keep(scene.an, key=uuid.uuid4()), keep(scene.an, key=uuid.uuid4())
    assert one.path != other.path
    assert one.code != other.code
    assert one.sha256 == other.sha256


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"plain text", "no photo or document"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no photo or document"),
        (b"<!doctype html><script>", "no photo or document"),
        (b"GIF89a" + bytes(40), "no photo or document"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or locked Office file"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "damaged"),
        (b"MZ" + bytes(600), "no photo or document"),
    ],
    ids=["0 bytes", "text", "svg", "html", "gif", "heic", "old office", "no jpeg", "program"],
)
def test_what_is_refused_leaves_neither_row_nor_file(scene, root, data, said):
    assert said in refused(scene.an, data, name="灯.jpg")
    assert not Attachment.objects.exists()
    assert files_in(root) == []


def test_a_file_that_is_too_large_is_refused_unread(scene, root, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    file = BytesIO(a_photo() + bytes(1000))
    assert "too large" in refused(scene.an, None, file=file, size=5000)
    assert file.tell() == 0


def test_a_file_that_is_larger_than_it_says_is_refused(scene, root, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    large = a_photo() + bytes(1000)
    assert "too large" in refused(scene.an, large, size=10)
    assert "too large" in refused(scene.an, large, size=None)


def test_there_are_so_many_on_a_form_and_no_more(scene, root, settings):
    settings.UPLOAD_MAX_COUNT = 2
    for number in (1, 2):
        keep(scene.an, a_photo(size=(number, 5)), key=KEY)
    assert "At most 2" in refused(scene.an, a_photo(size=(3, 5)), key=KEY)
    assert len(files_in(root)) == 4
    keep(scene.cheng, key=KEY)


def test_nobody_fills_the_disk_with_forms_that_are_never_sent(scene, root, settings):
    settings.UPLOAD_MAX_COUNT = 1
    for _number in range(attaching.FORMS_AT_ONCE):
        keep(scene.an, key=uuid.uuid4())
    assert "too many of your files wait" in refused(scene.an, None, key=uuid.uuid4())


def test_the_same_file_twice_on_a_form_is_one(scene, root):
    one, other = keep(scene.an, key=KEY), keep(scene.an, key=KEY, name="anders.jpg")
    assert one == other
    assert len(files_in(root)) == 2


def test_after_sending_the_same_file_again_is_still_one(scene, root):
    one = keep(scene.an, key=KEY)
    attaching.bind(key=KEY, kind="suggestion", code="x", by=scene.an, at=MORNING)
    assert keep(scene.an, key=KEY) == one
    assert not Attachment.objects.waiting(scene.an).exists()


# ── interrupted ──


def test_a_row_that_cannot_be_written_leaves_no_file(scene, root):
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(scene.an, role="nonsense")
    assert files_in(root) == []


def test_a_disk_that_takes_nothing_leaves_no_row(scene, root):
    root.write_text("a file where the folder should be")
    with pytest.raises(OSError, match=r"directory|exists"):
        keep(scene.an)
    assert not Attachment.objects.exists()


def test_a_file_that_cannot_take_its_name_leaves_no_row_and_no_file(scene, root):
    root.mkdir()
    for number in range(256):
        (root / f"{number:02x}").write_text("a file where the folder should be")
    with pytest.raises(OSError, match=r"directory|exists"):
        keep(scene.an)
    assert not Attachment.objects.exists()
    assert len(files_in(root)) == 256


# ── binding ──


def test_what_hangs_on_a_key_is_bound_to_the_thing_once(scene, root):
    mine, others = keep(scene.an, key=KEY), keep(scene.cheng, key=KEY)
    elsewhere = keep(scene.an, key=uuid.uuid4())
    given = {"key": KEY, "kind": "suggestion", "code": "2026-1", "by": scene.an}
    assert attaching.bind(**given, at=MORNING) == 1
    assert attaching.bind(**given, at=MORNING + timedelta(hours=1)) == 0
    for one in (mine, others, elsewhere):
        one.refresh_from_db()
    assert (mine.kind, mine.subject, mine.bound_at) == ("suggestion", "2026-1", MORNING)
    assert others.bound_at is None
    assert elsewhere.bound_at is None
    assert list(Attachment.objects.of("suggestion", "2026-1")) == [mine]


def test_what_waits_can_hang_on_another_key(scene, root):
    found, to = keep(scene.an, key=KEY), uuid.uuid4()
    assert attaching.move(key=KEY, to=to, by=scene.an, at=MORNING) == 1
    assert list(Attachment.objects.waiting(scene.an, to)) == [found]


# ── removing ──


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_what_is_removed_goes_with_its_file_once_that_is_committed(scene, root, committing):
    found = keep(scene.an)
    with committing():
        attaching.remove(attachment=found, by=scene.an, at=MORNING)
        assert len(files_in(root)) == 2
    assert not Attachment.objects.exists()
    assert files_in(root) == []


def test_nobody_removes_what_is_somebody_elses_or_was_sent(scene, root, committing):
    found = keep(scene.an, key=KEY)
    with pytest.raises(PermissionDenied):
        attaching.remove(attachment=found, by=scene.cheng, at=MORNING)
    attaching.bind(key=KEY, kind="suggestion", code="x", by=scene.an, at=MORNING)
    with committing(), pytest.raises(PermissionDenied):
        attaching.remove(attachment=found, by=scene.an, at=MORNING)
    assert len(files_in(root)) == 2


def test_a_form_is_dropped_with_all_that_hangs_on_it(scene, root, committing):
    keep(scene.an, key=KEY)
    keep(scene.an, a_pdf(), key=KEY)
    kept = keep(scene.an, key=uuid.uuid4())
    with committing():
        assert attaching.drop(key=KEY, by=scene.an, at=MORNING) == 2
    assert list(Attachment.objects.all()) == [kept]
    assert len(files_in(root)) == 2


def test_a_removal_that_is_taken_back_keeps_the_file(scene, root):
    found = keep(scene.an)
    with transaction.atomic():
        attaching.remove(attachment=found, by=scene.an, at=MORNING)
        transaction.set_rollback(True)
    assert Attachment.objects.get() == found
    assert len(files_in(root)) == 2


# ── passing on ──


def test_what_belongs_to_one_thing_goes_on_with_another_but_for_what_is_left_out(scene, root):
    first, second = keep(scene.an, key=KEY), keep(scene.an, a_pdf(), key=KEY)
    attaching.bind(key=KEY, kind="draft", code="a", by=scene.an, at=MORNING)
    on = {"kind": "draft", "code": "a", "to": ("reply", "7"), "by": scene.an, "at": MORNING}
    assert attaching.pass_on(**on, but=[second.code]) == 1
    assert list(Attachment.objects.of("reply", "7")) == [first]
    assert list(Attachment.objects.of("draft", "a")) == [second]
