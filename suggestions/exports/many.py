"""The files of several cases as one document: made in the background, some cases at a time.

Which ones, a working desk's list says, at each batch with the rights that its starter has then;
what of each, `casefile` says, as if it were taken alone. So each stands in the ledger as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from design.dates import moment, on_paper
from jobs import store
from jobs.lifecycle import Stop
from jobs.models import Job
from jobs.registry import Kind
from suggestions import desks
from suggestions.actions import exporting
from suggestions.exports import casefile, long
from suggestions.models import Suggestion
from suggestions.wearing import Narrow
from typesetting import press
from workdays.calendar import current
from workdays.clock import now

BATCH = 10
TOO_MUCH = "too_much"


def step(job: Job) -> None:
    """Put the next cases by, as data."""
    at = now()
    only, picked = Narrow.to_seats(job.data["seats"]), job.data.get("picked", ())
    listing = desks.listing(
        job.data["desk"], job.by, asked=long.asked(job), at=at, only=only, picked=picked
    )
    rows = listing.rows.order_by("-id")
    if "after" in job.cursor:
        rows = rows.filter(pk__lt=job.cursor["after"])
    things = list(rows[:BATCH])
    with translation.override(job.data["language"]), on_paper():
        codes = [row.suggestion.code for row in listing.drawn(things, at, current())]
        job.done += store.append(job, _documents(job, codes))
    if things:
        job.cursor["after"] = things[-1].pk
    if len(things) < BATCH:
        job.end()


def _documents(job: Job, codes: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    at, calendar = now(), current()
    seen = Suggestion.objects.visible_to(job.by).for_page().with_cosigners()
    for case in sorted(seen.filter(code__in=codes), key=lambda one: codes.index(one.code)):
        data, role = casefile.read(job.by, case, at=at, calendar=calendar)
        exporting.record_case(suggestion=case, role=role, by=job.by, at=at, job=job.code)
        yield case.code, data


def finish(job: Job, file: BinaryIO) -> None:
    """Set them all, each from a new page, behind a list of them."""
    # Of two units of this person's that are on one case, each has a row.
    cases = dict(store.rows(job))
    at = now()
    with translation.override(job.data["language"]), on_paper():
        try:
            together = _together(job, cases, moment(at))
            file.write(press.render_long(casefile.TEMPLATE, together, at=at))
        except press.TooMuch as refusal:
            raise Stop(TOO_MUCH) from refusal
        job.keep_result(long.file_name(job, ".pdf"), "application/pdf")


def _together(job: Job, cases: dict[str, dict[str, Any]], when: str) -> dict[str, Any]:
    title = _("Case files")
    return {
        "title": title,
        "author": sorted({name for one in cases.values() for name in one["author"]}),
        "keywords": [],
        "header": [_("CPPCC Cloud"), title],
        "footer": [_("CPPCC Cloud"), when],
        "kicker": f"{long.about(job)} · {when}",
        "cases": list(cases.values()),
    }


def _cases(count: int) -> str:
    return ngettext("%s case", "%s cases", count) % f"{count:,}"


JOBS = {
    **long.JOBS,
    exporting.FILES: Kind(
        label=gettext_lazy("Case files to take away"),
        step=step,
        finish=finish,
        may_see=long.may_see,
        counted=False,
        about=long.about,
        back=long.back,
        unit=_cases,
        reasons={
            TOO_MUCH: gettext_lazy(
                "These cases are too long for one document. Please choose fewer of them."
            )
        },
    ),
}
