"""What members, units and offices write, put together from the demo's own phrases."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from cppcc_cloud.demo import towns
from cppcc_cloud.demo.world import FOLDER, Place
from suggestions.actions.submitting import Words

WORDS = FOLDER / "words"
RURAL = (
    "{village}",
    "撂荒",
    "流转",
    "村",
    "乡",
    "赶场",
    "农户",
    "农机",
    "农资",
    "渠",
    "稻",
    "桑",
    "小溪",
    "河",
    "果",
    "秸秆",
)
DISTRICT = "区"
ENGLISH = 0.2
SEEN = frozenset({"urban", "police", "transport", "water", "env", "housing"})
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


@dataclass(frozen=True)
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

    @cached_property
    def is_rural(self) -> bool:
        """Whether it is a matter of villages: no district of a city has it."""
        text = "".join((*self.titles, *self.facts))
        return any(sign in text for sign in RURAL)


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

    def __init__(self, random: Random, places: Mapping[str, Place]) -> None:
        self.random = random
        self.phrases: Mapping[str, Any] = read("phrases.toml")
        self.english: Mapping[str, str] = read("english.toml")["english"]
        self.matters = list(_matters())
        self.towns = towns.Towns(places, self.phrases, self.spoken())
        self._written: set[str] = set()
        self._decks: dict[tuple[str, str], list[Matter]] = {}

    def spoken(self) -> str:
        """All that the demo's own files say."""
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted(WORDS.glob("*.toml")))

    def one(self, kind: str, **blanks: str) -> str:
        """One of the phrases of a kind: a list of the file, or of its part `words`."""
        phrases = self.phrases.get(kind) or self.phrases["words"][kind]
        text: str = self.random.choice(phrases)
        return text.format(**blanks) if blanks else text

    def matter(self, kind: str, organ: Place) -> Matter:
        """The next matter of a kind that fits an organ."""
        deck = self._decks.setdefault((kind, organ.code), [])
        if not deck:
            deck += self._fitting(kind, organ)
            self.random.shuffle(deck)
        return deck.pop()

    def topic(self, matter: Matter, place: Place) -> Topic:
        """A matter at a place, and what a member writes of it."""
        topic = Topic(matter, self._blanks(matter, place), place.code)
        topic.words = self.words(topic)
        return topic

    def _fitting(self, kind: str, organ: Place) -> list[Matter]:
        level = "province" if organ.level == "province" else "local"
        mine = [one for one in self.matters if one.kind == kind and one.only in ("", organ.code)]
        found = [one for one in mine if one.where in (level, "any")] or mine
        if organ.name.endswith(DISTRICT):
            found = [one for one in found if not one.is_rural] or found
        return [one for one in found if one.lang == "zh" or self.random.random() < ENGLISH]

    def _blanks(self, matter: Matter, place: Place) -> dict[str, str]:
        random = self.random
        first, second, third = random.sample(self.towns.of(place.code), 3)
        in_town = place.name.endswith(DISTRICT)
        ends = ("社区", "社区", "街道") if in_town else ("社区", "镇", "镇")
        road, other = second + random.choice("路街"), third + random.choice(("路", "街", "巷"))
        return {
            "town": first,
            "area": first + random.choice(("镇", "镇", "乡") if matter.is_rural else ends),
            "village": third + "村",
            "road": road,
            "spot": f"{road}与{other}路口",
            "county": place.name,
            "n": str(random.randint(12, 48)),
            "m": str(random.randint(3, 7)),
            "date": "{date}",
        }

    def _title(self, topic: Topic) -> str:
        """One of its titles that nobody has written yet, if there is one.

        Where it names no place it begins with one: its copies elsewhere are told apart by it.
        """
        titles = self.random.sample(topic.matter.titles, len(topic.matter.titles))
        wheres = self._wheres(topic)
        found = [
            (where + title).format(**topic.blanks)
            for where in wheres
            for title in titles
            if "{" in where + title or topic.is_english
        ]
        title = next((one for one in found if one not in self._written), found[-1])
        self._written.add(title)
        return title

    def _wheres(self, topic: Topic) -> list[str]:
        """What a title may begin with, the likeliest first."""
        if topic.is_english:
            return ["", "{county}: "]
        of_province = topic.matter.where == "province"
        near = ["{county}", "{area}"] if of_province else ["{area}", "{county}"]
        if any("{" in title for title in topic.matter.titles):
            return ["", "{county}", "{county}{area}"]
        return ["", *near, "{county}{area}"]

    def words(self, topic: Topic) -> Words:
        """What a member writes of it, another time in other words."""
        random, matter, blanks = self.random, topic.matter, topic.blanks
        title = self._title(topic)
        fact = random.choice(matter.facts).format(**blanks)
        harm = random.choice(matter.harms).format(**blanks)
        ask = random.choice(matter.asks).format(**blanks)
        if topic.is_english:
            return Words(title, f"{fact} {harm}", ask)
        opening = self._fitting_one("openings", topic).format(**blanks)
        aside = self._fitting_one("asides", topic)
        situation = f"{opening}{fact}。{self.one('bridges')}{harm}。{aside}"
        hope = self.one("hopes")
        ask = ask.removeprefix("请") if hope.startswith("恳请") else ask
        return Words(title, situation, f"{hope}{ask}{self.one('ends')}")

    def _fitting_one(self, kind: str, topic: Topic, part: str = "") -> str:
        """A phrase of a kind; also of those that speak of a place, where there is one to see."""
        phrases: Mapping[str, list[str]] = self.phrases[part] if part else self.phrases
        there = phrases[f"{kind}_there"] if topic.matter.kind in SEEN else []
        return self.random.choice([*phrases[kind], *there])

    def again(self, topic: Topic) -> Words:
        """The same matter, said more exactly: after it was sent back."""
        words, road, area = topic.words, topic.blanks["road"], topic.blanks["area"]
        more = f"补充：涉及的主要是{area}一带的群众，情况是本月走访时了解的。"
        if topic.matter.kind in SEEN:
            more = f"补充：具体位置在{road}靠{area}一侧，可先与我联系再去现场。"
        return Words(words.title, f"{words.situation}\n{more}", words.ask)

    def sent_back(self, topic: Topic) -> str:
        """What the office misses."""
        return self._fitting_one("back", topic, "words")

    def talk(self, how: str) -> str:
        """What was said by telephone, at the place, face to face, or in a message."""
        notes: list[str] = self.phrases["talk"][how]
        return self.random.choice(notes)

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
        shape = {"A": "solved", "B": "planned", "C": "refused"}[mark]
        if again:
            found, what = choose(part["again"]), choose(part["redone"])
        else:
            seen = topic.matter.kind in SEEN
            found = choose(part["found_there" if seen else "found"])
        more = self._fitting_one("more", topic, "answer")
        return head, f"{found}{choose(part[shape]).format(what=what)}{more}{choose(part['thanks'])}"

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
