"""From a file to people: checked row by row, applied whole or not at all."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.models import Officer
from enrolment import lists
from enrolment.actions import applying, intakes, invitations, working
from enrolment.models import Intake, IntakeRow, Invitation
from enrolment.story import report
from events.models import Event, Pending
from jobs import registry
from jobs.actions import working as doing
from jobs.models import Job
from members import roles
from members.models import Member, Seat, Sector, User
from members.policies import hats
from tests.departments.factories import make_department
from tests.enrolment.lists import MORNING, check, checked, enrolled, uploaded
from tests.members.factories import make_member, make_organ, make_seat, make_user
from workdays.arithmetic import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_sectors", "morning")]
DAY = local_date(MORNING)


def problems(intake):
    rows = intake.rows.exclude(problems=[]).order_by("number")
    return {row.number: [tuple(one) for one in row.problems] for row in rows}


def verdicts(intake):
    return list(intake.rows.order_by("number").values_list("verdict", flat=True))


def test_a_right_list_makes_members_with_invitations_each_its_own_way(organ, admin):
    rows = [
        ["王小明", "13800001111", "", "教育界"],
        ["李华", "", "lihua@example.org", ""],
        ["张伟", "", "", "教育"],
    ]

    intake = enrolled(organ, admin, rows)

    members = Member.objects.filter(organ=organ).select_related("user").order_by("pk")
    assert [(one.user.name, one.sector_id, one.since) for one in members] == [
        ("王小明", "education", DAY),
        ("李华", None, DAY),
        ("张伟", "education", DAY),
    ]
    assert [one.user.mobile for one in members] == ["+8613800001111", None, None]
    assert EmailAddress.objects.filter(email="lihua@example.org", verified=True).exists()
    sent = dict(Invitation.objects.values_list("person__name", "channel"))
    assert sent == {"王小明": "sms", "李华": "mail", "张伟": "card"}
    assert (intake.state, intake.counts) == ("applied", {"new": 3})
    assert all(hats(one.user).member_of == (organ.code,) for one in members)


def test_nobody_can_sign_in_by_having_been_enrolled(organ, admin):
    enrolled(organ, admin, [["王小明", "13800001111", "", ""]])

    assert not User.objects.get(mobile="+8613800001111").has_usable_password()


def test_each_has_lines_in_the_ledger_without_a_name_in_them(organ, admin):
    enrolled(organ, admin, [["王小明", "13800001111", "", ""]])

    code = User.objects.get(name="王小明").code
    steps = [event.step for event in Event.objects.of("account", code).order_by("pk")]
    assert steps == ["enrolled", "appointed", "invited"]
    assert "王小明" not in str(list(Event.objects.values_list("data", flat=True)))
    assert "13800001111" not in str(list(Event.objects.values_list("data", flat=True)))
    assert Pending.objects.filter(handler="enrolment.send").count() == 1


def test_what_is_wrong_is_said_and_nobody_of_those_rows_is_enrolled(organ, admin):
    rows = [
        ["王小明", "1380000111", "", ""],
        ["李华", "", "lihua@example.org", "书法界"],
        ["张伟", "13800003333", "", ""],
        ["张大伟", "13800003333", "", ""],
        ["赵敏", "", "", ""],
        ["赵敏", "", "", ""],
        ["钱好", "13800005555", "", ""],
    ]

    intake = enrolled(organ, admin, rows)

    assert problems(intake) == {
        2: [("mobile", "no_number")],
        3: [("sector", "no_sector")],
        4: [("mobile", "twice")],
        5: [("mobile", "twice")],
        6: [("name", "twice_name")],
        7: [("name", "twice_name")],
    }
    assert [one.user.name for one in Member.objects.filter(organ=organ)] == ["钱好"]


def test_who_is_here_already_is_known_and_nothing_of_theirs_is_changed(organ, admin):
    an = make_member(organ.code, user=make_user(name="安", email="an@example.org"))
    nameless = make_member(organ.code, user=make_user(name="程"))

    intake = enrolled(
        organ,
        admin,
        [["安", "13800001111", "an@example.org", ""], ["程", "", "", ""]],
    )

    an.refresh_from_db()
    assert verdicts(intake) == ["known", "known"]
    assert (an.mobile, an.memberships.count()) == (None, 1)
    assert nameless.memberships.count() == 1
    assert not Invitation.objects.exists()


def test_a_sector_that_the_list_has_otherwise_is_changed(organ, admin):
    an = make_member(organ.code, user=make_user(name="安", email="an@example.org"))

    intake = enrolled(organ, admin, [["安", "", "an@example.org", "教育界"]])

    assert verdicts(intake) == ["changed"]
    assert an.memberships.get().sector_id == "education"


def test_a_person_of_another_organ_seems_new_and_gets_a_second_hat_by_saying_yes(organ, admin):
    cheng = make_member("430200", user=make_user(name="程", email="cheng@example.org"))

    intake = enrolled(organ, admin, [["程", "13800001111", "cheng@example.org", "教育界"]])

    assert verdicts(intake) == ["new"]
    assert not Member.objects.filter(organ=organ).exists(), "asked first"
    asked = Invitation.objects.get(person=cheng)
    assert (asked.channel, asked.name) == ("mail", "程")
    invitations.accept(invitation=asked, at=MORNING)
    cheng = User.objects.get(pk=cheng.pk)
    assert (cheng.mobile, hats(cheng).member_of) == (None, ("430100", "430200"))
    assert cheng.memberships.get(organ=organ).sector_id == "education"


def test_an_account_without_any_place_is_asked_too_by_what_the_list_knows(organ, admin, settings):
    settings.SMS_ENABLED = False
    make_user(name="程", mobile="+8613800001111", email="cheng@example.org")

    enrolled(organ, admin, [["程", "13800001111", "", ""]])
    enrolled(organ, admin, [["程", "13800001111", "", ""]])

    assert not Member.objects.exists()
    assert Invitation.objects.filter(revoked_at=None).get().channel == "card"
    assert Event.objects.filter(step="invitation_revoked").count() == 1


def test_who_is_asked_for_two_units_gets_both_with_one_yes(organ, admin):
    for code, name in (("jiaoyu", "教育局"), ("shuili", "水利局")):
        make_department(code, organ.code, name_zh=f"市{name}", short_zh=name)
    cheng = make_user(name="程", mobile="+8613800001111", email="cheng@example.org")
    rows = [["程", "13800001111", "", "教育局"], ["程", "", "cheng@example.org", "水利局"]]

    intake = enrolled(organ, admin, rows, kind=lists.UNITS, header=("姓名", "手机", "邮箱", "单位"))
    invitations.accept(invitation=Invitation.objects.get(), at=MORNING)

    assert intake.counts == {"new": 2}
    posts = cheng.offices.values_list("department__short_zh", flat=True)
    assert set(posts) == {"教育局", "水利局"}


def test_one_person_found_in_two_ways_stands_in_the_list_twice(organ, admin):
    make_seat(
        roles.Office,
        organ.code,
        user=make_user(name="安", mobile="+8613800001111", email="an@example.org"),
    )

    intake = checked(
        organ, admin, [["安", "13800001111", "", ""], ["安", "", "an@example.org", ""]]
    )

    assert problems(intake) == {2: [("name", "twice")], 3: [("name", "twice")]}


def test_only_sectors_that_the_organ_offers_may_stand_in_a_list(organ, admin):
    other = make_organ("430200")
    Sector.objects.create(code="theirs", organ=other, name_zh="邻会界", name_en="Theirs")
    Sector.objects.create(code="ours", organ=organ, name_zh="教育界", name_en="Ours")

    intake = enrolled(organ, admin, [["安", "13800001111", "", "邻会界"], ["程", "", "", "教育界"]])

    assert problems(intake) == {2: [("sector", "no_sector")]}
    assert Member.objects.get().sector_id == "ours"
    assert set(report.words(intake)["choices"][0][1]) == {"Education", "Ours"}


def test_more_people_than_a_list_may_have_are_refused_with_the_reason(organ, admin, monkeypatch):
    monkeypatch.setattr(intakes, "MOST_PEOPLE", 2)
    intake = uploaded(organ, admin, [[f"人{one}", "", "", ""] for one in range(3)])
    intakes.confirm(intake=intake, mapping=intake.mapping, by=admin, at=MORNING)

    working.start_anew(intake=intake, by=admin, at=MORNING)
    doing.work()

    job = Job.objects.get()
    assert "100,000" in str(registry.reason_words(job))
    assert not intake.rows.exists()
    with CaptureQueriesContext(connection) as asked:
        assert working.CHECK.back(job) == intake.get_absolute_url()
    assert not asked


@pytest.mark.parametrize("step", ["upload", "confirm", "fix", "leave", "order", "anew"])
def test_a_list_is_handled_by_who_looks_after_that_organs_people(organ, admin, step):
    intake = checked(organ, admin, [["王小明", "1380", "", ""]])
    theirs = {"intake": intake, "by": make_seat(roles.OrganAdmin, "430200"), "at": MORNING}
    verbs = {
        "upload": lambda: uploaded(organ, theirs["by"], []),
        "confirm": lambda: intakes.confirm(mapping={"name": 0}, **theirs),
        "fix": lambda: intakes.fix(cells={}, day=DAY, **theirs),
        "leave": lambda: intakes.leave(**theirs),
        "order": lambda: applying.order(**theirs),
        "anew": lambda: working.start_anew(**theirs),
    }

    with pytest.raises(PermissionDenied):
        verbs[step]()


def test_two_accounts_in_one_row_are_refused(organ, admin):
    make_user(name="王", mobile="+8613800001111")
    make_user(name="王", email="wang@example.org")

    intake = checked(organ, admin, [["王", "13800001111", "wang@example.org", ""]])

    assert problems(intake) == {2: [("mobile", "two_people")]}


def test_staff_of_units_sit_in_units_of_this_organ_only(organ, admin):
    unit = make_department("jiaoyu", organ.code, name_zh="市教育局", short_zh="教育局")
    make_department("elsewhere", "430200", name_zh="邻市教育局", short_zh="邻市教育局")

    intake = enrolled(
        organ,
        admin,
        [["博", "13800001111", "教育局", "负责人"], ["远", "13800002222", "邻市教育局", ""]],
        kind=lists.UNITS,
        header=("姓名", "手机", "单位", "职务"),
    )

    assert problems(intake) == {3: [("unit", "no_unit")]}
    post = Officer.objects.get(user__name="博")
    assert (post.department, post.role) == (unit, "head")


def test_seats_of_the_office_are_given_by_list(organ, admin):
    intake = enrolled(
        organ,
        admin,
        [["文书", "13800001111", "机关工作人员"]],
        kind=lists.SEATS,
        header=("姓名", "手机", "职务"),
    )

    assert intake.counts == {"new": 1}
    assert Seat.objects.get(user__name="文书").role == "office"


def test_a_second_press_and_a_second_administrator_enrol_nobody_twice(organ, admin):
    other = make_seat(roles.OrganAdmin, organ.code)
    intake = checked(organ, admin, [["王小明", "13800001111", "", ""]])

    assert applying.order(intake=intake, by=admin, at=MORNING)
    assert not applying.order(intake=Intake.objects.get(), by=other, at=MORNING)
    assert applying.apply(intake=intake, at=MORNING)
    assert not applying.apply(intake=intake, at=MORNING)

    assert Member.objects.filter(organ=organ).count() == 1


def test_where_somebody_was_enrolled_meanwhile_the_list_is_checked_again(organ, admin):
    rows = [["王小明", "13800001111", "", ""], ["李华", "13800002222", "", ""]]
    first, second = checked(organ, admin, rows[:1]), checked(organ, admin, rows)
    for intake in (first, second):
        applying.order(intake=intake, by=admin, at=MORNING)

    assert applying.apply(intake=first, at=MORNING)
    assert not applying.apply(intake=second, at=MORNING)

    assert check(Intake.objects.get(pk=second.pk)).counts == {"known": 1, "new": 1, "again": 1}
    assert User.objects.filter(name="李华").count() == 0


def test_a_seat_given_meanwhile_leaves_its_reason_on_the_list_until_it_is_looked_through(
    organ, admin
):
    an = make_member(organ.code, user=make_user(name="安", mobile="+8613800001111"))
    intake = checked(
        organ,
        admin,
        [["安", "13800001111", "机关工作人员"], ["王", "1380", "机关工作人员"]],
        kind=lists.SEATS,
        header=("姓名", "手机", "职务"),
    )
    make_seat(roles.Office, organ.code, user=an)
    applying.order(intake=intake, by=admin, at=MORNING)

    assert not applying.apply(intake=intake, at=MORNING)

    assert check(intake).counts == {"known": 1, "error": 1, "again": 1}
    intakes.fix(intake=intake, cells={3: {1: ""}}, day=DAY, by=admin, at=MORNING)
    assert intake.counts == {"known": 1, "new": 1}


def test_a_check_that_was_cut_off_goes_on_where_it_was(organ, admin):
    rows = [[f"人{one}", f"138000{one:05}", "", ""] for one in range(7)]
    intake = uploaded(organ, admin, rows)
    intakes.confirm(intake=intake, mapping=intake.mapping, by=admin, at=MORNING)
    intakes.load(intake)
    assert intakes.check(intake, day=DAY, size=3) == 3

    again = Intake.objects.get(pk=intake.pk)
    assert intakes.load(again) == 7
    assert intakes.check(again, day=DAY, size=3) == 3
    assert check(again, size=3).counts == {"new": 7}


def test_a_check_asks_the_same_questions_whatever_the_rows(
    organ, admin, django_assert_max_num_queries
):
    def ask(count):
        rows = [[f"人{one}", f"139{count:04}{one:04}", "", "教育界"] for one in range(count)]
        intake = uploaded(organ, admin, rows)
        intakes.confirm(intake=intake, mapping=intake.mapping, by=admin, at=MORNING)
        intakes.load(intake)
        with django_assert_max_num_queries(12):
            intakes.check(intake, day=DAY)

    ask(2)
    ask(200)


def test_rows_are_put_right_on_the_page_and_their_twins_are_right_then(organ, admin):
    rows = [
        ["张伟", "13800003333", "", ""],
        ["张大伟", "13800003333", "", ""],
        ["王小明", "1380000111", "", ""],
    ]
    intake = checked(organ, admin, rows)
    assert intake.errors == 3

    intakes.fix(
        intake=intake,
        cells={3: {1: "13800004444"}, 4: {1: "13800001111"}},
        day=DAY,
        by=admin,
        at=MORNING,
    )

    assert (intake.state, intake.counts) == ("checked", {"new": 3})


def test_a_list_that_is_put_away_enrols_nobody(organ, admin):
    intake = checked(organ, admin, [["王小明", "13800001111", "", ""]])

    assert intakes.leave(intake=intake, by=admin, at=MORNING)
    assert not intakes.leave(intake=intake, by=admin, at=MORNING)
    assert not applying.order(intake=intake, by=admin, at=MORNING)


def test_the_rows_are_deleted_thirty_days_after(organ, admin):
    intake = enrolled(organ, admin, [["王小明", "13800001111", "", ""]])

    assert intakes.sweep(at=MORNING + intakes.KEPT_FOR) == 0
    assert intakes.sweep(at=MORNING + 2 * intakes.KEPT_FOR) == 1
    assert not IntakeRow.objects.exists()
    assert Intake.objects.get().counts == intake.counts
    assert Member.objects.filter(organ=organ).exists()


def test_the_office_of_another_organ_is_not_touched(organ, admin):
    make_organ("430200")
    enrolled(organ, admin, [["王小明", "13800001111", "", ""]])

    assert not Member.objects.filter(organ="430200").exists()


def test_an_empty_cell_is_no_unit_without_an_english_name(organ, admin):
    make_department("river", organ.code, name_en="")

    intake = checked(
        organ, admin, [["博", "13800001111", ""]], kind=lists.UNITS, header=["姓名", "手机", "单位"]
    )

    assert problems(intake) == {2: [("unit", "write_unit")]}
