"""What a question of places cannot find, since documents tell its place more roughly, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.texts import gettext, ngettext
from graph.views.asking.asked_beside import counted_beside, names_beside
from graph.views.asking.built_question import BuiltQuestion, Condition, ThingValue
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Engine

__all__ = ["untold_by_regions", "untold_of_seats"]

_SEAT: Final = (str(CBRN.basedIn),)
_REGION: Final = (str(CBRN.coversRegion),)
_COUNTRY: Final = (str(CBRN.coversCountry),)
_HOST: Final = (str(CBRN.hostCountry),)
_IN_REGION: Final = (str(CBRN.inRegion),)
_PROJECT: Final = "Project"


def untold_of_seats(engine: Engine, question: BuiltQuestion) -> tuple[str, ...]:
    """How many bodies may be of the country asked for, since their seats are not on record.

    Args:
        engine: the graph.
        question: the question.

    Returns:
        Sentences, none of them twice: of two countries the same may be said.
    """
    return tuple(dict.fromkeys(_untold_of_seats(engine, question)))


def _untold_of_seats(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    rest, is_all = _without_seat(question)
    number = counted_beside(engine, rest)
    if number and is_all:
        yield ngettext(
            "Of {number} more on record no document tells the seat.",
            "Of {number} more on record no document tells the seats.",
            number,
            number=number,
        )
    elif number:
        yield ngettext(
            "{number} more fits all else that is asked, but its seat is not on record.",
            "{number} more fit all else that is asked, but their seats are not on record.",
            number,
            number=number,
        )
    if number and (named := _named_after(engine, question)):
        yield gettext(
            "Of these, the name holds that country in brackets: {names}.",
            names=", ".join(named),
        )
    if number := counted_beside(engine, _elsewhere_or_nowhere(question)):
        yield ngettext(
            "Of {number} of those found no document tells the seat.",
            "Of {number} of those found no document tells the seats.",
            number,
            number=number,
        )
    for by_bodies, bodies, is_absent in _by_bodies_without_seat(question):
        number = counted_beside(engine, by_bodies)
        if number and is_absent:
            yield ngettext(
                "{number} of those found has an organisation in that part whose seat is not on"
                " record.",
                "{number} of those found have an organisation in that part whose seat is not on"
                " record.",
                number,
                number=number,
            )
        elif number:
            yield ngettext(
                "{number} more fits all else that is asked, by an organisation whose seat is not on"
                " record.",
                "{number} more fit all else that is asked, by organisations whose seats are not on"
                " record.",
                number,
                number=number,
            )
        if number and (named := _named_after(engine, bodies)):
            yield gettext(
                "Of these organisations, the name holds that country in brackets: {names}.",
                names=", ".join(named),
            )


def untold_by_regions(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many documents tell by region where a question asks by country, or the other way round.

    Args:
        engine: the graph.
        question: the question.
    """
    yield from _only_regions(engine, question)
    by_country, kind = _by_country(question) or (None, "")
    number = counted_beside(engine, by_country, kind)
    if number and kind == _PROJECT:
        yield ngettext(
            "{number} project of which documents name only countries there is not counted in.",
            "{number} projects of which documents name only countries there are not counted in.",
            number,
            number=number,
        )
    elif number:
        yield ngettext(
            "{number} more was held in a country of the region, but no document names the region.",
            "{number} more were held in countries of the region, but no document names the region.",
            number,
            number=number,
        )
    if number := counted_beside(engine, _without_venue(question)):
        yield ngettext(
            "{number} more is of that region, but in which country it was is not on record.",
            "{number} more are of that region, but in which countries they were is not on record.",
            number,
            number=number,
        )


def _without_venue(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after meetings of a region without a venue, where it asks which were there."""
    for at, one in enumerate(question.conditions):
        inner = one.value if isinstance(one.value, BuiltQuestion) else None
        there = inner.conditions if inner and inner.kind == "Country" else ()
        is_held = _HOST[0] in one.relations and not one.is_absent
        if is_held and len(there) == 1 and there[0].relations == _IN_REGION:
            of_region = Condition(relations=_REGION, value=there[0].value)
            nowhere = Condition(relations=_HOST, is_absent=True)
            return question.without(at).with_condition(of_region).with_condition(nowhere)
    return None


def _without_seat(question: BuiltQuestion) -> tuple[BuiltQuestion | None, bool]:
    """The question after those whose seat is not on record, where it asks for one.

    Returns:
        The question, and whether it asks for nothing else.
    """
    for at, one in enumerate(question.conditions):
        if one.relations == _SEAT and isinstance(one.value, ThingValue) and not one.is_absent:
            rest = question.without(at)
            is_all = not rest.conditions
            told = any(each.relations and not each.is_absent for each in rest.conditions)
            nowhere = rest.with_condition(replace(one, value=None, is_absent=True))
            return nowhere if told or is_all else None, is_all
    return None, False


def _elsewhere_or_nowhere(question: BuiltQuestion) -> BuiltQuestion | None:
    """The question after those whose seat is not on record, where a country is shut out."""
    for one in question.conditions:
        if one.relations == _SEAT and isinstance(one.value, ThingValue) and one.is_absent:
            return question.with_condition(replace(one, value=None))
    return None


def _by_bodies_without_seat(
    question: BuiltQuestion,
) -> Iterator[tuple[BuiltQuestion, BuiltQuestion, bool]]:
    """The questions after what is tied to a body whose seat is not on record, where one is asked.

    Returns:
        Each question, that after the bodies which it asks for, and whether these are shut out.
    """
    for at, one in enumerate(question.conditions):
        inner = one.value if isinstance(one.value, BuiltQuestion) and not one.number else None
        nowhere, _ = _without_seat(inner) if inner else (None, False)
        if inner is None or nowhere is None or one.is_shown or one.is_ranked:
            continue
        others = question if one.is_absent else question.without(at)
        rest = others.with_condition(replace(one, value=nowhere, is_absent=False))
        tied = replace(one, is_inward=not one.is_inward, value=others, is_absent=False)
        shut_out = rest.with_condition(replace(one, is_absent=True))
        yield rest if one.is_absent else shut_out, inner.with_condition(tied), one.is_absent


def _named_after(engine: Engine, question: BuiltQuestion) -> list[str]:
    """The names of those without a seat on record that hold the country asked for in brackets.

    "Institute for Public Health (Netherlands)" may well be there, though no document says so.
    """
    rest, _ = _without_seat(question)
    asked = (one.value for one in question.conditions if one.relations == _SEAT)
    iris = next((one.iris for one in asked if isinstance(one, ThingValue)), ())
    if not iris:
        return []
    places = " ".join(f"<{one}>" for one in iris)
    return names_beside(
        engine,
        rest,
        f"VALUES ?there {{ {places} }}",
        "?there rdfs:label ?called .",
        'FILTER(CONTAINS(STR(?named), CONCAT("(", STR(?called), ")")))',
    )


def _only_regions(engine: Engine, question: BuiltQuestion) -> Iterator[str]:
    """How many projects may cover the countries asked for, since documents name only regions."""
    if of_regions := _by_region(question):
        whole, is_head = of_regions
        number = counted_beside(engine, whole, _PROJECT)
        if number and is_head:
            yield ngettext(
                "{number} more fits all else that is asked; documents name only the region that it"
                " covers, and no country there.",
                "{number} more fit all else that is asked; documents name only the region that they"
                " cover, and no country there.",
                number,
                number=number,
            )
        elif number:
            yield ngettext(
                "{number} project of which documents name only the region there, and no country, is"
                " not counted in.",
                "{number} projects of which documents name only the region there, and no country,"
                " are not counted in.",
                number,
                number=number,
            )


def _by_region(question: BuiltQuestion) -> tuple[BuiltQuestion, bool] | None:
    """The question after projects that cover the regions of countries asked for, and no country.

    Returns:
        The question, and whether projects are what it looks for.
    """
    asked = [
        one
        for one in question.conditions
        if one.relations == _COUNTRY
        and (isinstance(one.value, ThingValue) or _home(one))
        and not (one.is_absent or one.is_shown or one.is_ranked)
    ]
    if question.kind == _PROJECT and asked:
        conditions = [one for one in question.conditions if one not in asked]
        for one in asked:
            home = Condition(relations=_IN_REGION, is_inward=True, value=one.value)
            region = _home(one) or BuiltQuestion("Region", (home,))
            there = BuiltQuestion("Country", (Condition(relations=_IN_REGION, value=region),))
            conditions += [
                Condition(relations=_REGION, value=region),
                Condition(relations=_COUNTRY, value=there, is_absent=True),
            ]
        return replace(question, conditions=tuple(conditions)), True
    for at, one in enumerate(question.conditions if question.kind != _PROJECT else ()):
        if not isinstance(one.value, BuiltQuestion) or one.is_absent or one.is_shown:
            continue
        if inner := _by_region(one.value):
            inner_asked = list(question.conditions)
            inner_asked[at] = replace(one, value=inner[0])
            return replace(question, conditions=tuple(inner_asked)), False
    return None


def _home(condition: Condition) -> ThingValue | None:
    """The region of which a condition asks for any country, and says no more of it."""
    value = condition.value
    there = value.conditions if isinstance(value, BuiltQuestion) else ()
    is_of_region = len(there) == 1 and there[0].relations == _IN_REGION and not there[0].is_absent
    region = there[0].value if is_of_region else None
    return region if isinstance(region, ThingValue) else None


def _by_country(question: BuiltQuestion) -> tuple[BuiltQuestion, str] | None:
    """The question after what is tied to countries of a region and not to the region itself.

    Projects cover such countries, meetings were held in them.

    Returns:
        The question, and the kind of what is tied so.
    """
    for at, one in enumerate(question.conditions):
        if one.is_absent or one.is_shown or one.is_ranked:
            continue
        if one.relations == _REGION and isinstance(one.value, ThingValue):
            there = BuiltQuestion("Country", (Condition(relations=_IN_REGION, value=one.value),))
            relations = _COUNTRY if question.kind == _PROJECT else _HOST
            by_country = Condition(relations=relations, value=there)
            changed = [by_country, replace(one, is_absent=True)]
            before, behind = question.conditions[:at], question.conditions[at + 1 :]
            changed_question = replace(question, conditions=(*before, *changed, *behind))
            return changed_question, question.kind
        inner = _by_country(one.value) if isinstance(one.value, BuiltQuestion) else None
        if inner:
            conditions = list(question.conditions)
            conditions[at] = replace(one, value=inner[0])
            return replace(question, conditions=tuple(conditions)), inner[1]
    return None
