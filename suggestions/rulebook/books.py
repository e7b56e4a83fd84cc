"""An office's rules: what is in force, what an officer has changed, and what they look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from members.models import Member, Organ
from members.policies import hats
from suggestions.models import Rule, RuleDraft, RuleSet, Suggestion
from suggestions.routing import rules as routing
from suggestions.routing.rules import Facts
from workdays.arithmetic import SHANGHAI

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.models import User


def in_force(organ: str) -> RuleSet | None:
    """The newest version of an organ's rules; None before the first."""
    return RuleSet.objects.of_organ(organ).select_related("saved_by").first()


def plain(rule_set: RuleSet | None) -> tuple[routing.Rule, ...]:
    """The rules of a version in their order; none of no version."""
    if rule_set is None:
        return ()
    return tuple(_plain(one) for one in rule_set.rules.with_units().order_by("position"))


def _plain(row: Any) -> routing.Rule:
    return routing.Rule(
        key=row.key,
        unit=row.unit.code,
        words=tuple(row.words),
        place=row.place_id or "",
        category=row.category_id or "",
        sector=row.sector_id or "",
        others=tuple(row.other_codes),
        urgency=row.urgency,
    )


def drafted(draft: RuleDraft) -> tuple[routing.Rule, ...]:
    """The rules of a draft in their order."""
    return tuple(
        routing.Rule(**{**one, "words": tuple(one["words"]), "others": tuple(one["others"])})
        for one in draft.rules
    )


def stored(rules: Iterable[routing.Rule]) -> list[dict[str, object]]:
    """Rules as a draft holds them."""
    return [asdict(rule) for rule in rules]


@dataclass(frozen=True)
class Book:
    """An organ's rules as one officer sees them: the version in force, and their own draft.

    ``by_office``: they sit in its office, and do not only administer it.
    """

    organ: Organ
    current: RuleSet | None
    draft: RuleDraft | None
    by_office: bool = True

    @property
    def version(self) -> int:
        """The version in force; 0 before the first."""
        return self.current.version if self.current else 0

    @property
    def is_behind(self) -> bool:
        """Whether a new version was saved since the draft was begun."""
        return self.draft is not None and self.draft.base != self.version

    def rules(self) -> tuple[routing.Rule, ...]:
        """The draft's rules, or those in force where nothing was changed."""
        return plain(self.current) if self.draft is None else drafted(self.draft)


def book(organ: Organ, user: User) -> Book:
    """The rules of an organ for somebody of its office: two questions."""
    draft = RuleDraft.objects.filter(organ=organ, user=user).first()
    by_office = organ.pk in hats(user).office_of
    return Book(organ, in_force(organ.pk), draft, by_office)


def with_facts(cases: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """With `author_sector`: the author's sector in their organ on the day of writing."""
    wrote_on = OuterRef("wrote_on")
    then = Member.objects.filter(user=OuterRef("author"), organ=OuterRef("author_organ"))
    in_force = Q(until=None) | Q(until__gte=wrote_on)
    then = then.filter(in_force, since__lte=wrote_on).exclude(sector=None).order_by("-since")
    dated = cases.annotate(wrote_on=TruncDate("submitted_at", tzinfo=SHANGHAI))
    return dated.annotate(author_sector=Subquery(then.values("sector")[:1]))


def facts(one: Any) -> Facts:
    """Of a case that comes `with_facts`."""
    return Facts(
        title=one.title,
        text=f"{one.situation}\n{one.ask}",
        place=one.place_id,
        category=one.category_id or "",
        sector=one.author_sector or "",
    )


def hit(suggestion: Suggestion) -> tuple[Rule, routing.Hit] | None:
    """The office's rule that fits a suggestion; one whose unit was closed is passed over."""
    current = in_force(suggestion.organ_id)
    if current is None:
        return None
    rows = list(current.rules.with_units().order_by("position"))
    closed = {row.unit.code for row in rows if not row.unit.is_active}
    seen = facts(with_facts(Suggestion.objects.filter(pk=suggestion.pk)).get())
    found = routing.first([_plain(row) for row in rows], seen, closed=closed)
    return (rows[found.number - 1], found) if found else None
