from collections.abc import Iterator
from decimal import Decimal

import pytest

from members.models import Organ
from workdays import calendar

HUNAN, CHANGSHA, YUELU = "430000", "430100", "430104"


@pytest.fixture(autouse=True)
def _fresh_calendar() -> Iterator[None]:
    """Let no test see the calendar another one loaded."""
    calendar.forget()
    yield
    calendar.forget()


@pytest.fixture
def organs(db: None) -> dict[str, Organ]:
    """A province, a city in it and a district in that, by code."""
    parent = None
    found = {}
    for code, level, zh, en in [
        (HUNAN, "province", "湖南省", "Hunan Province"),
        (CHANGSHA, "city", "长沙市", "Changsha City"),
        (YUELU, "county", "岳麓区", "Yuelu District"),
    ]:
        parent, _created = Organ.objects.get_or_create(
            code=code,
            defaults={
                "level": level,
                "parent": parent,
                "name_zh": zh,
                "name_en": en,
                "seat_lon": Decimal("112.9"),
                "seat_lat": Decimal("28.2"),
            },
        )
        found[code] = parent
    return found


@pytest.fixture
def district(organs: dict[str, Organ]) -> Organ:
    """The district."""
    return organs[YUELU]
