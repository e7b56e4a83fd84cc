"""The fonts of paper: Noto Serif and Noto Sans for simplified Chinese, under the OFL.

They come in the package `mplfonts`, of which nothing is imported (it would ask for matplotlib),
and only these two of its files are used; or from `FONTS_DIR`, all that lie there. Fonts of the
system are not asked, so that a document looks the same on every machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings

FILES = ("NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf")
KINDS = (".otf", ".ttf", ".ttc")
FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")
"""What the layouts ask for: words of people, and everything else."""


class NoFonts(RuntimeError):
    """The fonts are not where they are looked for."""


def files() -> list[Path]:
    """The font files, wherever they come from. Raises `NoFonts`."""
    if settings.FONTS_DIR:
        there = Path(settings.FONTS_DIR)
        found = sorted(one for one in there.rglob("*") if one.suffix.lower() in KINDS)
    else:
        found = [one for name in FILES if (one := _packaged() / name).is_file()]
    if not found:
        raise NoFonts(f"There are no fonts in {settings.FONTS_DIR or _packaged()}.")
    return found


def _packaged() -> Path:
    """The folder of fonts in the package; finding it does not import it."""
    spec = find_spec("mplfonts")
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places), "")) / "fonts" if places else Path("mplfonts")


@cache
def loaded() -> typst.Fonts:
    """Our fonts as the typesetter takes them: looked up once, read when first needed."""
    return of(files())


def of(found: Sequence[Path]) -> typst.Fonts:
    """These files as the typesetter takes them."""
    with tempfile.TemporaryDirectory() as folder:
        # It takes folders only, and the package's holds others too.
        for number, one in enumerate(found):
            Path(folder, f"{number}{one.suffix}").symlink_to(one.resolve())
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )


def missing() -> list[str]:
    """The families that the layouts ask for and nothing brings."""
    try:
        there = set(loaded().families())
    except NoFonts:
        there = set()
    return [name for name in FAMILIES if name not in there]
