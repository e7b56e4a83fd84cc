"""Lists as files: the empty one to fill in, and a checked one with what to fix in front."""

from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from design.dates import in_chinese
from enrolment import lists
from enrolment.models import Intake
from enrolment.story import report
from jobs.tables import XLSX, Writer


def template(kind: str, file: BinaryIO) -> None:
    """Write the headings of a list and its example row."""
    header, example = lists.template(kind)
    if not in_chinese():
        header = [str(lists.COLUMNS[key].label) for key in lists.OF_KIND[kind]]
    writer = Writer(XLSX.key, file, header)
    writer.row(example)
    writer.close()


def marked(intake: Intake, file: BinaryIO) -> None:
    """Write the rows as they came, what to fix in front; those that are right say nothing."""
    header = [_("What to fix"), *intake.header]
    writer = Writer(XLSX.key, file, header)
    between = pgettext("between a field's label and its error", ": ")
    rows = intake.rows.order_by("number").only("number", "cells", "problems")
    for row in rows.iterator(chunk_size=1_000):
        said = " ".join(
            f"{report.label(column)}{between}{report.problem(name)}"
            for column, name in row.problems
        )
        writer.row([said, *row.cells])
    writer.close()
