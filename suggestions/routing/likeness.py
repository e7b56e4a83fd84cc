"""Which titles are alike: by the pairs of signs that they share, in any language."""

from collections.abc import Iterable

LEAST = 0.2
"""The share of common pairs below which two titles are not alike."""


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a text, without spaces."""
    plain = "".join(text.lower().split())
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))


def nearest(title: str, others: Iterable[tuple[int, str]], *, most: int = 5) -> list[int]:
    """The keys of up to `most` of the (key, title) that are most alike, the nearest first."""
    own = pairs(title)
    found = []
    for key, other in others:
        theirs = pairs(other)
        share = len(own & theirs) / (len(own | theirs) or 1)
        if share >= LEAST:
            found.append((share, key))
    return [key for _share, key in sorted(found, reverse=True)[:most]]
