"""Where one text gives several values of which one can be right: the better told one stays.

A month yields to a day in it, a date line to the body. Two values that are equally well told both
stay: to choose between them is a person's task.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.reading.paragraphs import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.reading.relations import Claim

__all__ = ["settled"]

_DATES: Final = frozenset({"startDate", "endDate"})
_SINGLE: Final = _DATES | {"place", "hostCountry", "basedIn"}


def settled(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without those that a better one replaces."""
    all_of_them = list(claims)
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in all_of_them:
        if claim.property in _SINGLE:
            groups[claim.subject.key, claim.property].append(claim)
    for claim in all_of_them:
        if not any(
            _better(other, claim) for other in groups.get((claim.subject.key, claim.property), ())
        ):
            yield claim


def _better(other: Claim, claim: Claim) -> bool:
    """Whether another claim says the same more exactly, or in a better place."""
    if other is claim:
        return False
    mine, its = _value(claim), _value(other)
    if claim.property in _DATES and its != mine and its.startswith(mine):
        return True
    lines = {Part.DATE_LINE, Part.HEADING}
    if its != mine and claim.sentence.paragraph.part in lines:
        return other.sentence.paragraph.part not in lines
    return (
        claim.property in _DATES and its != mine and other.start < claim.start
        and other.sentence.paragraph.part not in lines and len(its) >= len(mine)
    )  # fmt: skip


def _value(claim: Claim) -> str:
    if claim.property in {"hostCountry", "basedIn"}:
        return claim.object.key.split("/")[1]
    return claim.object.key
