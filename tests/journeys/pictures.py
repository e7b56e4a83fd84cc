"""Pictures of the documentation, taken by the journeys on their way.

In the suite a journey only walks its steps; under `make pictures` it leaves a picture at each place
that is named, in docs/screenshots. A name stands at one place alone.
"""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys import looking

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "screenshots"
ARE_TAKEN = bool(os.environ.get("PICTURES"))
MOST_BYTES = 120 * 1024
MOST_COLOURS = 128


def picture(page: Page, name: str, *, is_whole: bool = False) -> None:
    """Keep what stands on the screen here, or the whole page, if pictures are being taken."""
    if ARE_TAKEN:
        looking.hold_still(page)
        keep(page.screenshot(animations="disabled", full_page=is_whole), name)


def keep(shot: bytes, name: str) -> None:
    """Write a picture with few colours, which is a third as large and looks the same."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = Image.open(io.BytesIO(shot)).convert("RGB").quantize(MOST_COLOURS, dither=0)
    path = FOLDER / f"{name}.png"
    drawn.save(path, optimize=True)
    assert path.stat().st_size <= MOST_BYTES
