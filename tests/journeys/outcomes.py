"""Cases of the demo's people in the states that a review can end in: the demo itself has none."""

import uuid

from members.models import Organ, User
from suggestions.actions import channels, completing, declining, merging, submitting, transferring
from suggestions.actions.declining import Ground
from suggestions.actions.submitting import Words
from suggestions.models import Suggestion
from suggestions.places import Matter
from tests.journeys.visiting import (
    MEMBER,
    OFFICE,
)
from workdays.clock import now

PROVINCE, COUNTY = "430000", "430111"


def make() -> dict[str, str]:
    """Their codes by the words that stand in the pages' addresses."""
    author, clerk = User.objects.get(email=MEMBER), User.objects.get(email=OFFICE)
    names = ("returned", "declined", "outside", "merged", "transferred", "appealed", "again")
    cases = {name: _submit(author, name) for name in names}
    acts = {"by": clerk, "at": now()}
    completing.send_back(suggestion=cases["returned"], missing="请写明路段和起止时间。", **acts)
    for name in ("declined", "appealed"):
        reason = "去年同一路段已经答复，请看原件。"
        ground = Ground("answered", "2025-00117")
        declining.decline(suggestion=cases[name], ground=ground, reason=reason, **acts)
    text = "去年说的是另一个路口，请再看一看。"
    declining.appeal(suggestion=cases["appealed"], text=text, by=author, at=now())
    channels.hand_off(
        suggestion=cases["outside"],
        channel="hotline",
        number="HN-20260305-118",
        reason="属热线当日受理的范围。",
        **acts,
    )
    channels.check(suggestion=cases["outside"], note="已转市城管，三日内回复。", **acts)
    merging.merge(suggestion=cases["merged"], into=cases["appealed"], **acts)
    county = Organ.objects.get(pk=COUNTY)
    transferring.transfer(suggestion=cases["transferred"], to=county, reason="属区级道路。", **acts)
    completing.send_back(suggestion=cases["again"], missing="请写明是哪个路口。", **acts)
    words = Words("修好路口东南角的信号灯", "东南角的灯一周不亮。", "请派人换灯。")
    completing.resubmit(
        suggestion=cases["again"],
        words=words,
        place=cases["again"].place,
        by=author,
        at=now(),
    )
    return {name: case.code for name, case in cases.items()}


def _submit(author: User, name: str) -> Suggestion:
    province = Organ.objects.get(pk=PROVINCE)
    return submitting.submit(
        key=uuid.uuid5(uuid.NAMESPACE_URL, name),
        words=Words("修好路口的信号灯", "路口的灯一周不亮，放学时很乱。", "请派人换灯。"),
        place=province,
        matter=Matter(province, None),
        author_organ=COUNTY,
        by=author,
        at=now(),
    )
