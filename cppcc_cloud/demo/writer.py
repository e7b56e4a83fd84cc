"""What members, units and offices write, put together from the demo's own phrases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from cppcc_cloud.demo.world import FOLDER, Place
from suggestions.actions.submitting import Words

WORDS = FOLDER / "words"
FIELDS = {
    "urban": "城市管理",
    "edu": "教育",
    "transport": "交通运输",
    "housing": "住房城乡建设",
    "police": "公安交管",
    "health": "卫生健康",
    "labour": "人力资源和社会保障",
    "civil": "民政",
    "medins": "医疗保障",
    "agri": "农业农村",
    "water": "水利",
    "env": "生态环境",
    "market": "市场监管",
    "data": "政务服务",
    "dev": "发展改革",
    "culture": "文化旅游",
    "library": "图书馆",
    "post": "邮政",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that somebody may write about, with all that is said of it."""

    kind: str
    where: str
    category: str
    titles: list[str]
    facts: list[str]
    harms: list[str]
    asks: list[str]
    done: list[str]
    plan: str = ""
    cannot: str = ""
    only: str = ""
    lang: str = "zh"


@dataclass(slots=True)
class Topic:
    """A matter at one place: what fills its blanks stays the same in every text about it."""

    matter: Matter
    blanks: dict[str, str]
    place: str = ""
    words: Words = field(default_factory=lambda: Words("", ""))

    @property
    def is_english(self) -> bool:
        return self.matter.lang == "en"


class Writer:
    """Draws matters like cards, so that the same one does not come again soon."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.phrases: Mapping[str, Any] = read("phrases.toml")
        self.english: Mapping[str, str] = read("english.toml")["english"]
        self.matters = list(_matters())
        self._decks: dict[tuple[str, str], list[Matter]] = {}

    def one(self, kind: str, **blanks: str) -> str:
        """One of the phrases of a kind: a list of the file, or of its part `words`."""
        phrases = self.phrases.get(kind) or self.phrases["words"][kind]
        text: str = self.random.choice(phrases)
        return text.format(**blanks) if blanks else text

    def topic(self, kind: str, organ: Place, place: Place) -> Topic:
        """The next matter of a kind that fits an organ, at a place."""
        level = "province" if organ.level == "province" else "local"
        deck = self._decks.setdefault((kind, organ.code), [])
        if not deck:
            deck += self._fitting(kind, level, organ.code)
            self.random.shuffle(deck)
        topic = Topic(deck.pop(), self._blanks(place), place.code)
        topic.words = self.words(topic)
        return topic

    def _fitting(self, kind: str, level: str, organ: str) -> list[Matter]:
        fits = (level, "any")
        found = [one for one in self.matters if one.kind == kind and not one.only]
        here = [one for one in self.matters if one.kind == kind and one.only == organ]
        return [one for one in (*found, *here) if one.where in fits] or found

    def _blanks(self, place: Place) -> dict[str, str]:
        random = self.random
        first, second, third = random.sample(self.phrases["places"], 3)
        in_town = place.name.endswith("区")
        area = first + random.choice(
            ("社区", "街道", "社区") if in_town else ("镇", "镇", "乡", "社区")
        )
        road, other = second + random.choice("路街"), third + random.choice(("路", "街", "巷"))
        return {
            "area": area,
            "village": third + "村",
            "road": road,
            "spot": f"{road}与{other}路口",
            "county": place.name,
            "n": str(random.randint(12, 48)),
            "m": str(random.randint(2, 6)),
            "date": "{date}",
        }

    def words(self, topic: Topic) -> Words:
        """What a member writes of it, another time in other words."""
        random, matter, blanks = self.random, topic.matter, topic.blanks
        title = random.choice(matter.titles).format(**blanks)
        fact = random.choice(matter.facts).format(**blanks)
        harm = random.choice(matter.harms).format(**blanks)
        ask = random.choice(matter.asks).format(**blanks)
        if topic.is_english:
            return Words(title, f"{fact} {harm}", ask)
        opening = self.one("openings").format(**blanks)
        situation = f"{opening}{fact}。{self.one('bridges')}{harm}。{self.one('asides')}"
        hope = self.one("hopes")
        ask = ask.removeprefix("请") if hope.startswith("恳请") else ask
        return Words(title, situation, f"{hope}{ask}{self.one('ends')}")

    def again(self, topic: Topic) -> Words:
        """The same matter, said more exactly: after it was sent back."""
        words = topic.words
        where = (
            f"具体位置在{topic.blanks['road']}靠{topic.blanks['area']}一侧，可先与我联系再去现场。"
        )
        return Words(words.title, f"{words.situation}\n{where}", words.ask)

    def answer(
        self, topic: Topic, mark: str, *, name: str, due: date | None = None, again: bool = False
    ) -> tuple[str, str]:
        """An answer of a class: the letter's beginning, and what it says."""
        what = self._what(topic, mark, due)
        if topic.is_english:
            said = self.english[mark].format(what=what)
            return "", self.english["answer"].format(what=said)
        part: Mapping[str, list[str]] = self.phrases["answer"]
        choose = self.random.choice
        about = {"name": name, "title": topic.words.title, "field": FIELDS[topic.matter.kind]}
        head = choose(part["heads"]).format(**about)
        found = choose(part["again" if again else "found"])
        shape = {"A": "solved", "B": "planned", "C": "refused"}[mark]
        body = f"{found}{choose(part[shape]).format(what=what)}{choose(part['more'])}"
        return head, body + choose(part["thanks"])

    def reason(self, topic: Topic) -> str:
        """Why it cannot be done now."""
        return topic.matter.cannot.format(**topic.blanks)

    def _what(self, topic: Topic, mark: str, due: date | None) -> str:
        matter = topic.matter
        text = {"A": self.random.choice(matter.done), "B": matter.plan, "C": matter.cannot}[mark]
        said = f"{due:%-d %B}" if due and topic.is_english else _day(due)
        return text.format(**topic.blanks | {"date": said})


def _day(due: date | None) -> str:
    return f"{due.year}年{due.month}月{due.day}日" if due else ""


def _matters() -> Iterator[Matter]:
    for path in sorted(Path(WORDS).glob("*.toml")):
        for row in read(path.name).get("matter", []):
            yield Matter(**row)


def read(name: str) -> dict[str, Any]:
    """One of the demo's files of words."""
    return tomllib.loads((WORDS / name).read_text(encoding="utf-8"))
