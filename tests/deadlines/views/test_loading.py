import json
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from deadlines.actions import clocks
from events.models import Event
from members import roles
from members.models import Organ
from tests.members.factories import make_seat
from workdays import clock
from workdays.arithmetic import SHANGHAI
from workdays.models import CalendarDay

PAGE = "/organ/calendar/"
AT = datetime(2026, 12, 22, 9, tzinfo=SHANGHAI)
NOTICE = {
    "year": 2027,
    "notice_no": "国办发明电〔2026〕9号",
    "source": "https://www.gov.cn/",
    "days": [{"date": "2027-01-01", "kind": "statutory", "festival": "new_year"}],
}


def a_file(**changed: object) -> dict[str, object]:
    text = json.dumps(NOTICE | changed)
    return {"file": SimpleUploadedFile("2027.json", text.encode(), "application/json")}


@pytest.fixture
def top(client: Client, organs: dict[str, Organ]) -> Client:
    client.force_login(make_seat(roles.OrganAdmin, "430000"))
    return client


def test_the_top_organs_administrator_sees_what_would_change_and_then_loads_it(top, organs):
    start = {"kind": "assignment", "phase": "handle", "organ": organs["430100"], "by": None}
    with clock.moved(AT):
        due = clocks.start(code="A-1", at=AT, **start)
        assert due.provisional
        page = top.post(PAGE, a_file())
        assert "1 day is different from now." in page.text
        assert "1 become final" in page.text
        assert not CalendarDay.objects.filter(date__year=2027).exists()
        due.refresh_from_db()
        assert due.provisional

        text = page.context["form"].written
        answer = top.post(PAGE, {"text": text}, follow=True)

    assert "1 days changed; deadlines confirmed: 1" in answer.text
    assert CalendarDay.objects.filter(date__year=2027).count() == 1
    due.refresh_from_db()
    assert not due.provisional
    line = Event.objects.get(kind="calendar", step="loaded")
    assert (line.code, line.organ, line.role) == ("2027", "430000", "organ_admin")


def test_a_file_that_is_no_notice_is_refused_beside_the_field(top):
    for sent, words in (
        ({}, "Please choose a file."),
        (a_file(days=[]), "it names no day"),
        ({"text": "{}"}, "cannot be read as a notice"),
    ):
        page = top.post(PAGE, sent)
        assert page.status_code == 422
        assert words in page.text


def test_the_table_of_a_year_is_filled_in_and_read(top):
    with clock.moved(AT):
        table = top.get(f"{PAGE}template/2027/").content.decode("utf-8-sig")
        assert top.get(f"{PAGE}template/2031/").status_code == 404
        assert "2027-01-01,Fr,work," in table
        filled = table.replace("2027-01-01,Fr,work,", "2027/1/1,Fr,rest,元旦").replace(
            "2027-02-20,Sa,rest,", "2027-02-20,Sa,work,Spring Festival"
        )
        said = {"notice_no": "国办发明电〔2026〕9号", "source": "https://www.gov.cn/"}
        page = top.post(PAGE, {"file": as_csv(filled)} | said)
        assert "2 days are different from now." in page.text
        top.post(PAGE, {"text": page.context["form"].written})
    kept = CalendarDay.objects.filter(date__year=2027).values_list("date", "kind", "festival")
    assert [(f"{day:%m-%d}", kind, name) for day, kind, name in kept.order_by("date")] == [
        ("01-01", "rest", "new_year"),
        ("02-20", "workday", "spring_festival"),
    ]


def as_csv(text, letters="gb18030"):
    return SimpleUploadedFile("2027.csv", text.encode(letters), "text/csv")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04..."), "Save it as CSV"),
        (as_csv("a,b\n1,2\n"), "does not name the columns"),
        (as_csv("日期,类别,节日\n2027-01-01,放,元旦\n"), "line 2: “放”"),
        (as_csv("日期,类别,节日\n2027-01-01,休,啥\n"), "line 2: “啥”"),
        (as_csv("日期,类别,节日\n2027-01-02,休,\n"), "marks no free weekday"),
        (as_csv("日期,类别,节日\n2027-01-01,休,元旦\n"), "Please fill this in."),
    ],
)
def test_what_is_wrong_with_a_table_is_said_plainly(top, file, words):
    file.seek(0)
    page = top.post(PAGE, {"file": file})
    assert page.status_code == 422
    assert words in page.text


def test_other_organs_see_the_years_and_load_nothing(client, organs):
    client.force_login(make_seat(roles.OrganAdmin, "430100"))

    page = client.get(PAGE).text

    assert "The calendar is loaded by the organ above all others." in page
    assert '<input type="file"' not in page
    assert client.post(PAGE, a_file()).status_code == 403
    assert not Event.objects.filter(kind="calendar").exists()


def test_a_missing_year_waits_on_the_top_organs_desk_alone(client, organs):
    waiting = "The working-day calendar of 2027 is missing."
    for organ, waits in (("430000", True), ("430100", False)):
        client.force_login(make_seat(roles.OrganAdmin, organ))
        with clock.moved(AT):
            assert (waiting in client.get("/organ/").text) is waits
