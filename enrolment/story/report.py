"""What a checked list says, in words: how many of what, and beside each wrong cell what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise

from departments.models import Department
from enrolment import lists, policies
from enrolment.models import Intake, IntakeRow
from enrolment.models.intake import AGAIN, APPLIED, CHANGED, ERROR, KNOWN, NEW
from enrolment.reading import PROBLEMS
from jobs import progress
from jobs.models import Job
from members import roles
from members.models import Sector

SHOWN = 40
"""Wrong rows on the page at a time; the file has all of them."""


@dataclass
class Cell:
    """One cell of a wrong row: its column, its field, and what is wrong with it."""

    key: str
    label: str | Promise
    field: forms.BoundField
    problems: list[str | Promise]


@dataclass
class Line:
    """One wrong row."""

    row: IntakeRow
    cells: list[Cell] = field(default_factory=list)
    others: list[str | Promise] = field(default_factory=list)


def label(column: str) -> str | Promise:
    """What a column is called."""
    return lists.COLUMNS[column].label if column in lists.COLUMNS else column


def problem(name: str) -> str | Promise:
    """What is wrong and what to do, in a sentence."""
    return PROBLEMS.get(name, name)


def wrong(intake: Intake) -> list[Line]:
    """The first wrong rows."""
    rows = intake.rows.filter(verdict=ERROR).order_by("number")
    return [Line(row) for row in rows[:SHOWN]]


def right(intake: Intake, *, day: date) -> dict[str, Any]:
    """The first rows that can be enrolled, as the file has them, column by column."""
    rows = intake.rows.filter(verdict__in=[NEW, CHANGED]).order_by("number")[:SHOWN]
    mapped = [key for key in lists.OF_KIND[intake.kind] if key in intake.mapping]
    places = [intake.mapping[key] for key in mapped]
    return {
        "right_columns": [label(key) for key in mapped],
        "right_rows": [
            (row.number, [row.cells[at] if at < len(row.cells) else "" for at in places])
            for row in rows
        ],
        "more_right": max(0, intake.to_enrol - SHOWN),
        "further": further(intake, day=day),
    }


def further(intake: Intake, *, day: date) -> int:
    """How many rows give one more place to somebody who is here already."""
    here = policies.here_already(intake.organ_id, day=day).values("pk")
    return intake.rows.filter(verdict=NEW, person__in=here).count()


def with_fields(lines: Sequence[Line], form: Any) -> list[Line]:
    """Put the fields of the form and the problems beside the cells to which they belong."""
    for line in lines:
        said: dict[str, list[str | Promise]] = {}
        for column, name in line.row.problems:
            said.setdefault(column, []).append(problem(name))
        for key, at in form.places:
            field_ = form[f"r{line.row.number}-{at}"]
            line.cells.append(Cell(key, label(key), field_, said.pop(key, [])))
        line.others = [
            f"{label(column)}: {words}" for column, found in said.items() for words in found
        ]
    return list(lines)


def around(intake: Intake) -> dict[str, Any]:
    """The numbers of a list, and its work that goes on."""
    counts = {key: int(intake.counts.get(key, 0)) for key in (NEW, KNOWN, CHANGED, ERROR)}
    job = Job.objects.filter(code=intake.job).first() if intake.job else None
    is_over = intake.state == APPLIED
    return {
        "counts": counts,
        "work": progress.line(job) if job else None,
        "began_again": AGAIN in intake.counts,
        "more_wrong": max(0, counts[ERROR] - SHOWN),
        "with_invitations": is_over and intake.invitations.exists(),
        "with_cards": is_over and intake.invitations.filter(channel="card").exists(),
    }


def words(intake: Intake) -> dict[str, Any]:
    """The names that may stand in the columns with a fixed choice, where one of them was wrong."""
    found = set(
        name
        for problems in intake.rows.filter(verdict=ERROR).values_list("problems", flat=True)[:500]
        for _column, name in problems
    )
    choices: dict[str, list[str]] = {}
    if "no_sector" in found:
        choices[lists.SECTOR] = [one.name for one in Sector.objects.offered_by(intake.organ_id)]
    if found & {"no_unit", "write_unit"}:
        units = Department.objects.of_organ(intake.organ_id).order_by("code")
        choices[lists.UNIT] = [one.short_name for one in units[:200]]
    if found & {"no_role", "write_role"}:
        known = lists.ROLE_WORDS.get(intake.kind, {})
        choices[lists.ROLE] = [str(roles.named(key)) for key in known]
    return {"choices": [(label(key), names) for key, names in choices.items()]}
