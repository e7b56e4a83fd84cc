"""Agreeing to the documents, written down with version and time."""

from datetime import datetime

from django.db import transaction

from members import documents
from members.actions import account
from members.models import Agreement, User


@transaction.atomic
def agree(*, user: User, at: datetime) -> list[Agreement]:
    """Note that a person agrees to the versions in force; return what was new.

    Twice is no harm: each version is agreed to once.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    agreed = [
        Agreement.objects.create(user=user, document=one.key, version=one.current.major, at=at)
        for one in documents.missing(user.agreed_version)
    ]
    for one in agreed:
        data: dict[str, object] = {"document": one.document, "version": one.version}
        account.note(user=user, step="agreed", by=user, at=at, data=data)
    if agreed:
        user.with_agreed(documents.current())
    return agreed
