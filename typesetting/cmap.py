"""Which signs a font file has: read from its `cmap` table (OpenType 1.9, formats 4 and 12).

A font without such a table has none; a damaged one raises `struct.error`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

type Run = tuple[int, int]
"""The first and the last code point of signs that follow one another."""

COLLECTION = b"ttcf"


def runs(path: Path) -> list[Run]:
    """The signs of all faces of a file (.otf, .ttf, .ttc), sorted and joined."""
    data = path.read_bytes()
    found = sorted(run for start in _faces(data) for run in _of_face(data, start))
    return list(joined(found))


def joined(found: list[Run]) -> Iterator[Run]:
    """Sorted runs without overlaps."""
    first, last = -1, -2
    for start, end in found:
        if start > last + 1:
            if last >= 0:
                yield first, last
            first = start
        last = max(last, end)
    if last >= 0:
        yield first, last


def _faces(data: bytes) -> list[int]:
    """Where each face of the file begins."""
    if data[:4] != COLLECTION:
        return [0]
    (count,) = struct.unpack_from(">I", data, 8)
    return list(struct.unpack_from(f">{count}I", data, 12))


def _of_face(data: bytes, start: int) -> Iterator[Run]:
    (tables,) = struct.unpack_from(">H", data, start + 4)
    for number in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4s3I", data, start + 12 + 16 * number)
        if tag == b"cmap":
            yield from _of_table(data, offset)


def _of_table(data: bytes, table: int) -> Iterator[Run]:
    (count,) = struct.unpack_from(">H", data, table + 2)
    found: dict[int, set[int]] = {}
    for number in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * number)
        # Unicode's own platform, or Microsoft's; both may name one and the same list.
        if platform in (0, 3):
            (kind,) = struct.unpack_from(">H", data, table + offset)
            found.setdefault(kind, set()).add(table + offset)
    # The longer format holds all that the shorter one does.
    read, places = (_groups, found[12]) if 12 in found else (_segments, found.get(4, set()))
    for place in places:
        yield from read(data, place)


def _groups(data: bytes, at: int) -> Iterator[Run]:
    """Format 12: runs of code points, each with its first glyph."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    for first, last, glyph in struct.iter_unpack(">3I", data[at + 16 : at + 16 + 12 * count]):
        # Glyph 0 is the empty box.
        yield (first if glyph else first + 1), last


def _segments(data: bytes, at: int) -> Iterator[Run]:
    """Format 4: segments of the first 65,536 code points."""
    (twice,) = struct.unpack_from(">H", data, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * twice)
    offsets = at + 16 + 3 * twice
    for number, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        here = offsets + 2 * number
        (away,) = struct.unpack_from(">H", data, here)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if away:
                (glyph,) = struct.unpack_from(">H", data, here + away + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield code, code
