"""The same invented matter in English, written and not translated."""

from typing import Any

from design.pieces import Light, Number, Station
from design.views.series import SPAN, WEEKS

WORDS: dict[str, Any] = {
    "title": "Better light and lower shelves for the children’s room of the provincial library",
    "kicker": "Micro-suggestion H2026-00417 · provincial matter · Yuhua, Changsha",
    "unit": "Hunan Library",
    "sentence": " has it and answers by Tue 8 December (6 working days left). Then you rate.",
    "said": "The light in the children’s room is dim, and children turn sideways to write. "
    "The top two shelves are above 1.60 m; the younger ones cannot reach them.",
    "answer": "We have measured the light in three areas: on the north side it is below 200 lux. "
    "On Friday afternoon we would like to look at lamps and shelves "
    "with you and two readers.",
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
        Number(
            "41", "received this week,", "38 last week", WEEKS, "12 weeks: 31 to 41", "#numbers"
        ),
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
        (
            "warning",
            "The picture is too large (12 MB). Choose one below 10 MB; your text is saved.",
        ),
        ("error", "The server could not be reached. Your text stays here; please send it later."),
    ),
    "undo": ("2 cases are assigned.", "Undo (until 10:43:12)"),
    "work_name": "List to take away",
    "work": (
        {
            "word": "Waits",
            "said": "It begins in a moment. You can close the page.",
            "bar": True,
            "action": "Stop it",
        },
        {
            "word": "Under way",
            "said": "41,200 of 99,800 rows are written",
            "bar": True,
            "most": 99800,
            "done": 41200,
            "action": "Stop it",
        },
        {"word": "Done", "said": "99,800 rows, kept until Thu 3 December", "action": "Download"},
        {"word": "Not done", "said": "This list has more than 100,000 rows: narrow it first."},
    ),
    "files": {
        "kept": ("light measured.pdf", "214 KB · saved"),
        "remove": "Remove",
        "sending": ("north side.jpg", "being sent"),
        "refused": "“shelves.jpg” is too large. Please choose one of at most 10 MB; "
        "what you typed is kept.",
        "leave_out": "Leave out",
        "choose": "Choose photos or files",
    },
    "hats": ("Member, province", "Office, Yuhua", "Officer, Hunan Library"),
    "sizes": ("Large", "Larger", "Largest", "Usual pages"),
    "tour": (
        "New at this desk? Three things",
        (
            "The first line says what waits for you.",
            "The next step stands on the right of each row.",
            "Filters are links that can be kept.",
        ),
        "Got it",
    ),
    "keys": (
        ("J", "next row"),
        ("K", "row before"),
        ("X", "tick the row"),
        ("U", "undo the last decision"),
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
