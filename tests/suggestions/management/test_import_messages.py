"""The command: its report, its second run, and what it refuses to begin."""

import pytest
from django.core.management import CommandError, call_command

from events.models import Pending
from suggestions.models import Suggestion
from tests.members.factories import make_organ

ROWS = "id,title,text\n1,修好路灯,路口的灯不亮\n2,,没有标题\n3,修好桥,桥面坏了\n"


@pytest.fixture
def run(scene, tmp_path, capsys):
    def command(text=ROWS, *, encoding="utf-8", organ="430000", author=None, **options):
        path = tmp_path / "messages.csv"
        path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
        author = scene.an.email if author is None else author
        call_command("import_messages", path, organ=organ, author=author, **options)
        return capsys.readouterr().out.splitlines()

    return command


def test_the_report_tells_each_refused_row_and_the_sums(run):
    assert run() == [
        "refused: line 3, id 2: no title",
        "2 added, 0 known already, 1 refused",
    ]


def test_what_was_added_goes_the_way_of_every_suggestion(scene, run):
    run()
    found = Suggestion.objects.order_by("id").values_list("title", "state", "organ", "author")
    assert list(found) == [
        ("修好路灯", "submitted", "430000", scene.an.pk),
        ("修好桥", "submitted", "430000", scene.an.pk),
    ]
    assert Pending.objects.filter(handler="suggestions.route").count() == 2


def test_a_second_run_adds_none(run):
    run()
    assert run()[-1] == "0 added, 2 known already, 1 refused"
    assert Suggestion.objects.count() == 2


def test_a_run_after_a_break_adds_the_rest(run):
    assert run(limit=1)[-1] == "1 added, 0 known already, 0 refused"
    assert run()[-1] == "1 added, 1 known already, 1 refused"


def test_a_file_saved_by_excel_begins_with_a_mark(run):
    assert run(encoding="utf-8-sig")[-1] == "2 added, 0 known already, 1 refused"


def test_the_address_may_be_written_in_capitals(scene, run):
    assert run(author=scene.an.email.upper())[-1].startswith("2 added")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,title\n1,修灯\n", "needs the columns"),
        ("", "needs the columns"),
        ("id,title,text\n1,修好路灯,坏了\n".encode("gbk"), "utf-8"),
        ('id,title,text\n1,灯,"' + "长" * 140_000, "after line"),
    ],
)
def test_what_is_no_such_file_is_said_in_one_line(run, text, said):
    with pytest.raises(CommandError, match=said):
        run(text)
    assert not Suggestion.objects.exists()


def test_a_file_that_breaks_off_keeps_what_came_before_and_can_go_on(run):
    whole = ROWS.encode()
    with pytest.raises(CommandError):
        run(whole[:-2])
    assert run()[-1].endswith("1 refused")
    assert Suggestion.objects.count() == 2


def test_no_file_no_organ_no_member(scene, run, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command(
            "import_messages", tmp_path / "none.csv", organ="430000", author=scene.an.email
        )
    with pytest.raises(CommandError, match="no organ 999999"):
        run(organ="999999")
    with pytest.raises(CommandError, match="is no member"):
        run(author="nobody@example.org")
    with pytest.raises(CommandError, match="is no member"):
        run(author=scene.clerk.email)
    make_organ("430100")
    with pytest.raises(CommandError, match="is no member"):
        run(organ="430100")
