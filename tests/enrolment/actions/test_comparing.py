"""What a list says of people who have an account: of one's own, of those who left, of others."""

import pytest

from enrolment import lists
from enrolment.story import report
from tests.enrolment.lists import MORNING, checked
from tests.members.factories import make_member, make_user
from workdays.arithmetic import local_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_sectors")]

DAY = local_date(MORNING)


def problems(intake):
    rows = intake.rows.exclude(problems=[])
    return {row.number: [tuple(one) for one in row.problems] for row in rows}


def test_rows_that_give_one_more_role_are_counted_and_another_name_is_refused(organ, admin):
    make_member(organ.code, user=make_user(name="安宁", email="an@example.org"))
    make_member(organ.code, user=make_user(name="博远", email="bo@example.org"))
    make_member(organ.code, user=make_user(name="旧", email="jiu@example.org"), until="2025-12-31")
    rows = [["安宁", "an@example.org", "工作人员"], ["试办手", "bo@example.org", "工作人员"]]
    rows += [["旧", "jiu@example.org", "工作人员"]]

    intake = checked(organ, admin, rows, kind=lists.SEATS, header=["姓名", "电子信箱", "职务"])

    assert report.further(intake, day=DAY) == 1, "who left is not here already"
    assert problems(intake) == {3: [("email", "other_name")]}


def test_of_who_is_elsewhere_too_a_list_says_no_more_than_the_form(organ, admin):
    for name, email in (("程远", "cheng@example.org"), ("博远", "bo@example.org")):
        both = make_member(organ.code, user=make_user(name=name, email=email))
        make_member("430200", user=both)
    rows = [["小程", "cheng@example.org", "工作人员"], ["博远", "bo@example.org", "工作人员"]]

    intake = checked(organ, admin, rows, kind=lists.SEATS, header=["姓名", "电子信箱", "职务"])

    assert problems(intake) == {2: [("email", "taken")]}
    assert report.further(intake, day=DAY) == 0


def test_the_number_of_an_account_elsewhere_under_another_name_is_refused(organ, admin):
    make_member("430200", user=make_user(name="程", mobile="+8613800001111"))
    make_user(name="闭", email="closed@example.org", is_active=False)

    intake = checked(
        organ,
        admin,
        [["王小明", "13800001111", "", ""], ["闭", "", "closed@example.org", ""]],
    )

    assert problems(intake) == {2: [("mobile", "taken")], 3: [("email", "closed")]}
