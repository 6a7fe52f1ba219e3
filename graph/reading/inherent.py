"""What a name itself says: the number of a meeting, the region of a secretariat or a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.folding import plain
from graph.reading.generic import GENERIC
from graph.reading.mentions import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.reading.survey import Survey

__all__ = ["INHERENT"]

_OF_COUNTRY: Final = re.compile(r"^(?:Ministry|Government)\b.* of (?:the )?([^()]+)$")


def _ordinal(survey: Survey, meeting: Mention) -> Iterator[Mention]:
    """The number that the name of a meeting begins with."""
    if meeting.way == GENERIC:
        return
    written = survey.text[meeting.start : meeting.end]
    for words in survey.words:
        found = re.search(words.ordinal, written, re.IGNORECASE)
        number = words.ordinal_number(found[0]) if found else None
        if found and number is not None:
            start = meeting.start + found.start()
            yield Mention(
                start=start,
                end=start + len(found[0]),
                kind=MentionKind.COUNT,
                key=str(number),
                text=found[0],
            )
            return


def _served(survey: Survey, secretariat: Mention) -> Iterator[Mention]:
    """The region in the name of a secretariat."""
    region = survey.region_served(secretariat.key)
    if region and secretariat.way != GENERIC:
        yield _inside(survey, secretariat, MentionKind.REGION, region)


def _covered(survey: Survey, plan: Mention) -> Iterator[Mention]:
    """The country or region in the name of a plan."""
    scope, _, code = plan.key.partition("/")[2].partition("-")
    code = code.upper()
    for kind, key in (
        (MentionKind.COUNTRY, f"country/{code}"),
        (MentionKind.REGION, f"region/{code}"),
    ):
        if key in survey.known.types and plan.way != GENERIC and scope in {"nap", "rap"}:
            yield _inside(survey, plan, kind, key)


def _inside(survey: Survey, whole: Mention, kind: MentionKind, key: str) -> Mention:
    """A thing that is named within a longer name."""
    first = next((one for one in survey.mentions_of(kind) if one.key == key), None)
    text = first.text if first is not None else whole.text
    return Mention(start=whole.start, end=whole.end, kind=kind, key=key, text=text)


def _own_country(survey: Survey, body: Mention) -> Iterator[Mention]:
    """The country in the name of a ministry or a government."""
    label = body.label or survey.label(body.key)
    country = _OF_COUNTRY.search(label)
    key = survey.key_of.get(plain(country[1]), "") if country else ""
    if key.startswith("country/"):
        yield _inside(survey, body, MentionKind.COUNTRY, key)


def _own_region(survey: Survey, thing: Mention) -> Iterator[Mention]:
    """The region in the title of a project or programme, or of the meeting before this one."""
    if thing.way == "worked out":
        key = survey.main(MentionKind.REGION)
        if key:
            yield _inside(survey, thing, MentionKind.REGION, key)
        return
    if thing.kind is MentionKind.MEETING:
        return
    named = survey.region_in(thing.text)
    if named is not None:
        yield _inside(survey, thing, MentionKind.REGION, named[0])


INHERENT: Final[Mapping[str, Callable[[Survey, Mention], Iterator[Mention]]]] = {
    "ordinal": _ordinal,
    "served": _served,
    "covered": _covered,
    "own_country": _own_country,
    "own_region": _own_region,
}
"""What a pattern may name as its object without a slot for it."""
