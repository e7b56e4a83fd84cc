"""The administrator's way from a file to people."""

import io
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enrolment.models import Intake, Invitation
from events.actions import outbox
from jobs.actions import working
from members import roles
from members.models import Member
from notifications.models import Letter
from tests.enrolment.lists import MORNING, checked, gbk, xlsx
from tests.members.factories import make_seat, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_sectors", "morning")]
ROWS = [
    ["王小明", "13800001111", "", "教育界"],
    ["李华", "", "lihua@example.org", ""],
    ["张伟", "1380", "", ""],
]


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def upload(page, organ, content, name="名单.xlsx", kind="members"):
    form = {"kind": kind, "since": "2026-03-05", "file": SimpleUploadedFile(name, content)}
    return page.post(reverse("enrolment:list_new", args=[organ.code]), form)


def address(name, intake):
    return reverse(f"enrolment:{name}", args=[intake.organ_id, intake.code])


def test_from_a_workbook_to_people_in_four_steps(page, organ):
    upload(page, organ, xlsx(ROWS))
    intake = Intake.objects.get()
    columns = page.get(intake.get_absolute_url())
    assert columns.context["form"]["sector"].value() == "3"
    assert columns.context["unknown"] == []

    page.post(address("columns", intake), {"name": 0, "mobile": 1, "email": 2, "by_mail": "on"})
    working.work()
    report = page.get(intake.get_absolute_url())
    assert report.context["counts"] == {"new": 2, "known": 0, "changed": 0, "error": 1}
    assert "11 digits" in report.content.decode()
    assert "2 rows can be enrolled" in report.content.decode()
    assert [number for number, _cells in report.context["right_rows"]] == [2, 3]

    page.post(address("fix", intake), {"r4-0": "张伟", "r4-1": "13800003333", "r4-2": ""})
    page.post(address("apply", intake))
    page.post(address("apply", intake))
    working.work(long=True)

    assert Member.objects.filter(organ=organ).count() == 3
    intake.refresh_from_db()
    assert intake.state == "applied"
    assert page.get(intake.get_absolute_url()).status_code == 200
    for answer in (page.get(address("columns", intake)), page.post(address("columns", intake))):
        assert answer["Location"] == intake.get_absolute_url()


def test_a_list_that_met_somebody_enrolled_meanwhile_says_so(page, organ):
    upload(page, organ, gbk(ROWS), "名单.csv")
    intake = Intake.objects.get()
    page.post(address("columns", intake), {"name": 0, "mobile": 1, "email": 2})
    working.work()
    make_user(name="李华", email="lihua@example.org")

    page.post(address("apply", intake))
    working.work(long=True)
    working.work()

    text = page.get(intake.get_absolute_url()).content.decode()
    assert "Nobody was enrolled" in text
    assert not Member.objects.filter(organ=organ).exists()


def test_only_the_ways_that_were_chosen_are_gone(page, organ):
    upload(page, organ, gbk(ROWS), "名单.csv")
    intake = Intake.objects.get()
    page.post(address("columns", intake), {"name": 0, "mobile": 1, "email": 2, "by_mail": "on"})
    working.work()
    page.post(address("apply", intake))
    working.work(long=True)
    outbox.sweep(at=MORNING)

    assert dict(Invitation.objects.values_list("person__name", "channel")) == {"李华": "mail"}
    letter = Letter.objects.get()
    assert Invitation.objects.get().path in letter.body


def test_the_file_comes_back_with_what_to_fix(page, organ):
    upload(page, organ, gbk(ROWS), "名单.csv")
    intake = Intake.objects.get()
    page.post(address("columns", intake), {"name": 0, "mobile": 1, "email": 2})
    working.work()

    file = io.BytesIO(b"".join(page.get(address("marked", intake)).streaming_content))

    rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
    assert rows[0] == ("What to fix", "姓名", "手机", "邮箱", "界别")
    assert [row[0] or "" for row in rows[1:3]] == ["", ""]
    assert "11 digits" in rows[3][0]
    assert rows[3][1] == "张伟"


def test_the_template_comes_back_recognised(page, organ):
    file = page.get(reverse("enrolment:template", args=[organ.code, "units"]))

    upload(page, organ, b"".join(file.streaming_content), kind="units")

    assert set(Intake.objects.get().mapping) == {
        "name", "mobile", "email", "unit", "role", "since",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "required|empty"), (b"%PDF-1.7", "spreadsheet"), (b"\n\n", "no rows")],
)
def test_what_is_no_table_is_refused_beside_the_file(page, organ, content, words):
    answer = upload(page, organ, content)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"file"}
    assert not Intake.objects.exists()


def test_two_columns_cannot_be_one(page, organ):
    upload(page, organ, xlsx(ROWS))
    intake = Intake.objects.get()

    answer = page.post(address("columns", intake), {"name": 0, "mobile": 0})

    assert answer.status_code == 422
    intake.refresh_from_db()
    assert intake.state == "uploaded"


def test_an_administrator_of_another_organ_finds_nothing_here(client, page, organ):
    upload(page, organ, xlsx(ROWS))
    intake = Intake.objects.get()
    client.force_login(make_seat(roles.OrganAdmin, "430200"))

    assert client.get(intake.get_absolute_url()).status_code == 403
    other = reverse("enrolment:list", args=["430200", intake.code])
    assert client.get(other).status_code == 404


def test_a_list_whose_file_was_damaged_says_so_and_can_be_put_away(page, organ):
    upload(page, organ, xlsx(ROWS))
    intake = Intake.objects.get()
    Intake.objects.update(file=b"PK\x03\x04" + uuid.uuid4().bytes)
    page.post(address("columns", intake), {"name": 0})
    working.work()

    assert "damaged" in page.get(intake.get_absolute_url()).content.decode()
    page.post(address("leave", intake))
    intake.refresh_from_db()
    assert intake.state == "left"


def test_a_list_may_be_larger_than_a_form(page, organ):
    rows = "".join(f"王{number},,w{number}@example.org,\n" for number in range(130_000))
    content = ("姓名,手机,邮箱,界别\n" + rows).encode()
    assert len(content) > 3 * 2**20

    assert upload(page, organ, content, name="名单.csv").status_code == 302
    assert Intake.objects.exists()


def test_what_the_check_found_asks_twelve_questions(
    page, organ, admin, django_assert_max_num_queries
):
    intake = checked(organ, admin, [*ROWS, ["博", "13800002222", "", "无此界"]])
    page.get(intake.get_absolute_url())

    with django_assert_max_num_queries(12):
        assert page.get(intake.get_absolute_url()).status_code == 200
