"""An organ's own words for a notice: kept, or given up for the platform's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from events.actions import ledger
from members.models import Organ, User
from members.policies import require, require_admin
from notifications import registry
from notifications.models import NoticeText

KIND = "notice_text"


@transaction.atomic
def keep(
    *,
    organ: Organ,
    kind: str,
    step: str,
    words: Mapping[str, tuple[str, str]],
    by: User,
    at: datetime,
) -> None:
    """Say a notice in the organ's own words from now on, in the languages given.

    A language that is not given is said in the platform's words again. Lines that were written
    before keep theirs.

    Args:
        words: language → (title, text).

    Raises:
        PermissionDenied: `by` does not administer the organ, or nobody may reword this notice.
    """
    role = require_admin(by, organ.pk)
    require(registry.is_reworded(kind, registry.notices().get((kind, step))))
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    NoticeText.objects.of(organ.pk, kind, step).delete()
    NoticeText.objects.bulk_create(
        NoticeText(organ=organ, kind=kind, step=step, language=language, title=title, text=text)
        for language, (title, text) in words.items()
    )
    ledger.record(
        kind=KIND,
        code=f"{organ.pk}-{kind}"[:40],
        step="reworded" if words else "ours_again",
        by=by,
        at=at,
        role=role,
        organ=organ.pk,
        data={"kind": kind, "step": step, "languages": sorted(words)},
        pending=(),
    )
