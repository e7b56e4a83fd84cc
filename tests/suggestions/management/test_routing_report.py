"""How often the proposals belong to the label: counted on a handful of invented rows."""

import pytest
from django.core.management import CommandError, call_command

from tests.departments.factories import make_department


@pytest.fixture
def run(scene, tmp_path, capsys):
    type(scene.unit).objects.filter(pk=scene.unit.pk).update(category="文化")
    make_department("water", keywords=["自来水", "水管", "阅览室"], category="水务")

    def command(text, **options):
        path = tmp_path / "labelled.csv"
        path.write_bytes(text.encode("utf-8-sig"))
        call_command("routing_report", path, **options)
        return capsys.readouterr().out.splitlines()

    return command


ROWS = (
    "category,title,text\n"
    "文化,图书馆的书架,书架太高\n"
    "水务,水管坏了,自来水停了\n"
    "水务,阅览室的书架,阅览室漏水，书架湿了\n"
    "交通,说不清,没有什么可说\n"
)


def test_it_prints_the_share_of_the_first_and_of_the_first_three(run):
    assert run(ROWS) == [
        "4 rows, 1 without a proposal",
        "first proposed unit has the label: 50.0%",
        "one of the first three has it: 75.0%",
    ]


def test_it_reads_no_more_rows_than_asked_for(run):
    assert run(ROWS, limit=2)[:2] == [
        "2 rows, 0 without a proposal",
        "first proposed unit has the label: 100.0%",
    ]


def test_a_short_row_is_a_row_with_little_to_go_by(run):
    assert run("category,title,text\n文化\n文化,书架\n")[0] == "2 rows, 1 without a proposal"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rows"),
        ("category,title,text\n", "no rows"),
        ("title,text\n书架,太高\n", "needs the columns"),
        ('category,title,text\n文化,书架,"' + "长" * 140_000, "after line"),
    ],
)
def test_what_it_cannot_count_is_said_in_one_line(run, text, said):
    with pytest.raises(CommandError, match=said):
        run(text)


def test_a_file_that_is_not_there_or_not_utf8(run, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("routing_report", tmp_path / "none.csv")
    path = tmp_path / "gbk.csv"
    path.write_bytes("category,title,text\n文化,书架,太高\n".encode("gbk"))
    with pytest.raises(CommandError, match="utf-8"):
        call_command("routing_report", path)
