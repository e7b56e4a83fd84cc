"""What becomes of a suggestion, step by step with their moments; what lies ahead is left out
later. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from cppcc_cloud.demo.rows_review import Letter
from cppcc_cloud.demo.terms import Terms
from cppcc_cloud.demo.timing import Days
from cppcc_cloud.demo.world import Person, Unit, World
from cppcc_cloud.demo.writer import Topic, Writer

# Of a thousand cases, how many go which way; the others go straight.
WAYS = {
    "back": 50,
    "expired": 8,
    "declined": 26,
    "appealed": 6,
    "withdrawn": 10,
    "diverted": 15,
    "outside": 22,
    "transferred": 32,
    "returned": 40,
    "kept_here": 8,
    "redone": 34,
    "redone_twice": 5,
    "held": 12,
    "extended": 60,
    "not_extended": 10,
}
SWEPT = timedelta(seconds=30)
"""How long after a date is over the platform notices."""


class Act(NamedTuple):
    """One step: when, of which case of a pair (0 or 1), its name and what it says."""

    at: datetime
    case: int
    step: str
    about: dict[str, Any]


@dataclass(slots=True)
class Scene:
    """What every story needs."""

    random: Random
    world: World
    days: Days
    terms: Terms
    writer: Writer
    now: datetime


@dataclass(slots=True)
class Story:
    """One case as it goes. `at` is the moment of its last step."""

    scene: Scene
    letter: Letter
    topic: Topic
    at: datetime
    way: str
    place: int = 0
    acts: list[Act] = field(default_factory=list)
    organ: str = ""
    clerk: Person | None = None
    raters: list[Person] = field(default_factory=list)
    unit: Unit | None = None
    joined: list[tuple[Person, datetime]] = field(default_factory=list)

    @property
    def random(self) -> Random:
        return self.scene.random

    @property
    def writer(self) -> Writer:
        return self.scene.writer

    def step(self, name: str, at: datetime, **about: Any) -> None:
        """Let something happen at a moment, from which the story goes on."""
        self.acts.append(Act(at, self.place, name, about))
        self.at = max(self.at, at)

    def beside(self, name: str, at: datetime, **about: Any) -> None:
        """Let something happen that the story does not wait for."""
        self.acts.append(Act(at, self.place, name, about))

    def later(self, *chances: int) -> datetime:
        """So many working days on, one of these at random."""
        return self.scene.days.after(self.at, self.random.choice(chances), random=self.random)

    def due(self, phase: str, urgency: str = "ordinary") -> datetime:
        """Until when a clock that starts now runs."""
        return self.scene.terms.of(self.organ, phase, self.at, urgency).due_at

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    @property
    def holder(self) -> Unit:
        """The unit that has it. Raises RuntimeError before one does."""
        if self.unit is None:
            raise RuntimeError("No unit has this case yet.")
        return self.unit

    def pick_clerk(self) -> Person:
        self.clerk = self.random.choice(self.scene.world.clerks[self.organ])
        return self.clerk


def begin(story: Story) -> None:
    """It comes in, units are proposed, others are asked to stand by it."""
    letter, random = story.letter, story.random
    story.organ = letter.organ
    story.raters = [letter.author]
    fellows = story.scene.world.fellows(letter.author, letter.place)
    asked: list[Person] = []
    if story.chance(0.11) and story.place == 0:
        asked = random.sample(fellows, min(len(fellows), random.randint(1, 4)))
    story.step("submit", story.at, letter=letter, people=tuple(asked))
    limit = story.due("cosigner")
    for person in asked:
        _cosigner(story, person, limit)
    if story.chance(0.04) and letter.wish == "public" and story.place == 0 and not asked:
        person = random.choice(fellows)
        at = story.scene.days.after(story.at, 0, random=random)
        story.beside("join", at, person=person)
        story.raters.append(person)
    story.step("route", story.at + timedelta(seconds=2))


def _cosigner(story: Story, person: Person, limit: datetime) -> None:
    roll = story.random.random()
    at = story.scene.days.after(story.at, story.random.choice((0, 0, 1, 1, 2)), random=story.random)
    if roll < 0.14 or at >= limit:
        story.beside("lapse_cosign", limit + SWEPT, person=person)
        return
    accepts = roll < 0.88
    story.beside("cosign", at, person=person, accepts=accepts)
    if accepts:
        story.raters.append(person)


def intake(story: Story) -> bool:
    """What the office makes of it; whether units get it."""
    review = story.later(0, 0, 1, 1, 1, 1, 2, 2, 3 if story.chance(0.3) else 1)
    act = _INTAKE.get(story.way)
    return act(story, review) if act else True


def _back(story: Story, at: datetime) -> bool:
    by, text = story.pick_clerk(), story.writer.sent_back(story.topic)
    story.step("send_back", at, by=by, text=text)
    if story.way == "expired":
        story.step("expire", story.due("complete") + SWEPT)
        return False
    story.step("resubmit", story.later(1, 2, 3, 5, 7), words=story.writer.again(story.topic))
    story.step("route", story.at + timedelta(seconds=2))
    return True


def _declined(story: Story, at: datetime) -> bool:
    grounds = ("nobodys", "proceedings", "answered", "empty")
    number = story.random.randrange(len(grounds))
    texts = story.writer.phrases["words"]["declined"]
    reference = "见本平台此前同题答复" if grounds[number] == "answered" else ""
    about = {"ground": grounds[number], "reference": reference, "text": texts[number]}
    story.step("decline", at, by=story.pick_clerk(), **about)
    limit = story.due("appeal")
    if story.way == "declined":
        story.step("end_appeal", limit + SWEPT)
        return False
    story.step("appeal", story.later(1, 2, 3), text=story.writer.one("appeals"))
    return True


def _withdrawn(story: Story, at: datetime) -> bool:
    soon = story.at + (at - story.at) * story.random.uniform(0.2, 0.9)
    story.step("withdraw", soon, text=story.writer.one("withdrawn"))
    return False


def _diverted(story: Story, at: datetime) -> bool:
    kind = story.random.choice(("opinion", "lead"))
    text = story.writer.phrases["words"]["diverted"][kind == "lead"]
    story.step("divert", at, by=story.pick_clerk(), kind=kind, text=text)
    return False


def _outside(story: Story, at: datetime) -> bool:
    """Another channel has it, asks back for its number, and answers after some days."""
    by, random = story.pick_clerk(), story.random
    channel = random.choice(("hotline", "hotline", "hotline", "grid", "mayor"))
    number = f"{at:%Y%m%d}{random.randint(1000, 9999)}"
    text = story.writer.phrases["words"]["handed"][channel == "grid"]
    story.step("hand_off", at, by=by, channel=channel, number=number, text=text)
    if story.chance(0.5):
        story.step(
            "check", story.later(3, 4), by=by, text="已电话询问，对方表示正在办理，下周回复。"
        )
    story.step("write_back", story.later(2, 3, 4), by=by, text=story.writer.one("outside"))
    return False


def _transferred(story: Story, at: datetime) -> bool:
    """It goes to an organ that has a unit for it, and is reviewed there."""
    world, kind = story.scene.world, story.topic.matter.kind
    found = [
        organ
        for organ, matter in world.by_matter
        if matter == kind and organ in world.clerks and organ != story.organ
    ]
    if not found:
        return True
    to = story.random.choice(sorted(found))
    down = world.places[to].level != "province"
    text = story.writer.phrases["words"]["transferred"][0 if down else 1]
    story.step("transfer", at, by=story.pick_clerk(), to=to, text=text)
    story.organ = to
    story.step("route", story.at + timedelta(seconds=2))
    return True


_INTAKE = {
    "back": _back,
    "expired": _back,
    "declined": _declined,
    "appealed": _declined,
    "withdrawn": _withdrawn,
    "diverted": _diverted,
    "outside": _outside,
    "transferred": _transferred,
}
