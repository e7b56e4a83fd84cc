"""Rows of a CSV file, read as a stream and checked one by one."""

import csv
import io
from itertools import islice

import pytest

from suggestions.imports import messages
from suggestions.models import Suggestion
from tests.suggestions.factories import MORNING


def submit_all(scene, text, **changes):
    arguments = {"organ": scene.organ, "by": scene.an, "clock": lambda: MORNING} | changes
    return list(messages.submit_all(messages.read(io.StringIO(text)), **arguments))


def results(outcomes):
    return [(outcome.message.ident, outcome.result, outcome.reason) for outcome in outcomes]


@pytest.mark.parametrize("head", ["id,title,text", "msg_id,title,body", "x,text,title,id"])
def test_both_forms_of_the_columns_are_read_in_any_order(scene, head):
    row = {"id": "7", "msg_id": "7", "title": "修灯", "text": "灯坏了", "body": "灯坏了", "x": "-"}
    line = ",".join(row[name] for name in head.split(","))
    outcomes = submit_all(scene, f"{head}\n{line}\n")
    assert results(outcomes) == [("7", "added", "")]
    suggestion = Suggestion.objects.get()
    assert (suggestion.code, suggestion.title, suggestion.situation, suggestion.author) == (
        outcomes[0].code,
        "修灯",
        "灯坏了",
        scene.an,
    )


@pytest.mark.parametrize("head", ["", "id,title", "id,text", "title,text", "ID,Title,Text"])
def test_a_file_without_its_columns_is_no_such_file(scene, head):
    with pytest.raises(messages.BadFile, match="needs the columns"):
        submit_all(scene, f"{head}\n1,2,3\n")
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("ident", "title", "text", "reason"),
    [
        ("", "修灯", "灯坏了", "no id"),
        (" ", "修灯", "灯坏了", "no id"),
        ("1", "", "灯坏了", "no title"),
        ("1", "长" * 61, "灯坏了", "title longer than 60 characters"),
        ("1", "修灯", "", "no text"),
        ("1", "修灯", "长" * 5001, "text longer than 5000 characters"),
        ("1", "修\0灯", "灯坏了", "a character that no text has"),
        ("1", "修灯", "灯\0坏了", "a character that no text has"),
    ],
)
def test_a_row_is_refused_with_its_reason(scene, ident, title, text, reason):
    outcomes = submit_all(scene, f"id,title,text\n{ident},{title},{text}\n2,另一条,好的\n")
    assert results(outcomes) == [(ident.strip(), "refused", reason), ("2", "added", "")]
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(("title", "text"), [("长" * 60, "灯"), ("灯", "长" * 5000)])
def test_what_just_fits_is_taken(scene, title, text):
    assert submit_all(scene, f"id,title,text\n1,{title},{text}\n")[0].result == "added"


def test_a_short_row_lacks_what_it_lacks_and_a_long_one_has_too_much(scene):
    outcomes = submit_all(scene, "id,title,text\n1\n2,修灯\n3,修灯,坏了,多余,的\n")
    assert results(outcomes) == [
        ("1", "refused", "no title"),
        ("2", "refused", "no text"),
        ("3", "added", ""),
    ]


def test_quoted_lines_are_one_row_and_the_report_names_the_line(scene):
    rows = list(messages.read(io.StringIO('id,title,text\n1,修灯,"一\n二"\n2,修桥,三\n')))
    assert [(row.line, row.text) for row in rows] == [(3, "一\n二"), (4, "三")]


def test_the_same_row_twice_is_one_suggestion(scene):
    text = "id,title,text\n1,修灯,坏了\n1,修灯,坏了\n"
    assert [outcome.result for outcome in submit_all(scene, text)] == ["added", "known"]
    again = submit_all(scene, text)
    assert {outcome.code for outcome in again} == {Suggestion.objects.get().code}


def test_nothing_is_read_before_it_is_wanted(scene):
    def endless():
        yield "id,title,text\n"
        number = 0
        while True:
            number += 1
            yield f"{number},修灯,坏了\n"

    found = messages.submit_all(
        messages.read(endless()), organ=scene.organ, by=scene.an, clock=lambda: MORNING
    )
    assert [outcome.result for outcome in islice(found, 3)] == ["added"] * 3
    assert Suggestion.objects.count() == 3


def test_a_field_that_never_ends_is_no_such_file(scene):
    text = f'id,title,text\n1,修灯,坏了\n2,修桥,"{"长" * csv.field_size_limit()}\n'
    found = messages.submit_all(
        messages.read(io.StringIO(text)), organ=scene.organ, by=scene.an, clock=lambda: MORNING
    )
    assert next(found).result == "added"
    with pytest.raises(messages.BadFile, match="after line"):
        next(found)
