"""Photos are drawn anew: turned upright, at most 2560 pixels a side, and without anything a camera
or a phone wrote beside the picture (place, time, device, comments)."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms

from files.formats import DAMAGED, JPEG, PNG, SMALL_SIDE, WEBP, Format, Refused

LONGEST_SIDE = 2560
MOST_PIXELS = {JPEG: 50_000_000, PNG: 30_000_000, WEBP: 25_000_000}
"""What phones and screens make; beyond it a picture is made to fill memory (about 0.4 GB here:
only JPEG can be decoded at less than its full size)."""
LARGEST_PNG = 4 * 2**20
"""Bytes beyond which a PNG without transparency is a photo, and kept as JPEG."""

PIXELS = _("“%(name)s” has too many pixels. Please choose a smaller photo.")

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""The notes of a camera (EXIF orientation) and what sets each right."""

Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
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
        Refused: it is damaged, or has more than `MOST_PIXELS` of its kind.
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
        if opened.width * opened.height > MOST_PIXELS[kind]:
            raise Refused(PIXELS)
        # Large JPEGs are decoded at half or a quarter of their size to begin with.
        opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        turn, profile = _turn(opened), opened.info.get("icc_profile")
        picture = _scalable(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        picture = _plain(picture.transpose(turn) if turn is not None else picture, profile)
    kept, kind = _saved(picture, kind)
    small = _on_white(picture)
    small.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return Picture(kept, kind, picture.width, picture.height, _bytes(small, JPEG, quality=80))


def _turn(opened: Image.Image) -> Image.Transpose | None:
    """How to turn a photo upright that was taken with the phone held another way."""
    try:
        return TURNS.get(opened.getexif().get(ORIENTATION, 1))
    except Exception:
        # Notes beside the picture that cannot be read are no reason to refuse the picture.
        return None


def _scalable(picture: Image.Image) -> Image.Image:
    """The picture in a kind of colour in which it can be made smaller."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("1", "P", "PA", "LA", "La"):
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours that every screen shows, and with nothing but the picture."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        picture = _in_srgb(picture, profile)
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
