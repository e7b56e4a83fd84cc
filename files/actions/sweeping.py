"""Clearing away what nobody needs: uploads that were cut off, and what was never sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from files import registry, store
from files.actions import attaching
from files.models import Attachment

UNSENT_FOR = timedelta(hours=24)
BATCH = 500


def sweep(*, at: datetime) -> int:
    """Remove unsent files older than a day and files without a row. Return how many.

    Idempotent, and safe beside uploads: a file without a row is nobody's only after an hour, and a
    row that is bound meanwhile stays.
    """
    return _unsent(at) + _orphans()


def _unsent(at: datetime) -> int:
    old = Attachment.objects.filter(bound_at__isnull=True, created_at__lt=at - UNSENT_FOR)
    keys = set(old.values_list("uploader_id", "form_key").distinct())
    held = {pair for kind in registry.kinds().values() for pair in kind.drafts(keys)}
    removed = 0
    for uploader, key in keys - held:
        with transaction.atomic():
            rows = old.filter(uploader=uploader, form_key=key)
            removed += attaching.erase(rows.select_for_update(skip_locked=True))
    return removed


def _orphans() -> int:
    removed = 0
    for file in store.abandoned():
        store.discard(file)
        removed += 1
    paths = store.settled(older_than=store.ORPHAN_AFTER)
    while batch := list(islice(paths, BATCH)):
        known = known_paths(batch)
        for path in batch:
            if path.removesuffix(store.SMALL) not in known:
                store.discard(store.root() / path)
                removed += 1
    return removed


def known_paths(paths: list[str]) -> set[str]:
    """Those of these paths that a row has; small pictures count with their photo."""
    wanted = {path.removesuffix(store.SMALL) for path in paths}
    return set(Attachment.objects.filter(path__in=wanted).values_list("path", flat=True))
