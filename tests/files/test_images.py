"""Photos are drawn anew: upright, not too large, and without what a camera wrote beside them."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, PngImagePlugin

from files.formats import JPEG, PNG, WEBP, Refused, image_format
from files.images import LONGEST_SIDE, redraw
from tests.files.samples import a_photo, a_pixel_bomb

GPS, MAKE, ORIENTATION, DESCRIPTION = 0x8825, 0x010F, 0x0112, 0x010E
SECRET = b"28.2282N112.9388E"


def opened(data):
    return Image.open(BytesIO(data))


def notes(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where, with which device, which way up."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Secret Phone", orientation
    exif[DESCRIPTION] = SECRET.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (28.0, 13.0, 41.5), 3: "E", 4: (112.0, 56.0, 19.7)})
    return exif


@pytest.mark.parametrize("kind", [JPEG, PNG, WEBP])
def test_place_device_and_time_are_gone(kind):
    data = a_photo(kind.name.upper(), exif=notes())
    assert opened(data).getexif().get_ifd(GPS), "the sample must hold a place"
    found = redraw(data, kind)
    for kept in (found.data, found.small):
        assert dict(opened(kept).getexif()) == {}
        assert SECRET not in kept
        assert b"Secret Phone" not in kept


def test_comments_profiles_and_texts_are_gone():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    samples = {
        JPEG: a_photo(comment=SECRET, xmp=b"<x>" + SECRET + b"</x>", icc_profile=profile),
        PNG: a_photo("PNG", pnginfo=texts, icc_profile=profile),
        WEBP: a_photo("WEBP", xmp=b"<x>" + SECRET + b"</x>", icc_profile=profile),
    }
    for kind, data in samples.items():
        assert SECRET in data
        kept = redraw(data, kind).data
        assert SECRET not in kept
        assert set(opened(kept).info) <= {
            *("jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"),
            *("loop", "background", "timestamp", "duration"),
        }


def test_a_photo_held_sideways_stands_upright():
    found = redraw(a_photo(size=(60, 40), exif=notes(orientation=6)), JPEG)
    assert (found.width, found.height) == (40, 60)
    # What was white above on the left stands above on the right.
    assert opened(found.data).getpixel((35, 5))[0] > 200
    assert opened(found.data).getpixel((5, 50))[0] < 50


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_is_turned_as_viewers_turn_it(orientation):
    data = a_photo(size=(60, 40), exif=notes(orientation))
    found, wanted = opened(redraw(data, JPEG).data), ImageOps.exif_transpose(opened(data))
    assert found.size == wanted.size
    apart = ImageChops.difference(found.convert("L"), wanted.convert("L"))
    assert apart.getextrema()[1] < 60


def test_a_large_photo_is_made_smaller_and_has_a_small_one():
    found = redraw(a_photo(size=(4000, 3000)), JPEG)
    assert (found.width, found.height) == (LONGEST_SIDE, 1920)
    assert opened(found.data).size == (LONGEST_SIDE, 1920)
    assert opened(found.small).size == (480, 360)
    assert image_format(found.small) is JPEG


def test_a_picture_with_a_ground_to_see_through_keeps_it():
    found = redraw(a_photo("PNG", mode="RGBA"), PNG)
    assert found.kind is PNG
    assert opened(found.data).mode == "RGBA"
    assert opened(found.small).getpixel((50, 35)) > (240, 240, 240)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "1"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "I;16")],
)
def test_every_kind_of_colour_is_taken(kind, mode):
    buffer = BytesIO()
    Image.new(mode, (30, 20)).save(buffer, kind)
    data = buffer.getvalue()
    found = redraw(data, image_format(data))
    assert opened(found.data).size == (30, 20)


def test_of_a_moving_picture_one_frame_stays():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    buffer = BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    found = redraw(buffer.getvalue(), WEBP)
    assert getattr(opened(found.data), "n_frames", 1) == 1


def test_a_noisy_png_without_transparency_is_kept_as_jpeg():
    noise = Image.effect_noise((2000, 1500), 90).convert("RGB")
    buffer = BytesIO()
    Image.merge("RGB", [Image.effect_noise((2000, 1500), 90) for _one in "RGB"]).save(buffer, "PNG")
    found = redraw(buffer.getvalue(), PNG)
    assert (found.kind, image_format(found.data)) == (JPEG, JPEG)
    assert noise.size == (found.width, found.height)


@pytest.mark.parametrize("sides", [(60_000, 60_000), (9_000, 9_000), (65_000, 1_000)])
def test_a_pixel_bomb_is_refused_before_it_is_drawn(sides):
    with pytest.raises(Refused, match="too many pixels"):
        redraw(a_pixel_bomb(*sides), PNG)


def outcome(data, kind):
    """What is kept, or the sentence why nothing is."""
    try:
        return redraw(data, kind).data
    except Refused as refusal:
        return refusal.words("a.jpg")


@pytest.mark.parametrize("kind", [JPEG, PNG, WEBP])
def test_cut_off_anywhere_a_photo_is_refused_unless_all_of_the_picture_is_there(kind):
    whole = a_photo(kind.name.upper(), size=(200, 150))
    damaged = "“a.jpg” is damaged or incomplete. Please choose it again, or save it anew."
    found = [
        outcome(whole[:length], kind)
        for length in range(12, len(whole) - 12, max(1, len(whole) // 25))
    ]
    assert set(found) <= {damaged, redraw(whole, kind).data}
    assert found.count(damaged) > len(found) / 2


@pytest.mark.parametrize("kind", [JPEG, PNG, WEBP])
def test_scrambled_bytes_are_refused_or_drawn_but_never_an_error(kind):
    whole = bytearray(a_photo(kind.name.upper(), size=(200, 150), exif=notes()))
    for start in range(4, len(whole) - 4, max(1, len(whole) // 40)):
        scrambled = whole.copy()
        scrambled[start : start + 3] = b"\xff\x00\x7f"
        assert outcome(bytes(scrambled), kind)


def test_a_photo_that_is_a_page_as_well_is_only_a_photo_afterwards():
    page = b"<script>alert(1)</script>"
    for data in (a_photo(comment=page), a_photo() + page):
        assert page not in redraw(data, JPEG).data
