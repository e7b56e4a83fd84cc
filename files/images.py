"""Photos are drawn anew: turned upright, at most 2560 pixels a side, and without anything a camera
or a phone wrote beside the picture (place, time, device, comments)."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from files.formats import DAMAGED, JPEG, PNG, SMALL_SIDE, WEBP, Format, Refused

LONGEST_SIDE = 2560
MOST_PIXELS = 50_000_000
"""What phones take without trying; beyond it, a picture is made to fill memory."""
LARGEST_PNG = 4 * 2**20
"""Bytes beyond which a PNG without transparency is a photo, and kept as JPEG."""

PIXELS = _("“%(name)s” has too many pixels. Please choose a smaller photo.")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept: bytes, kind, size in pixels, and the same small, as JPEG."""

    data: bytes
    kind: Format
    width: int
    height: int
    small: bytes


def redraw(data: bytes, kind: Format) -> Picture:
    """Draw a photo anew.

    Raises:
        Refused: it is damaged, or has more than `MOST_PIXELS` pixels.
    """
    # Several at once would add up to more memory than a web server has.
    with _ONE_AT_A_TIME:
        try:
            return _redraw(data, kind)
        except Refused:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise Refused(PIXELS) from error
        except Exception as error:
            # Hostile bytes fail inside the decoders in more ways than they document.
            raise Refused(DAMAGED) from error


def _redraw(data: bytes, kind: Format) -> Picture:
    with Image.open(BytesIO(data), formats=(kind.name.upper(),)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused(PIXELS)
        if kind is JPEG:
            # Large photos are decoded at half or a quarter of their size to begin with.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        picture = _plain(_upright(opened), opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    kept, kind = _saved(picture, kind)
    small = _on_white(picture)
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return Picture(kept, kind, picture.width, picture.height, _bytes(small, JPEG, quality=80))


def _upright(opened: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(opened)
    except Exception:
        # Notes beside the picture that cannot be read are no reason to refuse the picture.
        return opened.copy()


def _plain(picture: Image.Image, opened: Image.Image) -> Image.Image:
    """In the colours that every screen shows, and with nothing but the picture."""
    see_through = picture.has_transparency_data
    mode = "RGBA" if see_through else "RGB"
    profile = opened.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        picture = _in_srgb(picture, profile)
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.point(lambda value: value / 256).convert("L")
    plain = picture.convert(mode)
    plain.info = {}
    return plain


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        out = "RGBA" if picture.mode == "RGBA" else "RGB"
        found = ImageCms.profileToProfile(picture, source, target, outputMode=out)
    except Exception:
        # A colour profile that cannot be read: the colours as they are.
        return picture
    return found or picture


def _saved(picture: Image.Image, kind: Format) -> tuple[bytes, Format]:
    if kind is PNG:
        data = _bytes(picture, PNG, optimize=True)
        if picture.mode == "RGBA" or len(data) <= LARGEST_PNG:
            return data, PNG
        kind = JPEG
    if kind is WEBP:
        return _bytes(picture, WEBP, quality=85), WEBP
    return _bytes(picture, JPEG, quality=85, optimize=True, progressive=True), JPEG


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.copy()
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _bytes(picture: Image.Image, kind: Format, **options: int | bool) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind.name.upper(), **options)
    return buffer.getvalue()
