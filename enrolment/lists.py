"""What a list of people is made of: its kinds, its columns, and the words for them. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from members import roles
from members.roles import Words

MEMBERS, UNITS, SEATS = "members", "units", "seats"
KINDS: Mapping[str, Words] = {
    MEMBERS: _("Members of the conference"),
    UNITS: _("Staff of handling units"),
    SEATS: _("Staff of the organ’s office"),
}

NAME, MOBILE, EMAIL, SECTOR, TERM = "name", "mobile", "email", "sector", "term"
UNIT, ROLE, SINCE = "unit", "role", "since"


@dataclass(frozen=True)
class Column:
    """One column: what it is called in both languages, what else people call it, an example."""

    key: str
    label: Words
    headings: tuple[str, ...]
    example: str
    help: Words = ""


COLUMNS: Mapping[str, Column] = {
    one.key: one
    for one in (
        Column(
            NAME,
            _("Name"),
            (
                "姓名",
                "name",
                "名字",
                "委员姓名",
                "人员姓名",
                "承办人姓名",
                "联系人姓名",
                "联系人",
                "委员",
                "full name",
            ),
            "示例·王小明（请删除本行）",
            _("As on the identity card. The only column that must be filled in."),
        ),
        Column(
            MOBILE,
            _("Mobile number"),
            (
                "手机",
                "mobile",
                "手机号",
                "手机号码",
                "本人手机",
                "联系手机",
                "手机电话",
                "移动电话",
                "移动电话号码",
                "mobile number",
                "mobile phone",
                "mobile no.",
                "cell phone",
                "cell",
                "联系电话",
                "联系号码",
                "电话",
                "电话号码",
                "联系方式",
                "phone",
                "phone number",
                "telephone",
                "tel",
            ),
            "13800000000",
            _("Eleven digits. Empty: the person gets a printed card or a mail."),
        ),
        Column(
            EMAIL,
            _("E-mail address"),
            (
                "邮箱",
                "e-mail",
                "电子邮箱",
                "电子信箱",
                "电子邮件",
                "电子邮箱地址",
                "电子邮件地址",
                "电子信箱地址",
                "邮箱地址",
                "邮箱账号",
                "信箱",
                "邮件",
                "邮件地址",
                "电邮",
                "电邮地址",
                "email",
                "mail",
                "e-mail address",
                "email address",
            ),
            "shili@example.org",
            _("May stay empty."),
        ),
        Column(
            SECTOR,
            _("Sector"),
            ("界别", "sector", "所属界别", "委员界别", "所在界别", "界别名称", "constituency"),
            "教育界",
            _("The name as the platform has it."),
        ),
        Column(
            TERM,
            _("Term"),
            ("届次", "term", "届", "届别"),
            "",
            _("The number, such as 13. Empty: the term of the list."),
        ),
        Column(
            UNIT,
            _("Handling unit"),
            (
                "单位",
                "unit",
                "承办单位",
                "承办单位名称",
                "单位名称",
                "工作单位",
                "所在单位",
                "所属单位",
                "部门",
                "部门名称",
                "所属部门",
                "单位及职务",
                "工作单位及职务",
                "department",
                "handling unit",
            ),
            "省教育厅",
            _("Its name, short name or code; one of this organ’s units."),
        ),
        Column(
            ROLE,
            _("Role"),
            ("职务", "role", "角色", "岗位", "身份", "席位", "职位", "position", "seat"),
            "",
            "",
        ),
        Column(
            SINCE,
            _("Since"),
            (
                "起始日期",
                "since",
                "任职日期",
                "任职时间",
                "任职起始日期",
                "开始日期",
                "开始时间",
                "起始时间",
                "起",
                "from",
                "start",
                "first day",
            ),
            "2026-01-01",
            _("The first day. Empty: the day chosen for the whole list."),
        ),
    )
}

SLASH = re.compile(r"[/／、|]")

OF_KIND: Mapping[str, tuple[str, ...]] = {
    MEMBERS: (NAME, MOBILE, EMAIL, SECTOR, TERM, SINCE),
    UNITS: (NAME, MOBILE, EMAIL, UNIT, ROLE, SINCE),
    SEATS: (NAME, MOBILE, EMAIL, ROLE, SINCE),
}
NEEDED: Mapping[str, tuple[str, ...]] = {MEMBERS: (NAME,), UNITS: (NAME, UNIT), SEATS: (NAME, ROLE)}

ROLE_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    UNITS: {
        roles.Officer.key: ("承办人", "联络员", "经办人", "officer", "case officer"),
        roles.Head.key: ("负责人", "单位负责人", "领导", "head", "head of a unit"),
    },
    SEATS: {
        roles.Office.key: ("机关工作人员", "工作人员", "机关", "office", "office staff"),
        roles.Arbiter.key: ("裁决人", "裁定人", "arbiter"),
        roles.OrganAdmin.key: ("管理员", "系统管理员", "organ administrator", "administrator"),
        roles.Auditor.key: ("审计员", "审计", "auditor"),
    },
}
ROLE_EXAMPLE = {UNITS: "承办人", SEATS: "机关工作人员"}
EXAMPLE_MARK = "示例·"


def plain(heading: str) -> str:
    """A heading without what people decorate it with: blanks, stars, what stands in brackets."""
    for opening, closing in ("()", "（）", "[]", "【】"):
        if opening in heading and heading.rstrip().endswith(closing):
            heading = heading[: heading.index(opening)]
    return "".join(heading.split()).strip("*＊:：").casefold()


_BY_WORD = {
    plain(word): (one.key, rank)
    for one in COLUMNS.values()
    for rank, word in enumerate(one.headings)
}


def _meant(heading: str, kind: str) -> tuple[str, int] | None:
    """The column of the kind that a heading names, and how well; of 邮箱/E-mail either half."""
    for words in (heading, *SLASH.split(heading)):
        found = _BY_WORD.get(plain(words))
        if found and found[0] in OF_KIND[kind]:
            return found
    return None


def propose(header: Sequence[str], kind: str) -> dict[str, int]:
    """Return for each column of the kind that the headings name where it stands in the file; of
    two that name the same, 手机 goes before 联系电话."""
    found: dict[str, tuple[int, int]] = {}
    for position, heading in enumerate(header):
        if meant := _meant(heading, kind):
            key, rank = meant
            found[key] = min(found.get(key, (rank, position)), (rank, position))
    return {key: position for key, (_rank, position) in found.items()}


def template(kind: str) -> tuple[list[str], list[str]]:
    """Return the headings of a list and one row that shows how it is filled in, marked as such."""
    columns = [COLUMNS[key] for key in OF_KIND[kind]]
    example = [ROLE_EXAMPLE.get(kind, "") if one.key == ROLE else one.example for one in columns]
    return [one.headings[0] for one in columns], example
