"""Photos and files through the second door: sent one by one before the suggestion, read after."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from files import views as pages
from files.actions import attaching
from files.formats import Refused, clean_name
from files.forms import AttachmentsField
from files.models import Attachment
from files.policies import may_open
from gateway.actions.repeating import KEY, Answer
from gateway.api.door import Door, StepDoor
from gateway.operations import Operation
from gateway.problems import Problem
from gateway.scopes import SUBMIT
from suggestions.api import shapes
from suggestions.api.door import key_as_uuid
from suggestions.api.reading import address
from suggestions.api.taking import GROUPS
from suggestions.lifecycle import Desk
from workdays.clock import now


class FileField(forms.Field):
    """A file in a body of several parts."""

    json_schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "binary"}


FIELDS: dict[str, forms.Field] = {
    "for": forms.CharField(
        label=gettext_lazy("The key of the suggestion"),
        help_text=gettext_lazy("The Idempotency-Key under which it is sent afterwards."),
    ),
    "file": FileField(label=gettext_lazy("Photo or file"), help_text=AttachmentsField().help_text),
}
# Without its name: what is answered is kept with the key, also when the file is thrown away.
FILE = shapes.thing(code=shapes.TEXT, size={"type": "integer"}, type=shapes.TEXT, url=shapes.TEXT)


class Files(StepDoor):
    """The way in for a photo or file."""

    parser_classes = (MultiPartParser,)
    operations: ClassVar = {
        "POST": Operation(
            name="attach",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("Send a photo or file ahead"),
            scope=SUBMIT,
            status=201,
            fields=FIELDS,
            media=MultiPartParser.media_type,
            answer=FILE,
            refusals=(413,),
        ),
    }

    def content(self, request: Request) -> bytes:
        """What was sent, in short: the same file for the same suggestion is the same request."""
        key, file = _sent(request)
        found = hashlib.sha256(f"{key}\n{file.name}\n".encode())
        for piece in file.chunks():
            found.update(piece)
        file.seek(0)
        return found.digest()

    def act(self, request: Request, **address_of: Any) -> Answer:
        """Keep it on the key of the suggestion that is to come."""
        key, file = _sent(request)
        given = file.name or ""
        try:
            kept = attaching.attach(
                key=key_as_uuid(key),
                file=file,
                name=given,
                size=file.size,
                by=request.user,
                at=now(),
            )
        except Refused as refusal:
            words = refusal.words(clean_name(given))
            if refusal.text is attaching.LARGE:
                raise Problem(413, detail=words) from refusal
            raise Problem(422, "invalid", errors={"file": [words]}) from refusal
        return Answer(
            201,
            {
                "code": kept.code,
                "size": kept.size,
                "type": kept.content_type,
                "url": address("file", kept.code),
            },
        )


def _sent(request: Request) -> tuple[str, UploadedFile]:
    """The key and the one file of the body. Raises Problem (422)."""
    errors: dict[str, list[str]] = {
        name: [_("There is no such field.")] for name in request.data if name not in FIELDS
    }
    key, files = str(request.data.get("for", "")), request.FILES.getlist("file")
    if not KEY.fullmatch(key):
        errors["for"] = [_("Please fill this in.")]
    if len(files) != 1:
        errors["file"] = [_("Please send one file.")]
    if errors:
        raise Problem(422, "invalid", errors=errors)
    return key, files[0]


class File(Door):
    """One photo or file."""

    operations: ClassVar = {
        "GET": Operation(
            name="read_file",
            group=GROUPS[Desk.SYSTEM],
            summary=gettext_lazy("A photo or file itself"),
        ),
        "DELETE": Operation(
            name="discard_file",
            group=GROUPS[Desk.MEMBER],
            summary=gettext_lazy("Throw away a file that was not sent yet"),
            scope=SUBMIT,
            status=204,
        ),
    }

    def get(self, request: Request, code: str) -> HttpResponseBase:
        """As the page serves it, to whoever may see what it belongs to."""
        return pages.open_file(request._request, code)

    def delete(self, request: Request, code: str) -> HttpResponse:
        """Remove one of one's own that hangs on nothing yet."""
        found = get_object_or_404(Attachment, code=code)
        if not may_open(request.user, found):
            raise Http404
        attaching.remove(attachment=found, by=request.user, at=now())
        return HttpResponse(status=204)
