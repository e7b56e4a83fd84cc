"""Invented matters for the gallery, in both languages as somebody would have written them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from design.pieces import Light, Number, Page, Station

WEEKS = (31, 29, 33, 30, 34, 32, 36, 33, 38, 35, 38, 41)
SPAN = (12, 11.6, 11.8, 11.1, 11.3, 10.8, 10.9, 10.2, 10.4, 9.9, 9.6, 9.4)


@dataclass(frozen=True)
class Side:
    """One half of the gallery: a language in a light."""

    code: str
    lang: str
    theme: str
    words: dict[str, Any]
    form: forms.Form
    at: datetime = field(
        default_factory=lambda: datetime(2026, 11, 26, 10, 42, tzinfo=ZoneInfo("Asia/Shanghai"))
    )

    @property
    def page(self) -> Page:
        return Page(rows=(), older_url="?page=older", newer_url="?page=newer")


def sides() -> tuple[Side, Side]:
    """Chinese in the light, English in the dark: two pairs tested in one look."""
    return (
        Side("zh-hans", "zh-Hans", "light", _ZH, _form("zh", _ZH)),
        Side("en", "en", "dark", _EN, _form("en", _EN)),
    )


def _form(prefix: str, words: dict[str, Any]) -> forms.Form:
    """A form that somebody has sent with one thing missing."""
    labels = words["form"]
    fields = {
        "title": forms.CharField(label=labels["title"], help_text=labels["title_help"]),
        "matter": forms.CharField(label=labels["matter"], widget=forms.Textarea),
        "level": forms.ChoiceField(
            label=labels["level"], choices=labels["levels"], widget=forms.RadioSelect
        ),
        "note": forms.CharField(label=labels["note"], required=False),
        "told": forms.BooleanField(label=labels["told"], required=False),
    }
    kind = type("SampleForm", (forms.Form,), fields)
    sent = {f"{prefix}-matter": words["said"], f"{prefix}-level": "city"}
    form: forms.Form = kind(sent, prefix=prefix)
    form.fields["title"].error_messages["required"] = labels["missing"]
    return form


_ZH: dict[str, Any] = {
    "title": "关于改善省图书馆少儿阅览室采光与书架高度的建议",
    "kicker": "微建议 H2026-00417 · 省级事项 · 长沙市雨花区",
    "unit": "湖南图书馆",
    "sentence": "正在办理，最迟 12月8日（周二）答复（还有 6 个工作日）。答复后请您评价。",
    "said": "少儿阅览室的灯光偏暗，孩子们写字时常要侧过身子；书架最上两层超过一米六，低年级的孩子够不着。",
    "answer": "我们已实测三个阅览区的照度，靠北一侧不足 200 勒克斯。拟于周五下午请您和两位读者代表到现场，"
    "一起看灯具样品和书架高度。",
    "who": "委员 安然",
    "office": "雨花区",
    "act": "省文化和旅游厅交湖南图书馆办理，期限 10 个工作日",
    "class": "已解决或采纳",
    "why": [("从哪天起算", "11月24日（周二），当日不计"), ("期限", "10 个工作日"), ("跳过", "2 个周末")],
    "stations": (
        Station("提交", "11月20日", "behind"),
        Station("受理", "11月20日", "behind"),
        Station("交办", "11月24日", "behind"),
        Station("办理中", "现场协商", "here"),
        Station("答复", "12月8日前", "ahead"),
        Station("评价", "", "ahead"),
    ),
    "lights": (
        Light("green", "按时 · 还有 6 个工作日"),
        Light("amber", "还有 2 个工作日"),
        Light("red", "逾期 3 个工作日"),
        Light("grey", "暂停"),
    ),
    "rows": (
        (Light("red", "逾期 2 日"), "高速公路服务区母婴室长期锁闭", "长沙市 · 芙蓉区", "省交通运输厅", "11月19日"),
        (Light("amber", "今天到期"), "老旧小区加装电梯补贴申领流程", "株洲市 · 天元区", "省住建厅", "11月23日"),
        (Light("green", "2 个工作日"), "复垦地蚕桑基地灌溉渠年久失修", "湘西州 · 花垣县", "花垣县政府", "11月25日"),
    ),
    "slips": (
        (Light("green", "已答复 · 请评价"), "社区健身器材锈蚀，老人使用不安全", "雨花区文旅体局今天答复。", True),
        (Light("amber", "还有 1 个工作日"), "地铁口共享单车堆放挤占盲道", "区城管局正在办理，最迟 11月24日答复。", False),
    ),
    "chips": (("等我", 6), ("等部门", 112), ("逾期", 3), ("本周到期", 17)),
    "lead": "六件等您决定，一件已逾期，一件今天到期。",
    "numbers": (
        Number("41", "本周收到", "上周 38", WEEKS, "近十二周：31 至 41 件", "#numbers"),
        Number("9.4 日", "答复用时中位数", "近三个月", SPAN, "近十二周：从 12 日降到 9.4 日"),
    ),
    "form": {
        "title": "标题",
        "title_help": "一句话说清一件事，如“把少儿阅览室的书架降低一些”。",
        "matter": "情况",
        "level": "归哪一级办",
        "levels": [("county", "县（市、区）"), ("city", "市（州）"), ("province", "省")],
        "note": "补充说明",
        "told": "答复后用邮件告诉我",
        "missing": "请写一个标题。",
        "send": "提交",
        "keep": "存为草稿",
        "saved": "已保存 10:42",
    },
    "notices": (
        ("info", "已交给长沙市政协提案委办公室。"),
        ("warning", "图片太大（12 MB）。请选小于 10 MB 的，文字已为您保存。"),
        ("error", "刚才没有连上服务器。您的文字留在本机，请稍后再交。"),
    ),
    "actions": ("受理并交办", "补充情况", "评价"),
    "empty": ("这里还没有。您看到的一件事，加上能改善它的一步，就是一条建议。", "写一条建议"),
    "confirm": ("把这件交给省教育厅？", "从今天起算 10 个工作日，最迟 12月8日（周二）答复。", "交办"),
    "fixed": "为什么是这一天？",
    "headings": ("期限", "事项", "推荐单位", "到期", "操作"),
    "facts": (("主办", "湖南图书馆"), ("会办", "省文化和旅游厅（已出意见）"), ("附议", "3 位委员")),
    "letter": {
        "head": "湖南图书馆",
        "number": "湘图函〔2026〕37 号",
        "title": "关于 H2026-00417 号微建议的答复",
        "to": "安然委员：",
        "close": "感谢您对少儿阅读的关心。",
        "sign": "湖南图书馆",
        "date": "2026年11月26日",
        "mark": "A",
    },
}

_EN: dict[str, Any] = {
    "title": "Better light and lower shelves for the children’s room of the provincial library",
    "kicker": "Micro-suggestion H2026-00417 · provincial matter · Yuhua, Changsha",
    "unit": "Hunan Library",
    "sentence": " has it and answers by Tue 8 December (6 working days left). Then you rate.",
    "said": "The light in the children’s room is dim, and children turn sideways to write. The top two "
    "shelves are above 1.60 m; the younger ones cannot reach them.",
    "answer": "We have measured the light in three areas: on the north side it is below 200 lux. On Friday "
    "afternoon we would like to look at lamps and shelf heights with you and two readers.",
    "who": "An Ran, member",
    "office": "Yuhua",
    "act": "The Department of Culture and Tourism gave it to Hunan Library, 10 working days",
    "class": "Solved or adopted",
    "why": [
        ("Counted from", "Tue 24 November, not itself"),
        ("Rule", "10 working days"),
        ("Left out", "2 weekends"),
    ],
    "stations": (
        Station("Submitted", "20 November", "behind"),
        Station("Accepted", "20 November", "behind"),
        Station("Assigned", "24 November", "behind"),
        Station("In handling", "on-site talk", "here"),
        Station("Answered", "by 8 December", "ahead"),
        Station("Rated", "", "ahead"),
    ),
    "lights": (
        Light("green", "In time · 6 working days left"),
        Light("amber", "2 working days left"),
        Light("red", "3 working days late"),
        Light("grey", "Paused"),
    ),
    "rows": (
        (
            Light("red", "2 days late"),
            "Nursing room at the motorway services is always locked",
            "Furong, Changsha",
            "Transport",
            "19 November",
        ),
        (
            Light("amber", "Due today"),
            "How to apply for a lift in an old estate",
            "Tianyuan, Zhuzhou",
            "Housing",
            "23 November",
        ),
        (
            Light("green", "2 working days"),
            "Irrigation ditch of the mulberry base is worn out",
            "Huayuan, Xiangxi",
            "Huayuan County",
            "25 November",
        ),
    ),
    "slips": (
        (
            Light("green", "Answered · please rate"),
            "Rusty fitness equipment is unsafe for the elderly",
            "The district’s sports office answered today.",
            True,
        ),
        (
            Light("amber", "1 working day left"),
            "Shared bicycles block the tactile paving",
            "The city management office answers by 24 November.",
            False,
        ),
    ),
    "chips": (("Waits for me", 6), ("With units", 112), ("Late", 3), ("Due this week", 17)),
    "lead": "Six wait for you, one of them late, one due today.",
    "numbers": (
        Number("41", "received this week,", "38 last week", WEEKS, "12 weeks: 31 to 41", "#numbers"),
        Number("9.4 days", "median time to answer,", "3 months", SPAN, "12 weeks: from 12 to 9.4"),
    ),
    "form": {
        "title": "Title",
        "title_help": "One matter in one line, such as “Lower the shelves in the children’s room”.",
        "matter": "What is the matter",
        "level": "Whose matter is it",
        "levels": [("county", "The county"), ("city", "The city"), ("province", "The province")],
        "note": "Anything to add",
        "told": "Mail me when it is answered",
        "missing": "Please give it a title.",
        "send": "Submit",
        "keep": "Keep as draft",
        "saved": "saved 10:42",
    },
    "notices": (
        ("info", "Sent to the office of the CPPCC of Changsha."),
        ("warning", "The picture is too large (12 MB). Choose one below 10 MB; your text is saved."),
        ("error", "The server could not be reached. Your text stays here; please send it later."),
    ),
    "actions": ("Accept and assign", "Add to it", "Rate"),
    "empty": (
        "Nothing here yet. One thing you have seen, one step that would help: a suggestion.",
        "Write a suggestion",
    ),
    "confirm": (
        "Give it to the Department of Education?",
        "10 working days from today: an answer by Tue 8 December.",
        "Assign",
    ),
    "fixed": "Why this date?",
    "headings": ("Deadline", "Matter", "Proposed unit", "Due", "Action"),
    "facts": (
        ("Unit", "Hunan Library"),
        ("Helps", "Culture and Tourism (has given its view)"),
        ("Seconded", "3 members"),
    ),
    "letter": {
        "head": "Hunan Library",
        "number": "Letter 37 of 2026",
        "title": "Answer to micro-suggestion H2026-00417",
        "to": "Dear An Ran,",
        "close": "Thank you for caring about what children read.",
        "sign": "Hunan Library",
        "date": "26 November 2026",
        "mark": "A",
    },
}
