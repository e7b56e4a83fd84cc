"""More invented words for the gallery, in English: figures, finding, faults, what is long."""

from typing import Any

WORDS: dict[str, Any] = {
    "chart": "Suggestions received in the last twelve weeks",
    "counties": (("Alder", 0), ("Birch", 3), ("Cedar", 12), ("Dogw.", 27), ("Elm", 64)),
    "shades": ("none", "1 to 9", "10 to 19", "20 to 49", "50 and more"),
    "long": "Equip the reading rooms of all libraries, culture halls and youth centres of the "
    "province with lamps that meet the national standard of illumination",
    "changed": (
        "The title was corrected · 25 November 15:08",
        "Light",
        "Light in the reading room",
    ),
    "acts": (
        "26 November 10:42 – Hunan Library answered",
        "24 November 09:30 – Culture and Tourism gave it to Hunan Library",
        "20 November 16:05 – An Ran submitted it",
    ),
    "receipt": (
        "It has arrived",
        "H2026-00417 · 20 November 16:05",
        (
            "The office looks at it within 2 working days.",
            "Then it goes to the unit whose matter it is.",
            "You are told when the answer is there.",
        ),
        "You need do nothing now. If you call, give this number.",
    ),
    "bar": (("house", "Mine", 0), ("pencil", "Write", 0), ("inbox", "Inbox", 25)),
    "send": ("Submit", "Keep as draft"),
    "find": (
        "Find a unit",
        "libra",
        ("Hunan Library", "Culture and Tourism"),
        "There is no such unit: try another word.",
    ),
    "steps": ("Upload", "Columns", "Check", "Enrol"),
    "password": ("Password", "Show what I type", "8 characters left"),
    "fault": ("There is no such page", "The address may be mistyped.", "To the first page"),
}
