"""What units make of a case, from the assignment to the last answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import exp

from cppcc_cloud.demo.story import SWEPT, Story
from cppcc_cloud.demo.world import Person, Unit
from suggestions.lifecycle import Part
from workdays.arithmetic import due_moment, local_date

# Which other units are asked along.
FRIENDS = {
    "edu": ("police", "health", "transport"),
    "transport": ("police", "housing", "urban"),
    "housing": ("urban", "market", "dev"),
    "urban": ("police", "housing", "market"),
    "health": ("medins", "civil", "data"),
    "medins": ("health", "data", "market"),
    "civil": ("health", "labour", "agri"),
    "agri": ("water", "env", "transport"),
    "water": ("agri", "env", "dev"),
    "env": ("water", "agri", "housing"),
    "market": ("health", "edu", "dev"),
    "police": ("transport", "edu", "data"),
    "labour": ("civil", "housing", "data"),
    "culture": ("housing", "env", "market"),
    "library": ("culture", "edu", "civil"),
    "post": ("transport", "market", "agri"),
    "data": ("civil", "police", "market"),
    "dev": ("housing", "market", "transport"),
}
HOURS = {"simple": 5, "ordinary": 10, "complex": 15}


def handle(story: Story) -> None:
    """Assign it, and let each unit do its part until the last answer is there."""
    units = _units(story)
    by = story.pick_clerk()
    at = story.later(0, 0, 1, 1, 1, 2)
    urgency = story.random.choices(tuple(HOURS), (25, 60, 15))[0]
    story.step("accept", at, by=by)
    story.step("assign", at, by=by, charges=tuple(units), urgency=urgency)
    limit = story.due("handle", urgency)
    assigned = story.at
    lead = 0
    story.unit = units[0][0]
    if story.way in ("returned", "kept_here"):
        lead = _give_back(story, units, urgency)
    else:
        _sign(story, 0)
    for number, (unit, part) in enumerate(units[1:], start=1):
        _help(story, number, unit, part, assigned)
    limit = _more_time(story, limit, lead)
    _talk(story, lead)
    _answer(story, lead, assigned, limit, urgency)
    if len(units) > 1 and units[0][1] is Part.SEPARATE:
        _answer_too(story, units[1][0])


def _units(story: Story) -> list[tuple[Unit, Part]]:
    """The unit whose it is, and in some cases another one with it."""
    world, kind = story.scene.world, story.topic.matter.kind
    unit = world.by_matter[story.organ, kind]
    friends = [world.by_matter.get((story.organ, one)) for one in FRIENDS[kind]]
    others = [one for one in friends if one and one is not unit]
    asked_along = world.beside(story.organ, kind, story.letter.place)
    straight = story.way in ("", "extended", "redone", "back")
    roll = story.random.random()
    if not straight or not others or roll > 0.32:
        return [(unit, Part.SOLE)]
    if roll < 0.03 and story.way == "":
        return [(unit, Part.SEPARATE), (others[0], Part.SEPARATE)]
    if asked_along and story.chance(0.6):
        others = asked_along
    chosen = story.random.sample(others, 1 if story.chance(0.8) or len(others) < 2 else 2)
    return [(unit, Part.LEAD), *((one, Part.CO) for one in chosen)]


def officer(story: Story, unit: Unit) -> Person:
    """Whoever of the unit does it: mostly the first."""
    people = unit.officers
    return people[0] if story.chance(0.7) else story.random.choice(people)


def _sign(story: Story, number: int) -> None:
    unit = story.holder
    by = officer(story, unit)
    story.step("sign", story.later(0, 0, 0, 1, 1, 2), work=number, by=by)
    if len(unit.officers) > 1 and story.chance(0.25):
        to = story.random.choice(unit.officers)
        story.step("entrust", story.at + timedelta(minutes=4), work=number, officer=to, by=by)


def _give_back(story: Story, units: list[tuple[Unit, Part]], urgency: str) -> int:
    """The first unit says that it is another's; which assignment then is the one that counts."""
    world, first = story.scene.world, units[0][0]
    others = [one for (organ, _m), one in sorted(world.by_matter.items()) if organ == story.organ]
    others = [one for one in others if one is not first]
    if not others:
        _sign(story, 0)
        return 0
    by, proposed = officer(story, first), story.random.choice(others)
    at = min(story.later(0, 1), story.due("return_window") - timedelta(minutes=30))
    text = story.writer.one("returned")
    story.step("ask_return", at, work=0, by=by, proposed=proposed, text=text)
    clerk = story.pick_clerk()
    decided = story.later(0, 1, 1)
    if story.way == "kept_here":
        story.step("refuse_return", decided, work=0, by=clerk, text=story.writer.one("kept_here"))
        return 0
    story.step("approve_return", decided, work=0, by=clerk, successor=proposed)
    story.unit = proposed
    _sign(story, 1)
    return 1


def _help(story: Story, number: int, unit: Unit, part: Part, assigned: datetime) -> None:
    """A co-handler signs and gives its opinion; one that answers for itself only signs here."""
    days, random = story.scene.days, story.random
    by = officer(story, unit)
    signed = days.after(assigned, random.choice((0, 1, 1)), random=random)
    if part is Part.SEPARATE:
        story.step("sign", signed, work=number, by=by)
    else:
        story.beside("sign", signed, work=number, by=by)
        at = days.after(signed, random.choice((1, 2, 3)), random=random)
        story.step("opinion", at, work=number, by=by, text=_opinion(story))


def _opinion(story: Story) -> str:
    opinions: list[str] = story.writer.phrases["answer"]["opinions"]
    return story.random.choice(opinions)


def _more_time(story: Story, limit: datetime, work: int) -> datetime:
    """Ask for more time, or have it held for a while; the date that counts then."""
    if story.way in ("extended", "not_extended"):
        return _extension(story, limit, work)
    if story.way == "held" and story.unit:
        until = story.scene.days.later(local_date(story.at), story.random.randint(5, 15))
        text = story.writer.one("hold")
        story.step("hold", story.later(0), by=story.pick_clerk(), text=text, until=until)
        over = due_moment(until) + SWEPT
        early = story.scene.days.after(story.at, 4, random=story.random)
        if early < over and story.chance(0.5):
            story.step("resume", early, by=story.clerk)
        else:
            story.step("resume", over, by=None)
    return limit


def _extension(story: Story, limit: datetime, work: int) -> datetime:
    days, random = story.scene.days, story.random
    asked = min(story.later(2, 3, 4), limit - timedelta(hours=3))
    if asked <= story.at or days.after(asked, 1, random=random) >= limit:
        return limit
    wanted = due_moment(days.later(local_date(limit), random.randint(3, 9)))
    by = officer(story, story.holder)
    text = story.writer.one("extension")
    story.step("ask_extension", asked, work=work, by=by, wanted=wanted, text=text)
    at, clerk = story.later(0, 1), story.pick_clerk()
    if story.way == "not_extended":
        text = story.writer.one("refused")
        story.step("refuse_extension", at, work=work, by=clerk, text=text)
        return limit
    text = story.writer.one("granted")
    story.step("grant_extension", at, work=work, by=clerk, until=wanted, text=text)
    return wanted


def _talk(story: Story, work: int) -> None:
    by = officer(story, story.holder)
    how = story.random.choices(("phone", "visit", "meeting", "message"), (58, 22, 12, 8))[0]
    text = story.writer.talk(how)
    story.step("contact", story.later(0, 1, 1, 2), work=work, how=how, text=text, by=by)
    if story.chance(0.1):
        said = story.writer.one("asks")
        story.step("say", story.later(0, 1), step="say", text=said, by=story.letter.author)
        answer = story.writer.one("replies")
        story.step("say", story.later(0, 1), step="say_unit", text=answer, by=by, work=work)
    elif story.chance(0.04):
        text = story.writer.one("office")
        story.step("say", story.later(1, 2), step="say_office", text=text, by=story.pick_clerk())


def _answer(story: Story, work: int, assigned: datetime, limit: datetime, urgency: str) -> None:
    """Most answer well before the date, some on the last day, a few late."""
    random, days = story.random, story.scene.days
    slower = 1.15 - 0.03 * local_date(assigned).month
    needs = round(HOURS[urgency] * slower * 0.6 * exp(random.gauss(0, 0.64)))
    at = days.after(assigned, max(1, needs), random=random)
    if at > limit and story.chance(0.35):
        at = limit - timedelta(minutes=random.randint(15, 400))
    if at <= story.at:
        at = story.later(0, 1)
    give_answer(story, work, at)


def give_answer(story: Story, work: int, at: datetime, *, again: bool = False) -> None:
    """Answer at a moment: done, promised, or not possible."""
    mark = _mark(story, again=again)
    due_on = _promised(story, at) if mark == "B" else None
    head, body = story.writer.answer(
        story.topic, mark, name=story.letter.author.name, due=due_on, again=again
    )
    reason = story.writer.reason(story.topic) if mark == "C" else ""
    by = officer(story, story.holder)
    about = {"text": head + body, "mark": mark, "promised_on": due_on, "reason": reason}
    story.step("reply", at, work=work, by=by, **about)


def _mark(story: Story, *, again: bool) -> str:
    matter = story.topic.matter
    roll = story.random.random()
    if again:
        return "A"
    if matter.plan and roll < 0.31:
        return "B"
    return "C" if matter.cannot and roll > 0.87 else "A"


def _promised(story: Story, at: datetime) -> date:
    return story.scene.days.later(local_date(at), story.random.randint(16, 70))


def _answer_too(story: Story, other: Unit) -> None:
    """The second of two that answer for themselves."""
    by = officer(story, other)
    text = story.writer.talk("phone")
    story.step("contact", story.later(0), work=1, how="phone", text=text, by=by)
    answer = f"您提出的事项涉及我单位的部分答复如下：{_opinion(story)}"
    about = {"mark": "A", "promised_on": None, "reason": ""}
    story.step("reply", story.later(0, 1, 2), work=1, by=by, text=answer, **about)
