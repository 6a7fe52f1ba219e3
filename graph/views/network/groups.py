"""Several things drawn as one: those of a kind, a region or a publisher, or that a reader chose.

A group is a rule and what it holds now: things that come in later and meet the rule go into it, so
its count is always that of everything in view. A thing is in one group at most, that of the first
rule which it meets. Nothing is worked out: a thing is of a region where documents name one region
for it and no other, and of a publisher where every statement about it is in that one's documents.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.texts import gettext
from graph.views.record.appearance import appearance
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from graph.views.network.facets import Facets
    from graph.views.network.view_state import GroupedBy
    from graph.views.record.names import Names

__all__ = ["GROUP", "Group", "GroupRule", "grouped", "node_of", "rules_by"]

GROUP: Final = "group:"
"""What the names of all groups begin with."""
_FEWEST: Final = 2

RuleBy: TypeAlias = Literal["kind", "region", "publisher", "name"]


@dataclass(frozen=True, slots=True)
class GroupRule:
    """What makes things a group; the things themselves only where a reader chose them."""

    by: RuleBy
    of: str
    things: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The rule as an address names it: ``kind:Meeting``."""
        return f"{self.by}:{self.of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things that are drawn as one, by the rule that they meet; ``kinds`` has the kind of each."""

    rule: GroupRule
    name: str
    things: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its name in the picture and in an address: ``group:kind:Meeting``."""
        return GROUP + self.rule.key

    @property
    def kind(self) -> str:
        """The kind of all that is in it; that of any thing where there are several."""
        return self.kinds[0] if len({*self.kinds}) == 1 else "Thing"

    @property
    def label(self) -> str:
        """What stands under it, with the exact number: "37 meetings", "Central Asia: 12 things"."""
        many = appearance(self.kind).counted(len(self.things))
        return many if self.rule.by == "kind" else f"{self.name}: {many}"

    @property
    def why(self) -> str:
        """What makes its things a group, as a sentence."""
        match self.rule.by:
            case "kind":
                return gettext("All in view of one kind.")
            case "region":
                return gettext(
                    "Documents name {region} as the region of each, and no other region.",
                    region=self.name,
                )
            case "publisher":
                return gettext(
                    "All that is on record of each stands in documents of {publisher} alone.",
                    publisher=self.name,
                )
            case "name":
                return gettext("You put them together.")

    def counts(self) -> Counter[str]:
        """How many things of each kind are in it."""
        return Counter(self.kinds)

    def having(self, things: Collection[str]) -> Group:
        """The same group with those of its things that are among the given ones."""
        kept = [
            (one, kind) for one, kind in zip(self.things, self.kinds, strict=True) if one in things
        ]
        return replace(
            self, things=tuple(one for one, _ in kept), kinds=tuple(kind for _, kind in kept)
        )


def node_of(name: str) -> str:
    """The node of the picture that an address names: a thing by its short name, or a group."""
    return name if name.startswith(GROUP) else str(THINGS[name])


def rules_by(
    by: GroupedBy, things: Iterable[str], facets: Facets, names: Names
) -> tuple[GroupRule, ...]:
    """The rules that make groups of two or more of the things."""
    members = Counter(_values(by, tuple(things), facets, names).values())
    many = sorted(value for value, count in members.items() if count >= _FEWEST)
    return tuple(GroupRule(by, value) for value in many)


def grouped(
    rules: Sequence[GroupRule], things: Sequence[str], facets: Facets, names: Names
) -> tuple[Group, ...]:
    """The groups of the things; what meets several rules is in the first, and one alone in none."""
    values: dict[RuleBy, Mapping[str, str]] = {}
    left = dict.fromkeys(things)
    found = []
    for rule in rules:
        if rule.by == "name":
            chosen = {str(THINGS[name]) for name in rule.things}
            members = [one for one in left if one in chosen]
        else:
            if rule.by not in values:
                values[rule.by] = _values(rule.by, tuple(things), facets, names)
            members = [one for one in left if values[rule.by].get(one) == rule.of]
        if len(members) < _FEWEST:
            continue
        members.sort(key=lambda one: (names[one].label, one))
        left = {one: None for one in left if one not in {*members}}
        known = names.find(rule.of) if rule.by == "region" else None
        found.append(
            Group(
                rule=rule,
                name=known.label if known else rule.of,
                things=tuple(members),
                kinds=tuple(names[one].family or "Thing" for one in members),
            )
        )
    return tuple(found)


def _values(
    by: GroupedBy, things: Sequence[str], facets: Facets, names: Names
) -> Mapping[str, str]:
    """By thing, the one kind, region or publisher that it has; what has none or several is out."""
    ways: Mapping[GroupedBy, Callable[[], Mapping[str, str]]] = {
        "kind": lambda: {one: names[one].family for one in things if names[one].family},
        "region": lambda: {
            one: names[next(iter(of))].short
            for one, of in facets.regions(things, names).items()
            if len(of) == 1
        },
        "publisher": lambda: {
            # A tilde would end the name of the group in an address.
            one: next(iter(of)).replace("~", "-")
            for one, of in facets.publishers(things).items()
            if len(of) == 1 and "" not in of
        },
    }
    return ways[by]()
