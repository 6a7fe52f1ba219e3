"""A network to look at, walk through and click into, inside a Streamlit page.

The picture is a pyvis model drawn by the vis-network that pyvis brings in its own wheel, which the
page loads from its own server (`graph.page_files`); nothing is fetched from elsewhere. Places come
from Python and stay: a rerun changes nothing on the screen unless the graph, the focus or a
position did. Call it inside ``st.fragment`` so that a click reruns the fragment only, and pass
``graph.views.places.layout.positions(..., fixed=old positions)`` so that a network that grows keeps
what is already there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import streamlit as st

from graph.components.network_canvas.model import kinds, model
from graph.components.registering import register
from graph.languages import set_apart
from graph.page_files import vis_network
from graph.views.network.drawn_network import DrawnThing, SummaryNode
from graph.views.network.line_looks import LINE_LOOKS
from graph.views.network.line_notes import NOTES
from graph.views.record.appearance import appearance
from graph.views.record.note_looks import NOTE_LOOKS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import networkx as nx
    from streamlit.components.v2.types import ComponentRenderer

    from graph.views.network.drawn_network import NetworkLine, NetworkNode
    from graph.views.network.hover_cards import HoverCard
    from graph.views.network.line_looks import LineLook, Tone

__all__ = ["Act", "Legend", "Selection", "YearStrip", "deselect", "is_drawn", "network_canvas"]

_HINT: Final = (
    "Arrow keys move from thing to thing, L to its next line, Enter selects, Escape clears "
    "the selection, plus and minus zoom, 0 shows everything, F fills the screen. "
)
_MORE: Final = (
    "Space selects a thing with others, A all of its kind, N what it has a line to, M opens a "
    "menu. E expands, H hides, K keeps only what is selected, Shift with an arrow key moves it, "
    "Control with Z undoes, with Shift and Z redoes. "
)
_WORDS: Final = {
    "name": "Network of",
    "empty": "There is nothing to draw yet. Choose a thing to start from, or widen the filter.",
    "late": "The picture did not load. Load the page again to retry.",
    "tools": "Zoom",
    "zoomIn": "Zoom in",
    "zoomOut": "Zoom out",
    "fit": "Show everything",
    "selected": "Selected:",
    "cleared": "Nothing is selected.",
    "end": "Nothing further that way.",
    "disputed": "documents disagree",
    "rest": "not shown, Enter opens the list",
    "lineless": "No line leads from here.",
    "outside": "new outside the picture: show everything",
    "added": "added",
    "gone": "taken out",
    "legend": "Legend",
    "turn": "Hide or show this kind",
    "whole": "Full screen (F)",
    "chosen": "selected together",
    "why": "Why is this line here?",
    "list": "Open the list",
    "open": "Open its sheet",
    "expand": "Expand",
    "hide": "Hide",
    "keep": "Keep only this",
    "neighbours": "Select with what it has a line to",
    "kind": "Select all of this kind",
    "all": "Select everything",
    "around": "Draw a line around things to select them",
    "undo": "Undo",
    "redo": "Redo",
    "menu": "What can be done here",
    "quiet": "Faint lines, a dot at what has one:",
    "lines": "Lines",
    "years": "Years: press one, or drag over several",
    "time": "Which time the years are",
    "play": "Play the years",
    "pause": "Stop",
    "allYears": "All",
    "wheel": "Click the picture first, or hold Ctrl: then the wheel zooms.",
}
_LOOKS: Final[dict[LineLook, str]] = {
    "plain": "all alike",
    "family": "by what they say",
    "year": "by year",
    "publishers": "by publishers",
}
_RAN: Final = ("project or meeting", "projects and meetings")
_COUNTED: Final = {
    "thing": ("thing", "things"),
    "line": ("line", "lines"),
    "document": ("document", "documents"),
}
_NOTES: Final = {note: {**asdict(NOTE_LOOKS[note]), "word": word} for note, word in NOTES.items()}
_FRESH: Final = {"light": NOTE_LOOKS["added"].light, "dark": NOTE_LOOKS["added"].dark}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected in a network: a node or an edge, by its id."""

    kind: Literal["node", "edge"]
    id: str

    @classmethod
    def of(cls, drawn: NetworkNode | NetworkLine | None) -> Selection | None:
        """The selection of what is drawn; None where nothing is."""
        if drawn is None:
            return None
        is_node = isinstance(drawn, DrawnThing | SummaryNode)
        return cls("node" if is_node else "edge", drawn.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What the reader asked for in the picture: with things, a kind, the lines, or what was done.

    "expand", "hide" and "keep" name nodes in ``ids``; "pin" a node and where it was put, in the
    units of the positions; "kind" a kind whose things are to be hidden or shown again; "look" what
    the look of lines is to say; "years" the years to be shown, as "event:2018-2020" or as
    "known:" for all, and "play" the same where years are played. "undo" and "redo" name nothing.
    """

    what: Literal["expand", "hide", "keep", "pin", "kind", "look", "years", "play", "undo", "redo"]
    id: str
    ids: tuple[str, ...] = ()
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStrip:
    """A strip of years: how much each has, which are chosen, and which time it is about.

    ``mode`` is "event" for when things were so, "known" for by when that was known.
    """

    bars: Mapping[int, int]
    mode: Literal["event", "known"]
    chosen: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """The legend in a network: kinds with counts, those that are hidden, words for lines.

    ``tones`` are the looks that lines are told apart by, with how many lines have each; ``look`` is
    what they say, which the reader may choose where it is not None.
    ``lines`` are pairs of a look ("disputed", "tie", "rest", "area", "size" or a note) and what it
    means.
    """

    kinds: Mapping[str, int]
    hidden: Collection[str] = ()
    lines: Sequence[tuple[str, str]] = ()
    tones: Sequence[tuple[Tone, int]] = ()
    look: LineLook | None = None


AsItIs: TypeAlias = Literal["as it is"]
"""What a page says that leaves the selection to the canvas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    """What one canvas last heard from the page and from the reader."""

    current: Selection | None = None
    serial: int | None = None
    """The number of the last click that was heard."""
    wishes: int = 0
    """How often the page has changed its mind."""
    wish: Selection | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A network as the browser gets it, kept so that a click does not write it again."""

    graph: nx.MultiDiGraph[str]
    positions: Mapping[str, tuple[float, float]]
    written: str
    ids: Mapping[str, Collection[str]]


def network_canvas(  # noqa: PLR0913 - all but the graph and its positions are named options
    graph: nx.MultiDiGraph[str],
    positions: Mapping[str, tuple[float, float]],
    *,
    key: str,
    height: int | None = 620,
    sentences: Sequence[str] = (),
    is_beside: bool = False,
    focus: str | None = None,
    selected: Selection | AsItIs | None = "as it is",
    lit: Collection[str] = (),
    headings: Mapping[str, tuple[float, float]] = MappingProxyType({}),
    legend: Legend | None = None,
    cards: Mapping[str, HoverCard] = MappingProxyType({}),
    years: YearStrip | None = None,
    land: str = "",
    several: Collection[str] = (),
    on_act: Callable[[Act], None] | None = None,
    on_several: Callable[[tuple[str, ...]], None] | None = None,
) -> Selection | None:
    """Draw the network and return what is selected in it, or None.

    A click of the reader wins and stays until the next one, or until the page says otherwise. A
    page that keeps the selection, as in its address, passes what it keeps in every run: the
    browser's Back changes that, and so what is selected. The camera shows everything when the
    network or its ``focus`` is a new one, and is the reader's otherwise.

    Args:
        graph: What `graph.views.network.drawn_network` made; one that changes must be another
            object.
        positions: A place in pixels for each node.
        key: Names this canvas; zoom, dragged nodes and selection are remembered under it.
        height: Height in pixels, of which a narrow window gets less; None fills the window.
        sentences: Sentences about the picture, written in its upper corner.
        is_beside: Whether a drawer lies over the right side of the picture, which things keep
            out of.
        focus: The node that the picture is about; it is drawn larger.
        selected: What is selected as far as the page knows; left out, the canvas alone knows.
        lit: Ids of lines to bring out while nothing is selected; the rest steps back.
        headings: Words to stand in the picture, each with its place.
        legend: What to tell in the picture; nothing where it is None.
        cards: What to say of nodes and lines that are pointed at, by their ids.
        years: The strip of years under the picture; none where it is None.
        land: What lies under the things of a map, as `graph.views.network.on_map` writes it.
        several: Ids of nodes that are selected together; one alone is in ``selected``.
        on_several: Called before the next run with the nodes that the reader has now selected
            together.
        on_act: Called before the next run with what the reader asked for. Without it the picture
            offers none of it.

    Raises:
        ValueError: A node has no position.
    """
    drawn = _drawn(key, graph, positions)
    place = f"{key}:memory"
    memory = _heard_from_page(st.session_state.get(place, _Memory()), selected)
    data = {
        "key": key,
        "library": vis_network().address,
        "height": height,
        "told": [set_apart(sentence) for sentence in sentences],
        "beside": is_beside,
        "several": _several(key, tuple(several)),
        "focus": focus,
        "network": drawn.written,
        "lit": sorted(lit),
        "words": {**_WORDS, "hint": _HINT + (_MORE if on_act else "")},
        "counted": _COUNTED,
        "notes": _NOTES,
        "fresh": _FRESH,
        "headings": [{"text": text, "x": x, "y": y} for text, (x, y) in headings.items()],
        "legend": _legend(legend),
        "cards": _cards(key, cards),
        "years": _years(years),
        "land": land,
        "acts": on_act is not None,
        "heard": st.session_state.get(f"{key}:heard", 0),
        "wish": {"number": memory.wishes, **_as_data(memory.wish)},
    }
    result = _component()(
        key=key,
        data=data,
        on_selection_change=_rerun,
        on_acts_change=lambda: _heard_acts(key, on_act),
        on_several_change=lambda: _heard_several(key, on_several),
        on_drawn_change=_rerun,
    )
    memory = _heard_from_reader(memory, result.get("selection"))
    if memory.current and memory.current.id not in drawn.ids[memory.current.kind]:
        memory = replace(memory, current=None)
    st.session_state[place] = memory
    return memory.current


def is_drawn(key: str) -> bool:
    """Whether the browser has told that a canvas is on the screen, or cannot be.

    A page leaves what is below a canvas until then: of all that comes with one run, a browser would
    make everything before it shows anything.
    """
    return bool((st.session_state.get(key) or {}).get("drawn"))


def deselect(key: str) -> None:
    """Take back what is selected in a canvas, whoever selected it, from its next run on."""
    place = f"{key}:memory"
    memory = st.session_state.get(place, _Memory())
    st.session_state[place] = replace(memory, current=None, wishes=memory.wishes + 1, wish=None)


def _drawn(
    key: str, graph: nx.MultiDiGraph[str], positions: Mapping[str, tuple[float, float]]
) -> _Drawn:
    """The network as data; that of the run before where it is the same graph in the same places."""
    place = f"{key}:drawn"
    kept = st.session_state.get(place)
    if isinstance(kept, _Drawn) and kept.graph is graph and kept.positions == positions:
        return kept
    network = model(graph, positions)
    nodes, edges, *_ = network.get_network_data()
    data = {"nodes": nodes, "edges": edges, "kinds": kinds(network)}
    drawn = _Drawn(
        graph,
        dict(positions),
        json.dumps(data, ensure_ascii=False, separators=(",", ":")),
        {"node": {node["id"] for node in nodes}, "edge": {edge["id"] for edge in edges}},
    )
    st.session_state[place] = drawn
    return drawn


def _heard_from_page(memory: _Memory, selected: Selection | AsItIs | None) -> _Memory:
    """The memory after the page said what is selected; news is only what is not so yet."""
    if isinstance(selected, str) or selected == memory.current:
        return memory
    return replace(memory, current=selected, wishes=memory.wishes + 1, wish=selected)


def _heard_from_reader(memory: _Memory, told: object) -> _Memory:
    """The memory after the browser said what was clicked last, and as which click."""
    match told:
        case {"serial": int(serial)} if serial == memory.serial:
            return memory
        case {"serial": int(serial), "kind": "node" | "edge" as kind, "id": str(chosen)}:
            return replace(memory, serial=serial, current=Selection(kind, chosen))
        case {"serial": int(serial)}:
            return replace(memory, serial=serial, current=None)
        case _:
            return memory


def _as_data(selection: Selection | None) -> dict[str, str | None]:
    if selection is None:
        return {"kind": None, "id": None}
    return {"kind": selection.kind, "id": selection.id}


def _heard_acts(key: str, on_act: Callable[[Act], None] | None) -> None:
    """Passes on what the reader asked for and was not passed on before, in its order.

    The browser tells all that it has not seen heard: of two messages in the time of one run,
    Streamlit keeps the later one.
    """
    match (st.session_state.get(key) or {}).get("acts"):
        case {"acts": list(told)} if on_act is not None:
            for one in told:
                heard = st.session_state.get(f"{key}:heard", 0)
                match one:
                    case {"serial": int(serial)} if serial > heard:
                        st.session_state[f"{key}:heard"] = serial
                        if (act := _act(one)) is not None:
                            on_act(act)


def _act(told: Mapping[str, object]) -> Act | None:
    """What the browser told of an act; None where it is not well formed."""
    match told:
        case {
            "what": "expand"
            | "hide"
            | "keep"
            | "pin"
            | "kind"
            | "look"
            | "years"
            | "play"
            | "undo"
            | "redo" as what,
            "id": str(asked),
            "ids": list(ids),
            "x": int(x) | float(x),
            "y": int(y) | float(y),
        }:
            return Act(what=what, id=asked, ids=tuple(map(str, ids)), x=round(x), y=round(y))
    return None


def _heard_several(key: str, on_several: Callable[[tuple[str, ...]], None] | None) -> None:
    """Passes on what the reader selected together, where it is well formed."""
    match (st.session_state.get(key) or {}).get("several"):
        case {"ids": list(ids)}:
            told = tuple(map(str, ids))
            _, number = st.session_state.get(f"{key}:several", ((), 0))
            st.session_state[f"{key}:several"] = told, number
            deselect(key)
            if on_several is not None:
                on_several(told)


def _several(key: str, wanted: tuple[str, ...]) -> dict[str, Any]:
    """What the page wants selected together; news only where the reader has not chosen so."""
    known, number = st.session_state.get(f"{key}:several", ((), 0))
    # One alone is a usual selection to the page, while the reader may be adding to it.
    if set(known if len(known) > 1 else ()) != set(wanted):
        number += 1
    st.session_state[f"{key}:several"] = wanted, number
    return {"ids": list(wanted), "number": number}


def _years(years: YearStrip | None) -> dict[str, Any] | None:
    """The strip as data."""
    if years is None:
        return None
    return {
        "bars": [[year, count] for year, count in years.bars.items()],
        "chosen": years.chosen,
        "mode": years.mode,
        "modes": [["event", "when it was so"], ["known", "when it was known"]],
        "counted": _RAN if years.mode == "event" else _COUNTED["line"],
    }


def _cards(key: str, cards: Mapping[str, HoverCard]) -> str:
    """The cards as JSON text, written once for each picture."""
    place = f"{key}:cards"
    kept = st.session_state.get(place)
    if kept is None or kept[0] is not cards:
        rows = {name: card.rows for name, card in cards.items() if card.rows}
        kept = cards, json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        st.session_state[place] = kept
    written: str = kept[1]
    return written


def _legend(legend: Legend | None) -> dict[str, Any]:
    """The legend as data: what each button and each line of it says."""
    if legend is None:
        return {"kinds": [], "lines": [], "tones": [], "look": None, "looks": []}
    looks = [appearance(kind) for kind in legend.kinds]
    return {
        "kinds": [
            {
                "kind": look.kind,
                "symbol": look.symbol,
                "light": look.colour_light,
                "dark": look.colour_dark,
                "text": f"{look.word(count)} {count:,}",
                "shown": look.kind not in legend.hidden,
            }
            for look, count in zip(looks, legend.kinds.values(), strict=True)
        ],
        "lines": [{"look": look, "text": text} for look, text in legend.lines],
        "tones": [
            {
                "key": tone.key,
                "light": tone.light,
                "dark": tone.dark,
                "width": tone.width,
                "text": f"{tone.words} {count:,}",
            }
            for tone, count in legend.tones
        ],
        "look": legend.look,
        "looks": [] if legend.look is None else [[one, _LOOKS[one]] for one in LINE_LOOKS],
    }


def _rerun() -> None:
    """Nothing more: that it is there makes a click a reason to run again."""


@cache
def _component() -> ComponentRenderer:
    return register(__name__, "canvas")
