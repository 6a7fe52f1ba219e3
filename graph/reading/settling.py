"""Where one text gives several values of which one can be right: the better told one stays.

A month yields to a day in it, a date line to the body; what a title or heading says as the body
does is proposed once, with the sentence of the body. Two values that are equally well told both
stay: to choose between them is a person's task.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.reading.paragraphs import ParagraphPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.reading.relations import Claim

__all__ = ["settled"]

_DATES: Final = frozenset({"startDate", "endDate"})
_BODY: Final = ParagraphPart.BODY
_LINES: Final = frozenset({ParagraphPart.DATE_LINE, ParagraphPart.HEADING})
_SINGLE: Final = _DATES | {"place", "hostCountry", "basedIn"}


@dataclass(slots=True)
class _Told:
    """The values that one text gives for one property of a thing, each with where it first stands.

    ``body`` leaves out date lines and headings.
    """

    everywhere: set[str] = field(default_factory=set)
    body: dict[str, int] = field(default_factory=dict)

    def better(self, claim: Claim) -> bool:
        """Whether one of them says it more exactly than a claim, or in a better place."""
        mine = _value(claim)
        dated = claim.property in _DATES
        if dated and any(one != mine and one.startswith(mine) for one in self.everywhere):
            return True
        others = [(one, start) for one, start in self.body.items() if one != mine]
        if claim.sentence.paragraph.part in _LINES:
            return bool(others)
        return dated and any(start < claim.start and len(one) >= len(mine) for one, start in others)


def settled(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without those that a better one replaces."""
    all_of_them = list(claims)
    told: dict[tuple[str, str], _Told] = defaultdict(_Told)
    for claim in all_of_them:
        if claim.property in _SINGLE:
            of = told[claim.subject.key, claim.property]
            of.everywhere.add(_value(claim))
            if claim.sentence.paragraph.part not in _LINES:
                first = of.body.get(_value(claim), claim.start)
                of.body[_value(claim)] = min(first, claim.start)
    in_body = {_key(one) for one in all_of_them if one.sentence.paragraph.part is _BODY}
    for claim in all_of_them:
        if claim.sentence.paragraph.part is not _BODY and _key(claim) in in_body:
            continue
        if claim.property not in _SINGLE or not told[claim.subject.key, claim.property].better(
            claim
        ):
            yield claim


def _key(claim: Claim) -> tuple[str, str, str]:
    """What a claim says, wherever it stands."""
    return claim.subject.key, claim.property, _value(claim)


def _value(claim: Claim) -> str:
    if claim.property in {"hostCountry", "basedIn"}:
        return claim.object.key.split("/")[1]
    return claim.object.key
