"""A view as the parameters of an address that people can read, send and open again.

A relation stands under the name of its property, with ``.of`` where it is followed against its
direction. A tilde stands between the parts of a step, and a hyphen for "any"::

    thing=country/KAZ                                   the neighbourhood of Kazakhstan
    do=expand~meeting/rtm-ca-14                         and all around its 14th round table
    do=expand~region/CA~coversRegion.of~Project         and the projects of Central Asia
    do=expand~region/CA~-~Meeting~meeting/rtm-ca-13     and one of its meetings
    do=hide~country/UZB
    do=group-by~kind~Meeting                            its meetings drawn as one, with their number
    do=group~Our neighbours~country/UZB~country/KGZ     and two countries under a name
    do=open~kind:Meeting                                the meetings one by one again
    years=2018-2020

What cannot be read is left out and told in a sentence; reading never fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar, get_args

from graph.dates import PartialDate
from graph.texts import gettext
from graph.views.network.line_looks import LINE_LOOKS
from graph.views.network.view_state import (
    LAYOUTS,
    SIZES,
    Add,
    Arrange,
    Collapse,
    Expand,
    GroupBy,
    GroupedBy,
    GroupNamed,
    Hide,
    Keep,
    OpenGroup,
    Pin,
    Relation,
    Tie,
    ViewState,
)
from graph.vocabulary import thing as iri_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.views.network.line_looks import LineLook
    from graph.views.network.view_state import Sizes, Step
    from graph.views.places.arrangements import Layout

__all__ = ["ReadAddress", "decode", "encode"]

_Value = TypeVar("_Value")

# No address makes a page work for minutes.
_MOST_PARTS: Final = 400
_MOST_NAMED: Final = 1_000
_MOST_THINGS: Final = range(10, 501)
_FARTHEST: Final = 100_000

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,60}", re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]{1,7}", re.ASCII)
_YEARS: Final = re.compile(r"([0-9]{4})-([0-9]{4})", re.ASCII)
_GROUP: Final = re.compile(r"(?:kind|region|publisher|name):[^~\x00-\x1f]{1,120}")
_OF_GROUP: Final = re.compile(r"[^~\x00-\x1f]{1,120}")
_GROUP_NODE: Final = "group:"
_ANY: Final = "-"
_AGAINST: Final = ".of"
_USUAL: Final = ViewState()


@dataclass(frozen=True, slots=True)
class ReadAddress:
    """A state read from an address, and a sentence for each part that could not be read."""

    state: ViewState
    complaints: tuple[str, ...] = ()


def encode(state: ViewState) -> dict[str, list[str]]:
    """The parameters of the address of a state; what is as usual is left out."""
    one = len(state.start) == 1
    told: dict[str, list[str]] = {
        "thing": list(state.start) if one else [],
        "things": ["~".join(state.start)] if state.start and not one else [],
        "do": [_written(step) for step in state.steps],
        "tie": [str(tie) for tie in state.ties],
        "no": list(state.without_kinds),
        "noline": list(state.without_relations),
        "region": list(state.regions),
        "topic": list(state.topics),
        "years": ["{}-{}".format(*state.years)] if state.years else [],
        "known": [state.known_by] if state.known_by else [],
        "look": [state.look] if state.look != _USUAL.look else [],
        "sizes": [state.sizes] if state.sizes != _USUAL.sizes else [],
        "most": [str(state.most)] if state.most != _USUAL.most else [],
    }
    return {name: values for name, values in told.items() if values}


def decode(parameters: Mapping[str, Sequence[str]]) -> ReadAddress:
    """The state that an address describes; parameters of other names are not looked at."""
    reader = _Reader(parameters, [])
    several = [name for names in reader.each("things", _things) for name in names]
    state = ViewState(
        start=tuple(dict.fromkeys([*reader.each("thing", _thing)[-1:], *several])),
        steps=tuple(reader.each("do", _step)),
        without_kinds=tuple(sorted(set(reader.each("no", _word)))),
        without_relations=tuple(sorted(set(reader.each("noline", _word)))),
        regions=tuple(dict.fromkeys(reader.each("region", _thing))),
        topics=tuple(dict.fromkeys(reader.each("topic", _thing))),
        years=reader.last("years", _years, None),
        known_by=reader.last("known", _day, ""),
        ties=tuple(sorted(set(reader.each("tie", _tie)))),
        sizes=reader.last("sizes", _sizes, _USUAL.sizes),
        look=reader.last("look", _look, _USUAL.look),
        most=reader.last("most", _most, _USUAL.most),
    )
    return ReadAddress(state, tuple(reader.complaints))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads parameters, and notes what it could not read."""

    parameters: Mapping[str, Sequence[str]]
    complaints: list[str]

    def each(self, name: str, read: Callable[[str], _Value]) -> list[_Value]:
        """What all values of a parameter say, in their order."""
        found = []
        for text in list(self.parameters.get(name, ()))[:_MOST_PARTS]:
            try:
                found.append(read(text))
            except ValueError as error:
                self.complaints.append(
                    gettext(
                        "A part of the address was left out, '{part}': {error}",
                        part="=".join((name, text[:80])),
                        error=error,
                    )
                )
        return found

    def last(self, name: str, read: Callable[[str], _Value], otherwise: _Value) -> _Value:
        """What the last value of a parameter says, or the other value where there is none."""
        return [otherwise, *self.each(name, read)][-1]


def _written(step: Step) -> str:  # noqa: PLR0911 - one return for each kind of step
    match step:
        case Expand(name, relation, kind, chosen):
            parts = [name, str(relation or _ANY), kind or _ANY, *chosen]
            while parts[-1] == _ANY:
                parts.pop()
            return "~".join(["expand", *parts])
        case Add(names):
            return "~".join(["add", *names])
        case Hide(names):
            return "~".join(["hide", *names])
        case Keep(names):
            return "~".join(["keep", *names])
        case Collapse(name):
            return f"collapse~{name}"
        case Pin(name, x, y):
            return f"pin~{name}~{x}~{y}"
        case Arrange(layout, middle):
            return f"arrange~{layout}~{middle}" if middle else f"arrange~{layout}"
        case GroupBy(by, of):
            return f"group-by~{by}~{of}" if of else f"group-by~{by}"
        case GroupNamed(name, names):
            return "~".join(["group", name, *names])
        case OpenGroup(name):
            return f"open~{name}" if name else "open"


def _step(text: str) -> Step:  # noqa: PLR0911 - one return for each kind of step
    what, _, rest = text.partition("~")
    match what, rest.split("~"):
        case "expand", [name, *further]:
            relation, kind, *chosen = [*further, *[_ANY, _ANY][len(further) :]]
            return Expand(
                _thing(name),
                None if relation == _ANY else _relation(relation),
                "" if kind == _ANY else _word(kind),
                _things("~".join(chosen)) if chosen else (),
            )
        case "add", _:
            return Add(_things(rest))
        case "hide", _:
            return Hide(_things(rest))
        case "keep", _:
            return Keep(_things(rest))
        case "collapse", [name]:
            return Collapse(_thing(name))
        case "pin", [name, x, y]:
            return Pin(_placed(name), _number(x), _number(y))
        case "arrange", [layout, *middle] if len(middle) <= 1:
            return Arrange(_layout(layout), *map(_thing, middle))
        case "group-by", [by, *of] if len(of) <= 1:
            return GroupBy(_grouped_by(by), *map(_of_group, of))
        case "group", [name, first, *further]:
            return GroupNamed(_of_group(name), _things("~".join([first, *further])))
        case "open", [name]:
            return OpenGroup(_group(name) if name else "")
    raise ValueError(
        "a step is expand, add, hide, keep, collapse, pin, arrange, group, group-by or open, and "
        "of what."
    )


def _thing(text: str) -> str:
    iri_of(text)  # refuses what is no short name, in a sentence
    return text


def _placed(text: str) -> str:
    """A thing or a group, which has a place as a thing has."""
    if text.startswith(_GROUP_NODE):
        return _GROUP_NODE + _group(text.removeprefix(_GROUP_NODE))
    return _thing(text)


def _group(text: str) -> str:
    if not _GROUP.fullmatch(text):
        raise ValueError(f"'{text[:80]}' is not the name of a group, as kind:Meeting is.")
    return text


def _of_group(text: str) -> str:
    if not _OF_GROUP.fullmatch(text):
        raise ValueError("the name of a group has 1 to 120 letters.")
    return text


def _grouped_by(text: str) -> GroupedBy:
    for by in get_args(GroupedBy):
        if by == text:
            grouped_by: GroupedBy = by
            return grouped_by
    raise ValueError(f"'{text[:80]}' is nothing to group by; use {', '.join(get_args(GroupedBy))}.")


def _things(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_thing(name) for name in text.split("~")[:_MOST_NAMED]))


def _word(text: str) -> str:
    if not _WORD.fullmatch(text):
        raise ValueError(f"'{text[:80]}' is not the name of a kind or of a line.")
    return text


def _relation(text: str) -> Relation:
    return Relation(_word(text.removesuffix(_AGAINST)), text.endswith(_AGAINST))


def _tie(text: str) -> Tie:
    match text.split("~"):
        case [kind, relation, through]:
            return Tie(_word(kind), _relation(relation), _word(through))
    raise ValueError("it takes a kind, a line and a kind, as in Project~discussed.of~Meeting.")


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"'{text[:80]}' is not a whole number.")
    return max(-_FARTHEST, min(_FARTHEST, int(text)))


def _layout(text: str) -> Layout:
    for layout in LAYOUTS:
        if layout == text:
            return layout
    raise ValueError(f"'{text[:80]}' is no way to arrange things; use {', '.join(LAYOUTS)}.")


def _sizes(text: str) -> Sizes:
    for sizes in SIZES:
        if sizes == text:
            return sizes
    raise ValueError(f"'{text[:80]}' is no way to size things; use {', '.join(SIZES)}.")


def _look(text: str) -> LineLook:
    for look in LINE_LOOKS:
        if look == text:
            return look
    raise ValueError(f"'{text[:80]}' is no look of lines; use {', '.join(LINE_LOOKS)}.")


def _most(text: str) -> int:
    number = _number(text)
    if number not in _MOST_THINGS:
        raise ValueError(f"it takes {_MOST_THINGS.start} to {_MOST_THINGS.stop - 1} things.")
    return number


def _years(text: str) -> tuple[int, int] | None:
    match = _YEARS.fullmatch(text)
    if match is None or int(match[1]) > int(match[2]):
        raise ValueError("it takes the first and the last year, as in 2018-2020.")
    return int(match[1]), int(match[2])


def _day(text: str) -> str:
    if not PartialDate.parse(text).day:
        raise ValueError(f"'{text[:80]}' is not a day; write it as in 2021-06-30.")
    return text
