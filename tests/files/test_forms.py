"""The field that any form under a key takes up: what was chosen is kept, whatever else is wrong."""

import uuid

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from files.forms import AttachmentsField, show, take_up
from files.models import Attachment
from tests.files.samples import a_pdf, a_photo, keep
from tests.suggestions.factories import MORNING

KEY = uuid.UUID(int=7)


class LetterForm(forms.Form):
    """Another form than the one the platform began with."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField()
    attachments = AttachmentsField()


def sent(text="text", files=(), left_out=(), key=str(KEY)):
    data = QueryDict(mutable=True)
    data.update({"key": key, "text": text})
    data.setlist("attachments-remove", list(left_out))
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    return LetterForm(data, MultiValueDict({"attachments": chosen}))


def taken(form, by):
    refusals = take_up(form, by=by, at=MORNING)
    return form, refusals


def names(user):
    return [found.name for found in Attachment.objects.waiting(user, KEY)]


def test_what_was_chosen_hangs_on_the_key(scene, root):
    form, refusals = taken(sent(files=[("a.jpg", a_photo()), ("b.pdf", a_pdf())]), scene.an)
    assert form.is_valid()
    assert refusals == []
    assert names(scene.an) == ["a.jpg", "b.pdf"]


def test_nothing_has_to_be_chosen(scene, root):
    form, _refusals = taken(sent(), scene.an)
    assert form.is_valid()


def test_another_fields_error_loses_nothing(scene, root):
    form, _refusals = taken(sent(text="", files=[("a.jpg", a_photo())]), scene.an)
    assert list(form.errors) == ["text"]
    assert names(scene.an) == ["a.jpg"]
    assert "a.jpg" in str(form["attachments"])


def test_what_is_refused_stands_beside_the_field_and_the_rest_is_kept(scene, root):
    files = [("a.jpg", a_photo()), ("b.svg", b"<svg/>"), ("c.pdf", b""), ("d.pdf", a_pdf())]
    form, refusals = taken(sent(files=files), scene.an)
    assert not form.is_valid()
    assert list(form.errors) == ["attachments"]
    assert list(form.errors["attachments"]) == refusals
    assert [refusal.split("”")[0] for refusal in refusals] == ["“b.svg", "“c.pdf"]
    assert names(scene.an) == ["a.jpg", "d.pdf"]


def test_what_is_ticked_is_left_out(scene, root):
    kept, out = keep(scene.an, key=KEY, name="a.jpg"), keep(scene.an, a_pdf(), key=KEY)
    others = keep(scene.cheng, a_pdf(), key=KEY)
    form, _refusals = taken(sent(left_out=[out.code, others.code, "nonsense", "\0"]), scene.an)
    assert form.is_valid()
    assert names(scene.an) == [kept.name]
    assert Attachment.objects.filter(pk=others.pk).exists()


@pytest.mark.parametrize("key", ["", "x"])
def test_without_a_sound_key_nothing_is_kept(scene, root, key):
    form, _refusals = taken(sent(files=[("a.jpg", a_photo())], key=key), scene.an)
    assert list(form.errors) == ["key"]
    assert not Attachment.objects.exists()


def test_a_fresh_form_shows_what_waits_and_takes_many(scene, root):
    keep(scene.an, key=KEY, name="a.jpg")
    form = LetterForm(initial={"key": KEY})
    show(form, key=KEY, by=scene.an)
    drawn = str(form["attachments"])
    assert "a.jpg" in drawn
    assert " multiple" in drawn
    assert "image/jpeg" in drawn
    assert 'name="attachments-remove"' in drawn


def test_the_help_names_kinds_and_limits(settings):
    settings.UPLOAD_MAX_COUNT, settings.UPLOAD_MAX_BYTES = 3, 2 * 2**20
    words = str(LetterForm()["attachments"].help_text).replace("\xa0", " ")
    assert words == "JPEG, PNG, WebP, PDF, DOCX, XLSX; up to 3, each at most 2 MB."
