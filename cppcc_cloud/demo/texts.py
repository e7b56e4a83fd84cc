"""The texts that the demo's desks keep to write with; invented, as its people are."""

from datetime import datetime

from departments.models import Department
from members.models import User
from suggestions.actions import phrasing
from suggestions.models import Category, Phrase

UNIT, OFFICER = "jyt", "officer@demo.example"
ORGAN, CLERK = "430000", "office@demo.example"
EDUCATION = "14"
OF_UNIT = (
    (
        "answer",
        EDUCATION,
        "学校事项答复",
        "{honorific}：\n您提出的《{title}》（{code}）收悉。{unit}办理情况答复如下：\n"
        "一、核实情况。【请填写：何时到何处核实，看到什么】\n"
        "二、已办事项。【请填写：办了什么，何处可看】\n"
        "三、后续安排。【请填写：没有则删去】\n感谢您对教育工作的关心。",
    ),
    (
        "answer",
        "",
        "一般事项答复",
        "{honorific}：\n您的建议（{code}）收悉。经{unit}研究，现答复如下：\n【请填写答复内容】\n感谢您的建议。",
    ),
    ("block", "", "请到现场看", "办成后请您到现场查看，联系电话写在现场。"),
)
OF_OFFICE = (
    ("send_back", "请写明地点", "请写明具体地点（街道、路口或门牌），以便承办单位现场核实。"),
    ("send_back", "一事一案", "一件建议只写一件事。请把其他事项另写一件。"),
    ("decline", "不属职责", "《{title}》所提事项不属本会及承办单位职责，建议向主管部门反映。"),
)


def keep(*, at: datetime) -> None:
    """Keep them, unless the desk keeps something already."""
    unit = Department.objects.get(code=UNIT)
    if not Phrase.objects.of(unit.pk).exists():
        officer = User.objects.get(email=OFFICER)
        for kind, code, title, text in OF_UNIT:
            category = Category.objects.get(pk=code) if code else None
            said = {"kind": kind, "category": category, "title": title, "text": text}
            phrasing.add(desk=unit.pk, by=officer, at=at, **said)
    if not Phrase.objects.of(ORGAN).exists():
        clerk = User.objects.get(email=CLERK)
        for act, title, text in OF_OFFICE:
            said = {"kind": "block", "act": act, "title": title, "text": text}
            phrasing.add(desk=ORGAN, by=clerk, at=at, **said)
