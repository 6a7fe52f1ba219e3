"""Further forms in which things and kinds are called: beginnings, numbered meetings, plurals."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.folding import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.views.record.names import Name, Names

__all__ = [
    "LOOSE",
    "bare_forms",
    "bodies_without_country",
    "first_words",
    "forms_by_country",
    "further_forms",
    "meeting_forms",
    "singular_and_plural",
]

LOOSE: Final = frozenset({"for", "of", "the", "in", "meeting", "on"})
"""Words that a name of a meeting may or may not have."""
_PLAIN: Final = frozenset({"countries", "east"})
_COMPASS: Final = frozenset({"and", "central", "east", "eastern", "north", "south", "west"})
_OF_COUNTRY: Final = re.compile(r"(.+) \(([^()]+)\)")
_DIRECTORATE: Final = re.compile(r"DG ([A-Z]{4,})")
_SPAN: Final = re.compile(r"(.+) ((?:19|20)\d\d)[-\u2013]((?:19|20)\d\d)")
_OF_PARTS: Final = {"africa": "african", "asia": "asian", "europe": "european", "east": "eastern"}
_PROJECT: Final = re.compile(r"project(?=\d)")
_OWN_WORDS: Final = 4
_MINISTRY: Final = "ministry"
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)\b")

_LESSER: Final = frozenset({"jr", "sr"})


def first_words(regions: Sequence[Name]) -> Iterator[tuple[str, Name]]:
    """The first or last word of a region's name, where no other region's has it there: "Gulf".

    A part of the world of which several regions are, "Africa", may mean each of them.
    """
    firsts: defaultdict[str, list[Name]] = defaultdict(list)
    lasts: defaultdict[str, list[Name]] = defaultdict(list)
    parts: defaultdict[str, list[Name]] = defaultdict(list)
    for one in regions:
        own = words(one.label).split()
        firsts[own[0]].append(one)
        for word in {*own} - _COMPASS:
            parts[word.removesuffix("n")].append(one)
        if own[-1] not in _PLAIN:
            lasts[own[-1]].append(one)  # "the Sahel"
        if len(own) > 2 and not {*own[:2]} & _COMPASS:  # noqa: PLR2004 - "the Atlantic Facade"
            lasts["".join(own[1:])].append(one)
    yield from ((first, own[0]) for first, own in firsts.items() if len(own) == 1)
    yield from (
        (last, own[0])
        for last, own in lasts.items()
        if len(own) == 1 and (last not in parts or len(parts[last]) == 1)
    )
    yield from ((part, one) for part, own in parts.items() if len(own) > 1 for one in own)


def further_forms(name: Name) -> Iterator[str]:
    """The forms in which a thing is called beside its names, blanks aside."""
    yield from (*_with_of(name), *_of_region(name), *_without_directorate(name), *_with_span(name))
    yield from _without_initials(name)


def _without_initials(name: Name) -> Iterator[str]:
    """The names of a person without what stands in between: "Paquito N. Ochoa, Jr."."""
    for told in (name.label, *name.others) if name.family == "Person" else ():
        own = words(told).split()
        kept = [one for one in own if len(one) > 1 and one not in _LESSER]
        if len(own) > len(kept) > 1:
            yield "".join(kept)


def _of_region(name: Name) -> Iterator[str]:
    """The names of a region as what is of it is called: "Eastern and Central African"."""
    for told in (name.label, *name.others) if name.family == "Region" else ():
        *before, last = words(told).split() or [""]
        if last in _OF_PARTS:
            yield "".join([*before, _OF_PARTS[last]])
        elif len(before) > 1 and not _COMPASS & {*before} and before[-1] != "and":
            yield "".join(before)  # "African Atlantic countries"


def bare_forms(name: Name) -> Iterator[str]:
    """The names of a meeting without the words that it may or may not have, blanks aside.

    Its project can be told in short: "kick-off P46".
    """
    for told in (name.label, *name.others):
        bare = "".join(one for one in words(told).split() if one not in LOOSE)
        yield from dict.fromkeys([bare, _PROJECT.sub("p", bare)])


def _without_directorate(name: Name) -> Iterator[str]:
    """The names of a Directorate-General without these words: "INTPA"."""
    yield from (words(found[1]) for told in name.others if (found := _DIRECTORATE.fullmatch(told)))


def _with_span(name: Name) -> Iterator[str]:
    """The names that end in years as these are read: "Roadmap from 2023 to 2024"."""
    for told in (name.label, *name.others):
        if found := _SPAN.fullmatch(told):
            yield "".join(words(f"{found[1]} from {found[2]} to {found[3]}").split())


def _with_of(name: Name) -> Iterator[str]:
    """The names of a body that end in its country, "Agency (Tajikistan)", with an "of".

    Its acronym can stand beside the country: "NRSA Tajikistan".
    """
    for told in (name.label, *name.others):
        if found := _OF_COUNTRY.fullmatch(told):
            yield "".join(words(f"{found[1]} of {found[2]}").split())
            for short in (one for one in name.others if one.isupper()):
                yield from (words(f"{short}{found[2]}"), words(f"{found[2]}{short}"))


def forms_by_country(names: Names) -> Iterator[tuple[str, Name]]:
    """The names that end in a country with the other names of it: "EU Delegation in Kyrgyzstan".

    Args:
        names: what things are called.
    """
    countries = [(one.label, *one.others) for one in names.things(["Country"])]
    for name in names.things(["Organisation", "ActionPlan"]):
        for told in (name.label, *name.others):
            for called in countries:
                at = next((one for one in called if told.endswith(f" {one}")), "")
                before = told.removesuffix(at).removesuffix("the ") if at else ""
                for other in called if at else ():
                    if other != at:
                        yield "".join(words(f"{before}{other}").split()), name


def bodies_without_country(bodies: Sequence[Name]) -> Iterator[tuple[str, Name]]:
    """The names of bodies that end in their country, without it, where no other is called so.

    A few words, and those of ministries, are called so in other countries too.
    """
    called: defaultdict[str, set[Name]] = defaultdict(set)
    for one in bodies:
        for told in (one.label, *one.others) if one.kind.casefold() != _MINISTRY else ():
            found = _OF_COUNTRY.fullmatch(told)
            if found and len(own := words(found[1]).split()) >= _OWN_WORDS:
                called["".join(own)].add(one)
    yield from ((form, next(iter(those))) for form, those in called.items() if len(those) == 1)


def meeting_forms(name: Name, names: Names) -> Iterator[str]:
    """The ways in which a numbered meeting of a series and a region is called, blanks aside."""
    label = words(name.label)
    number = _ORDINAL.match(label)
    if not number:
        return
    series, _, place = label[number.end() :].partition(" for ")
    if not place:
        return
    places = {place.removeprefix("the ")}
    for region in names.things(["Region"]):
        told = {words(one) for one in (region.label, *region.others)}
        if places & told or any(one.startswith(place.removeprefix("the ")) for one in told):
            places |= told
    kept = [one for one in series.split() if one not in LOOSE]
    for where in places:
        bare = "".join(one for one in where.split() if one not in LOOSE)
        for what in {"".join(kept), "".join(kept).replace("roundtable", "rtm")}:
            yield from (
                f"{number[0]}{what}{bare}",
                f"{number[0]}{bare}{what}",
                f"{bare}{number[0]}{what}",
                f"{what}{number[1]}{bare}",
                f"{bare}{what}{number[1]}",
            )


def singular_and_plural(label: str) -> set[str]:
    """A kind in the singular and in the plural."""
    plural = f"{label}s"
    if label.endswith("y"):
        plural = f"{label[:-1]}ies"
    return {label, plural}
