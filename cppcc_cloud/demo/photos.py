"""Small pictures that hang on cases of the demo: drawn, of no place."""

from __future__ import annotations

import uuid
from datetime import datetime
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from files.actions import attaching
from members.models import User

SIZE = (640, 420)
SKIES = ((204, 222, 236), (226, 214, 200), (186, 198, 214))
GROUND, ROAD, LINE, POST = (134, 142, 120), (96, 98, 104), (238, 238, 230), (58, 60, 66)


def attach(count: int, *, key: uuid.UUID, by: User, at: datetime) -> None:
    """Hang so many on a form that is sent later."""
    for number in range(1, count + 1):
        picture = drawn(Random(f"{key} {number}"))
        named: dict[str, Any] = {"name": f"现场{number}.jpg", "size": len(picture)}
        attaching.attach(key=key, file=BytesIO(picture), by=by, at=at, **named)


def drawn(random: Random) -> bytes:
    """A street with houses and lamps, as JPEG."""
    width, height = SIZE
    image = Image.new("RGB", SIZE, random.choice(SKIES))
    draw = ImageDraw.Draw(image)
    horizon = height // 2
    left = -20
    while left < width:
        right, top = left + random.randint(50, 120), horizon - random.randint(40, 170)
        shade = random.randint(150, 205)
        draw.rectangle((left, top, right, horizon), fill=(shade, shade - 8, shade - 20))
        for x in range(left + 10, right - 12, 22):
            for y in range(top + 12, horizon - 14, 26):
                draw.rectangle((x, y, x + 9, y + 13), fill=(shade - 60, shade - 50, shade - 40))
        left = right + random.randint(0, 14)
    draw.rectangle((0, horizon, width, height), fill=GROUND)
    middle = random.randint(width // 3, 2 * width // 3)
    draw.polygon(
        [(middle - 30, horizon), (middle + 30, horizon), (width, height), (0, height)], ROAD
    )
    for step in range(4):
        y = horizon + 24 + step * step * 22
        draw.line((middle, y, middle, y + 12 + 8 * step), fill=LINE, width=3 + step)
    for x in (width // 6, 5 * width // 6):
        draw.line((x, horizon - 90, x, height - 60), fill=POST, width=7)
        draw.ellipse((x - 16, horizon - 106, x + 16, horizon - 84), fill=(250, 240, 190))
    out = BytesIO()
    image.save(out, "JPEG", quality=72)
    return out.getvalue()
