"""Rules of the province's office: two versions, and a change that is not saved yet."""

from members.models import Organ, User
from suggestions.actions import ruling_routes
from suggestions.routing.rules import Rule
from tests.journeys.visiting import (
    OFFICE,
)
from workdays.clock import now

PROVINCE = "430000"
FIRST = Rule("", "stsg", words=("图书馆", "阅览室", "书架"), others=("jyt",), urgency="simple")
SECOND = Rule("", "jyt", words=("学校", "校车"), place="430100", category="02")
THIRD = Rule("", "jyt", words=("放学", "信号灯"))


def make() -> dict[str, str]:
    """The key of the first rule, by the word that stands in the pages' addresses."""
    clerk, organ = User.objects.get(email=OFFICE), Organ.objects.get(pk=PROVINCE)
    act = {"organ": organ, "by": clerk, "at": now()}
    key = ruling_routes.put(rule=FIRST, **act).key
    ruling_routes.save(base=0, **act)
    ruling_routes.put(rule=SECOND, **act)
    ruling_routes.save(base=1, **act)
    ruling_routes.put(rule=THIRD, **act)
    return {"rule": key}
