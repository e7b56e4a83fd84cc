"""Attaching: take a file in, bind what hangs on a form to the thing it became, remove."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from files import store
from files.documents import document_format
from files.formats import (
    EMPTY,
    Format,
    Refused,
    clean_name,
    image_format,
    refuse_unknown,
    size_in_words,
)
from files.images import redraw
from files.models import Attachment
from members.models import User

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LARGE = _(
    "“%(name)s” is too large (%(size)s). Please choose one of at most %(limit)s; "
    "what you typed is kept."
)
TOO_MANY = _("At most %(limit)d files belong to one form; “%(name)s” is one too many.")
TOO_MUCH_WAITS = _(
    "“%(name)s” was not kept: too many of your files wait to be sent. Please send or discard what "
    "you began."
)
SENT = _("This file has been sent; it belongs to the matter now.")
FORMS_AT_ONCE = 5
"""So many forms full of files may one person have begun; more is no writing any more."""


class Readable(Protocol):
    """An uploaded file, or any other that gives bytes."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it will be kept."""

    data: bytes
    kind: Format
    width: int | None = None
    height: int | None = None
    small: bytes = b""


def check(file: Readable, size: int | None) -> Checked:
    """Look at a file's content and make of it what will be kept.

    Raises:
        Refused: it is none of the kinds that are taken, too large, damaged, locked or harmful.
    """
    limit = settings.UPLOAD_MAX_BYTES
    data = b"" if (size or 0) > limit else file.read(limit + 1)
    if (found := max(size or 0, len(data))) > limit:
        raise Refused(LARGE, size=size_in_words(found), limit=size_in_words(limit))
    if not data:
        raise Refused(EMPTY)
    if image := image_format(data):
        picture = redraw(data, image)
        return Checked(picture.data, picture.kind, picture.width, picture.height, picture.small)
    if document := document_format(data):
        return Checked(data, document)
    raise refuse_unknown(data)


def attach(
    *,
    key: uuid.UUID,
    file: Readable,
    name: str,
    size: int | None,
    by: User,
    at: datetime,
    role: str = "",
) -> Attachment:
    """Keep a file on the key of a form that is not sent yet.

    The same file twice under one key is one. Row and file come together: whatever interrupts it,
    there is no row without its file, and a file without a row is swept away.

    Args:
        role: what it is for; a photo is a "photo" and anything else a "file" unless told.

    Raises:
        Refused: by `check`, or there are too many on this form or on all of the person's forms.
    """
    checked = check(file, size)
    found = Attachment(
        uploader=by,
        form_key=key,
        role=role or ("photo" if checked.kind.is_image else "file"),
        name=clean_name(name, checked.kind),
        content_type=checked.kind.content_type,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        path=store.new_path(),
        width=checked.width,
        height=checked.height,
        created_at=at,
    )
    parts = {found.path: checked.data}
    if checked.small:
        parts[found.path + store.SMALL] = checked.small
    return _keep(found, parts)


def _keep(found: Attachment, parts: dict[str, bytes]) -> Attachment:
    passing = {path: store.write(data) for path, data in parts.items()}
    try:
        with transaction.atomic():
            if same := _same(found):
                return same
            _require_room(found)
            found.save(force_insert=True)
            for path, file in passing.items():
                store.settle(file, path)
    except OperationalError:
        # Nobody knows whether the row was committed: the sweep will look.
        raise
    except BaseException:
        store.remove(found.path)
        raise
    finally:
        for file in passing.values():
            store.discard(file)
    return found


def _same(found: Attachment) -> Attachment | None:
    """What was attached before with this very content; the person's uploads take turns."""
    User.objects.select_for_update(no_key=True).get(pk=found.uploader_id)
    same = Attachment.objects.filter(
        uploader=found.uploader, form_key=found.form_key, sha256=found.sha256
    )
    return same.first()


def _require_room(found: Attachment) -> None:
    limit = settings.UPLOAD_MAX_COUNT
    waiting = Attachment.objects.waiting(found.uploader)
    if waiting.filter(form_key=found.form_key).count() >= limit:
        raise Refused(TOO_MANY, limit=limit)
    if waiting.count() >= FORMS_AT_ONCE * limit:
        raise Refused(TOO_MUCH_WAITS)


@transaction.atomic
def bind(*, key: uuid.UUID, kind: str, code: str, by: User, at: datetime) -> int:
    """Let what hangs on a form's key belong to the thing that the form became.

    To be called in the transaction that makes the thing. Done twice, it binds nothing more.
    Return how many files were bound.
    """
    waiting = Attachment.objects.waiting(by, key)
    return waiting.update(kind=kind, subject=code, bound_at=at)


@transaction.atomic
def pass_on(
    *, kind: str, code: str, to: tuple[str, str], by: User, at: datetime, but: Collection[str] = ()
) -> int:
    """Let what belongs to one thing belong to another that came of it, but for these codes.

    ``to``: that thing's kind and code. In the transaction that makes it. Return how many moved.
    """
    theirs = Attachment.objects.of(kind, code).exclude(code__in=list(but)).order_by()
    return theirs.update(kind=to[0], subject=to[1])


@transaction.atomic
def move(*, key: uuid.UUID, to: uuid.UUID, by: User, at: datetime) -> int:
    """Hang what waits on one form's key on another one's. Return how many files moved."""
    return Attachment.objects.waiting(by, key).update(form_key=to)


@transaction.atomic
def remove(*, attachment: Attachment, by: User, at: datetime) -> None:
    """Remove a file that is not sent yet: the row now, the file once that is committed.

    Raises:
        PermissionDenied: it is somebody else's, or was sent.
    """
    waiting = Attachment.objects.waiting(by).select_for_update().filter(pk=attachment.pk)
    if not erase(waiting):
        raise PermissionDenied(str(SENT))


@transaction.atomic
def drop(*, key: uuid.UUID, by: User, at: datetime) -> int:
    """Remove all that waits on a form's key. Return how many files that were."""
    return erase(Attachment.objects.waiting(by, key).select_for_update())


@transaction.atomic
def erase(found: Iterable[Attachment]) -> int:
    """Remove rows, and their files after the commit. Return how many; asks nobody.

    For what may decide by itself: the sweep, the erasure of a thing or a person.
    """
    rows = list(found)
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        transaction.on_commit(lambda path=row.path: store.remove(path), robust=True)  # type: ignore[misc]
    return len(rows)
