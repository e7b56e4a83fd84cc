"""Whose matter it is: county, city or province. Pure; the proposal can always be changed.

A matter belongs to the lowest organ that has units to take it, unless the text itself points
higher: it names the province's bodies or roads, or asks for a province-wide rule.
"""

from collections.abc import Collection
from dataclasses import dataclass

LEVELS = ("county", "city", "province")

PROVINCE_WORDS = (
    "全省",
    "省级",
    "省直",
    "省内",
    "我省",
    "省政府",
    "省图书馆",
    "省博物馆",
    "省道",
    "国道",
    "高速公路",
    "高铁",
    "高考",
    "录取通知书",
    "各市州",
    "湖南图书馆",
    "湖南省",
)
CITY_WORDS = (
    "全市",
    "市级",
    "市直",
    "我市",
    "市政府",
    "地铁",
    "轨道交通",
    "公交线路",
    "市图书馆",
    "市区",
    "跨区",
    "各区县",
    "各县市区",
    "公积金",
)


@dataclass(frozen=True)
class Proposal:
    """The level proposed and the words that spoke for it (none: the place alone decided)."""

    level: str
    because: tuple[str, ...]


def propose(text: str, *, ready: Collection[str]) -> Proposal:
    """The level that should take a matter.

    Args:
        text: title and body.
        ready: the levels above and at the place whose organ has units to take a matter.
    """
    for level, words in (("province", PROVINCE_WORDS), ("city", CITY_WORDS)):
        found = tuple(word for word in words if word in text)
        if found and level in ready:
            return Proposal(level, found[:3])
    lowest = next((level for level in LEVELS if level in ready), "province")
    return Proposal(lowest, ())
