"""The picture of a state, made: what the filters leave, sizes and looks, and what is said of it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.kinds import KINDS
from graph.texts import gettext
from graph.views.network.bundling import bundled, group_nodes, owners
from graph.views.network.drawn_lines import (
    THINNEST_TIE,
    HiddenLine,
    SummaryLine,
    TieLine,
    stated_line,
)
from graph.views.network.drawn_network import NetworkView, drawn_network
from graph.views.network.drawn_nodes import GroupNode, SummaryNode, drawn_thing
from graph.views.network.filters import filtered
from graph.views.network.hidden_lines import MOST_HIDDEN_TIES, hidden_ties
from graph.views.network.hover_cards import HoverCard, line_cards, thing_cards
from graph.views.network.line_looks import Toned, by_family, by_publishers, by_year
from graph.views.network.picture import Picture
from graph.views.network.sentence import counted_kinds, sentence
from graph.views.network.ties import MOST_TIES, sharing
from graph.views.network.year_bars import YearBars, year_bars
from graph.views.record.appearance import APPEARANCES
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.views.network.drawn_lines import SingleLine
    from graph.views.network.drawn_nodes import NetworkNode
    from graph.views.network.filters import Filtered
    from graph.views.network.growing import Grower
    from graph.views.network.hidden_lines import Through
    from graph.views.network.scene import Rest, Scene
    from graph.views.network.ties import SharedTie
    from graph.views.network.view_state import ViewState
    from graph.views.places.label_boxes import Position
    from graph.views.record.names import Names


__all__ = ["grown"]

_EVENTS: Final = {kind.name for kind in KINDS if kind.is_event}
_MOST_LINE_CARDS: Final = 600


def _headings(scene: Scene, names: Names) -> Mapping[str, Position]:
    """The headings of groups, those that are regions under the names that the reader has."""
    told = {names.in_english[one.iri].label: one.label for one in names.things(["Region"])}
    return {told.get(text, text): place for text, place in scene.arranged.headings.items()}


def grown(grower: Grower, state: ViewState) -> Picture:
    """The picture of a state, the same whenever and wherever it is made."""
    names = grower.kg.names
    scene = grower.scene(state)
    left = filtered(state, scene.things, grower.lines.among(scene.things), grower.facets, names)
    ties: dict[str, SharedTie] = {}
    undrawn = 0
    for tie in state.ties:
        found = sharing(grower.lines, names, tie, left.things)
        ties |= {one.id: one for one in found[:MOST_TIES]}
        undrawn += max(0, len(found) - MOST_TIES)
    shown = {*left.things}
    rests = [
        rest for rest in scene.rests if rest.thing in shown and rest.kind not in state.without_kinds
    ]
    focus = str(THINGS[state.start[0]]) if len(state.start) == 1 else None
    left_out = Counter(scene.cut)
    for kind, those in _missing(scene).items():
        left_out[kind] += len(those)
    toned = _toned(grower, state, left)
    through = hidden_ties(
        scene.hidden,
        left.things,
        grower.lines.among((*scene.hidden, *left.things)) if scene.hidden else (),
        names,
    )
    groups = [
        replace(kept, name=named.label if (named := names.find(kept.rule.of)) else kept.name)
        for group in scene.groups
        if (kept := group.having(shown)).things
    ]
    owner = owners(groups)
    rests = [rest for rest in rests if rest.thing not in owner]
    each = [
        *_lines(left, list(ties.values()), names, toned),
        *(HiddenLine(tied=tied) for tied in through.ties[:MOST_HIDDEN_TIES]),
    ]
    said = {line.triple: frozenset(one.document for one in line.sayings) for line in left.lines}
    lines = [*bundled(each, groups, said), *(SummaryLine(rest=rest) for rest in rests)]
    nodes = [
        *_nodes([one for one in left.things if one not in owner], rests, each, state, names),
        *group_nodes(groups, each),
    ]
    graph = drawn_network(map(_grown_with_what_it_holds, nodes), lines)
    view = NetworkView(graph, focus if focus in graph else None, dict(left_out))
    places = scene.arranged.places
    return Picture(
        view=view,
        places={node: places[node] for node in graph},
        headings=_headings(scene, names),
        legend=_legend(scene, names),
        scene=scene,
        sentence=sentence(view, left.out),
        tones=toned.legend,
        cards=_cards(grower, left, view),
        bars=_bars(grower, state, scene, left),
        land=grower.on_map.land(left.things) if scene.layout == "map" else "",
        remarks=_remarks(scene, left, names, undrawn, through),
    )


def _missing(scene: Scene) -> dict[str, set[str]]:
    """By kind, the things that summary nodes stand for, each once."""
    missing: dict[str, set[str]] = {}
    for rest in scene.rests:
        missing.setdefault(rest.kind, set()).update(rest.things)
    return missing


def _toned(grower: Grower, state: ViewState, left: Filtered) -> Toned:
    """What the look of each line says, as the reader has chosen."""
    match state.look:
        case "plain":
            return Toned({}, ())
        case "family":
            return by_family(left.lines)
        case "year":
            return by_year(left.lines, grower.facets.lifetimes(left.things))
        case "publishers":
            return by_publishers(left.lines, grower.lines.publishers())


def _bars(grower: Grower, state: ViewState, scene: Scene, left: Filtered) -> YearBars:
    """How much each year has of what is in view, whatever years are chosen.

    The years are those of everything in the picture, so that a filter takes none away.
    """
    names = grower.kg.names
    among = grower.lines.among(scene.things)
    if state.years or state.known_by:
        anytime = replace(state, years=None, known_by="")
        left = filtered(anytime, scene.things, among, grower.facets, names)
    events = [one for one in scene.things if names[one].family in _EVENTS]
    times = grower.facets.lifetimes(events)
    whole = year_bars(events, times, among)
    if not state.filters:
        return whole
    shown = {*left.things}
    return whole.having(year_bars([one for one in events if one in shown], times, left.lines))


def _grown_with_what_it_holds(node: NetworkNode) -> NetworkNode:
    """A group as large as it holds many things; anything else as it is."""
    if not isinstance(node, GroupNode):
        return node
    return replace(node, size=round(min(2.2, 1.1 + 0.16 * math.log2(len(node.group.things))), 2))


def _cards(grower: Grower, left: Filtered, view: NetworkView) -> Mapping[str, HoverCard]:
    """What is said of things and lines when they are pointed at; in a large picture, of things."""
    names = grower.kg.names
    times = grower.facets.lifetimes(left.things)
    cards = thing_cards(left.things, left.lines, times, names)
    if len(left.lines) <= _MOST_LINE_CARDS:
        cards |= line_cards(left.lines, names, view.triples())
    groups = (node.group for node in view.nodes if isinstance(node, GroupNode))
    return {
        **cards,
        **{group.id: HoverCard(when=counted_kinds(group.counts())) for group in groups},
    }


def _lines(
    left: Filtered,
    ties: Sequence[SharedTie],
    names: Names,
    toned: Toned,
) -> list[SingleLine]:
    """What documents state, and what was worked out."""
    shared = Counter[tuple[str, str]]()
    for tied in ties:
        shared[tied.one, tied.other] += len(tied.things)
    most = max(shared.values(), default=1)
    return [
        *(
            stated_line(
                names,
                line.triple,
                line.documents,
                disputed=line.disputed,
                tone=toned.keys.get(line.triple, ""),
            )
            for line in left.lines
        ),
        # As thick as they share much, from hardly thicker than a usual line to four times.
        *(
            TieLine(
                tied=tied,
                weight=1.0 if most == 1 else round(THINNEST_TIE + 3.0 * len(tied.things) / most, 2),
            )
            for tied in ties
        ),
    ]


def _nodes(
    things: Sequence[str],
    rests: Sequence[Rest],
    lines: Sequence[SingleLine],
    state: ViewState,
    names: Names,
) -> list[NetworkNode]:
    """Things and summary nodes; each has its size by its lines or documents, from 0.8 to 1.5."""
    worth: Counter[str] = Counter()
    if state.sizes != "same":
        for line in lines:
            if line.sort == "stated":
                for end in (line.source, line.target):
                    worth[end] += line.documents if state.sizes == "documents" else 1
    most = max(worth.values(), default=0)

    def size(node: str) -> float:
        return round(0.8 + 0.7 * math.sqrt(worth[node] / most), 2) if most else 1.0

    return [
        *(drawn_thing(names, thing, size=size(thing)) for thing in sorted(things)),
        *(SummaryNode(rest=rest, size=size(rest.id)) for rest in rests),
    ]


def _legend(scene: Scene, names: Names) -> dict[str, int]:
    counts = Counter(names[thing].family for thing in scene.things)
    return {look.kind: counts[look.kind] for look in APPEARANCES if counts[look.kind]}


def _remarks(
    scene: Scene, left: Filtered, names: Names, undrawn: int, through: Through
) -> tuple[str, ...]:
    """Sentences that a reader must know to read the picture rightly."""
    told = [*scene.complaints, *left.unknown]
    if scene.hidden:
        told.append(
            gettext(
                "Hidden by you: {things}.",
                things=counted_kinds(Counter(names[x].family for x in scene.hidden)),
            )
        )
    if undrawn:
        told.append(
            gettext("{number:,} weaker lines that were worked out are not drawn.", number=undrawn)
        )
    told += [
        gettext(
            "{hidden}, which you hid, has a line to {many:,} of {all:,} things.",
            hidden=names[hub].label,
            many=many,
            all=len(left.things),
        )
        for hub, many in through.hubs.items()
    ]
    if unseen := max(0, len(through.ties) - MOST_HIDDEN_TIES):
        told.append(
            gettext("{number:,} more lines through what you hid are not drawn.", number=unseen)
        )
    return tuple(told)
