"""Handling units and the people in them, for tests."""

import itertools
from typing import Any

from departments.models import Department, Officer
from members import roles
from members.models import User
from tests.members.factories import FIRST_DAY, make_organ, make_user

_numbers = itertools.count(1)


def make_department(code: str = "", organ: str = "430000", **fields: Any) -> Department:
    """Make a handling unit of an organ."""
    code = code or f"unit-{next(_numbers)}"
    values = {
        "name_zh": f"{code}厅",
        "short_zh": f"省{code}厅",
        "name_en": f"Department {code}",
        "kind": "组成部门",
        "keywords": [],
    }
    return Department.objects.create(code=code, organ=make_organ(organ), **(values | fields))


def make_officer(
    department: Department,
    *,
    role: type[roles.Role] = roles.Officer,
    user: User | None = None,
    **fields: Any,
) -> User:
    """Give somebody a place in a unit and return the person."""
    user = user or make_user(name="博")
    values = {"since": FIRST_DAY} | fields
    Officer.objects.create(user=user, department=department, role=role.key, **values)
    return user
