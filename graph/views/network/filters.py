"""What of a scene a reader's filters leave on the screen, and what is unknown to them.

A filter takes out what is known to be otherwise. What has no date, region or topic on record
stays, and is counted, so that nobody takes "not on record" for an answer. A thing that a filter
leaves without any of its lines goes too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.dates import PartialDate
from graph.kinds import KINDS
from graph.plurals import counted
from graph.texts import catalogued, gettext, ngettext
from graph.views.network.facets import known_by, true_in
from graph.views.record.lifetimes import ran_in
from graph.vocabulary import CBRN, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.views.network.facets import Facets
    from graph.views.network.view_state import ViewState
    from graph.views.record.lines import Line
    from graph.views.record.names import Names

__all__ = ["Filtered", "filtered"]

_EVENTS: Final = {kind.name for kind in KINDS if kind.is_event}

_EVENT: Final = ("meeting or project", "meetings and projects")


@dataclass(frozen=True, slots=True)
class Filtered:
    """What is left; what was taken out, by kind; and how many things or lines lack what was asked.

    ``unknown`` has a sentence for each filter that met things or lines it could not judge.
    """

    things: tuple[str, ...]
    lines: tuple[Line, ...]
    out: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def filtered(
    state: ViewState, things: Iterable[str], lines: Iterable[Line], facets: Facets, names: Names
) -> Filtered:
    """What the filters of a state leave of things and the lines among them."""
    all_things, all_lines = tuple(things), tuple(lines)
    if not state.filters:
        return Filtered(all_things, all_lines)
    start = {str(THINGS[name]) for name in state.start}
    unknown: list[str] = []
    kept = {one for one in all_things if names[one].family not in state.without_kinds}
    for asked, of, lack in (
        (state.regions, facets.regions(all_things, names), catalogued("no region on record")),
        (state.topics, facets.topics(all_things, names), catalogued("no topic on record")),
    ):
        if asked:
            wanted = {str(THINGS[name]) for name in asked}
            kept = {one for one in kept if not of[one] or of[one] & wanted or one in start}
            unknown += _stay(sum(not of[one] for one in kept), "thing", "things", gettext(lack))
    kept, held = _in_time(state, kept, all_lines, facets, names, start, unknown)
    linked = {end for line in all_lines for end in (line.source, line.target)}
    still = {end for line in held for end in (line.source, line.target)}
    kept = {one for one in kept if one in still or one not in linked or one in start}
    out = Counter(names[one].family for one in all_things if one not in kept)
    left = tuple(one for one in all_things if one in kept)
    return Filtered(left, tuple(held), dict(out), tuple(unknown))


def _in_time(  # noqa: PLR0913, PLR0917 - one step of the function above
    state: ViewState,
    kept: set[str],
    lines: Iterable[Line],
    facets: Facets,
    names: Names,
    start: set[str],
    unknown: list[str],
) -> tuple[set[str], list[Line]]:
    """Things and lines that may have been so in the years, and were known by the day, asked for."""
    hidden = {str(CBRN._NS) + name for name in state.without_relations}
    held = [line for line in lines if line.predicate not in hidden]
    if state.years:
        span = PartialDate(state.years[0]), PartialDate(state.years[1])
        times = facets.lifetimes(kept)
        ran = {one: ran_in(time, *span) for one, time in times.items()}
        kept = {one for one in kept if one in start or ran.get(one) != "did not run"}
        held = [line for line in held if {line.source, line.target} <= kept]
        judged = {line: true_in(line, state.years) for line in held}
        held = [line for line in held if judged[line] is not False]
        undated = [one for one in kept if names[one].family in _EVENTS and one not in times]
        perhaps = [one for one in kept if ran.get(one) == "may have run"]
        # A line of a meeting or a project has the time of that meeting or project.
        dateless = [
            line
            for line in held
            if judged[line] is None and not {line.source, line.target} & times.keys()
        ]
        unknown += _stay(len(undated), *_EVENT, gettext("no date on record"))
        unknown += _stay(len(perhaps), *_EVENT, gettext("no end on record that settles it"))
        unknown += _stay(len(dateless), "line", "lines", gettext("no period on record"))
    if state.known_by:
        said = {line: known_by(line.sayings, state.known_by) for line in held}
        held = [line for line in held if said[line] is not False]
        unknown += _stay(
            sum(said[line] is None for line in held),
            "line",
            "lines",
            gettext("a document without a date"),
        )
    return kept, [line for line in held if {line.source, line.target} <= kept]


def _stay(count: int, one: str, many: str, lack: str) -> list[str]:
    """How many stay although they lack something, as a sentence; nothing where none do."""
    if not count:
        return []
    stay = ngettext("{things} with {lack} stays.", "{things} with {lack} stay.", count)
    return [stay.format(things=counted(count, one, many), lack=lack)]
