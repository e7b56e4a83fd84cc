"""What a list of rules would have done with past suggestions, beside the rules in force. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from suggestions.routing.rules import Facts, Hit, Rule, first, fitting


@dataclass(frozen=True)
class Item:
    """A past suggestion: its key, its facts, and the units to which it really went, if any yet."""

    key: int
    facts: Facts
    went_to: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """One suggestion under the rules in force and under those being tried."""

    key: int
    before: Hit | None
    now: Hit | None
    went_to: frozenset[str]

    @property
    def is_changed(self) -> bool:
        """Whether another unit is proposed, or one where there was none, or none any more."""
        return _unit(self.before) != _unit(self.now)

    @property
    def agrees(self) -> bool:
        """Whether it went where the rules being tried propose."""
        return _unit(self.now) in self.went_to


@dataclass(frozen=True)
class Count:
    """Of one rule: how many it hits, of those the ones that have gone to a unit, of those the ones
    that went to its unit; and how many it would fit that a rule above it takes."""

    hits: int = 0
    gone: int = 0
    agreed: int = 0
    taken_above: int = 0


@dataclass(frozen=True)
class Trial:
    """Everything that was tried."""

    outcomes: tuple[Outcome, ...]
    counts: Mapping[str, Count]

    @property
    def hits(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.now]

    @property
    def changed(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.is_changed]

    @property
    def gone(self) -> list[Outcome]:
        """Those that a rule hits and that have gone to a unit: what agreement is a share of."""
        return [one for one in self.outcomes if one.now and one.went_to]

    @property
    def agreed(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.agrees]


def attempt(
    before: Sequence[Rule],
    now: Sequence[Rule],
    items: Collection[Item],
    *,
    closed: Collection[str] = frozenset(),
) -> Trial:
    """Try the rules `now` on past suggestions, beside the rules `before`.

    `closed`: the units that take nothing more; their rules are passed over.
    """
    outcomes = []
    fits: Counter[str] = Counter()
    for item in items:
        found = list(fitting(now, item.facts, closed=closed))
        fits.update(hit.rule.key for hit in found[1:])
        hit = found[0] if found else None
        earlier = first(before, item.facts, closed=closed)
        outcomes.append(Outcome(item.key, earlier, hit, item.went_to))
    return Trial(tuple(outcomes), {rule.key: _count(rule, outcomes, fits) for rule in now})


def _count(rule: Rule, outcomes: Sequence[Outcome], fits: Counter[str]) -> Count:
    own = [one for one in outcomes if one.now and one.now.rule.key == rule.key]
    return Count(
        hits=len(own),
        gone=sum(bool(one.went_to) for one in own),
        agreed=sum(one.agrees for one in own),
        taken_above=fits[rule.key],
    )


def _unit(hit: Hit | None) -> str | None:
    return hit.rule.unit if hit else None
