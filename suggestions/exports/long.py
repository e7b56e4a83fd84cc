"""A list that is too long to be handed out at once: made in the background, batch after batch.

Each batch is asked for with the rights that its starter has then, by the QuerySets of the desk
itself. It goes from the newest row to the oldest, by a key that never changes: in the order of the
page, a date that is moved meanwhile would let a row stand twice, or not at all.
"""

from __future__ import annotations

from typing import BinaryIO

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobs import store, tables
from jobs.models import Job
from jobs.models.job import WORDS
from jobs.registry import Kind
from members.models import User
from suggestions import desks
from suggestions.actions.exporting import KIND, seats
from suggestions.exports import cases, names
from suggestions.filters import VIEWS, Asked, chosen
from suggestions.wearing import Narrow
from workdays.calendar import current
from workdays.clock import now

BATCH = 1000


def step(job: Job) -> None:
    """Put the next thousand rows by."""
    at = now()
    only = Narrow.to_seats(job.data["seats"])
    found = desks.listing(job.data["desk"], job.by, asked=asked(job), at=at, only=only)
    listing = cases.complete(found)
    rows = listing.rows.order_by("-id")
    if "after" in job.cursor:
        rows = rows.filter(pk__lt=job.cursor["after"])
    things = list(rows[:BATCH])
    with translation.override(job.data["language"]):
        drawn = listing.drawn(things, at, current())
        names = job.data["columns"]
        job.done += store.append(job, (cases.cells(row, names) for row in drawn))
    if things:
        job.cursor["after"] = things[-1].pk
    if len(things) < BATCH:
        job.end()


def finish(job: Job, file: BinaryIO) -> None:
    """Write all that was put by as one table."""
    kind = tables.FORMATS[job.data["format"]]
    with translation.override(job.data["language"]):
        title = chosen(VIEWS[job.data["desk"]], job.data["show"]).label
        writer = cases.writer(kind.key, file, job.data["columns"], title=title)
        name = file_name(job, kind.ending)
    for row in store.rows(job):
        writer.row(row)
    writer.close()
    job.keep_result(name, kind.content_type)


def file_name(job: Job, ending: str) -> str:
    """How its file is called, in the active language."""
    label = chosen(VIEWS[job.data["desk"]], job.data["show"]).label
    return names.of_list(job.data["seats"], label, at=now(), ending=ending)


def may_see(user: User, job: Job) -> bool:
    """Whether the person still has every seat from which the list was asked for."""
    return set(job.data["seats"]) <= set(seats(job.data["desk"], user))


def about(job: Job) -> str:
    """The view's name, and the words that were looked for as long as they are kept."""
    view = chosen(VIEWS[job.data["desk"]], job.data["show"])
    words = job.data.get(WORDS)
    if job.data.get("picked"):
        chosen_ones = ngettext("%s chosen case", "%s chosen cases", job.total) % job.total
        return _("%(view)s: %(words)s") % {"view": view.label, "words": chosen_ones}
    if not words:
        return str(view.label)
    return _("%(view)s: %(words)s") % {"view": view.label, "words": words}


def back(job: Job) -> str:
    """The list on its desk."""
    return f"{reverse('suggestions:' + job.data['desk'])}?{asked(job).query}"


def asked(job: Job) -> Asked:
    """What the list's address asked for."""
    return Asked(job.data["show"], job.data.get(WORDS, ""))


JOBS = {
    KIND: Kind(
        label=gettext_lazy("List to take away"),
        step=step,
        finish=finish,
        may_see=may_see,
        counted=False,
        about=about,
        back=back,
    )
}
