"""The legend and the strip of years of a canvas, and both as the browser gets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from graph.components.network_canvas.words import COUNTED
from graph.plurals import forms
from graph.texts import catalogued, figure, gettext
from graph.views.network.line_looks import LINE_LOOKS
from graph.views.record.appearance import appearance

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from graph.views.network.line_looks import LineLook, Tone

__all__ = ["Legend", "YearStrip", "legend_data", "years_data"]

_LOOKS: Final[dict[LineLook, str]] = {
    "plain": catalogued("all alike"),
    "family": catalogued("by what they say"),
    "year": catalogued("by year"),
    "publishers": catalogued("by publishers"),
}
_RAN: Final = ("project or meeting", "projects and meetings")


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


def years_data(years: YearStrip | None) -> dict[str, Any] | None:
    """The strip as data."""
    if years is None:
        return None
    return {
        "bars": [[year, count] for year, count in years.bars.items()],
        "chosen": years.chosen,
        "mode": years.mode,
        "modes": [["event", gettext("when it was so")], ["known", gettext("when it was known")]],
        "counted": forms(*(_RAN if years.mode == "event" else COUNTED["line"])),
    }


def legend_data(legend: Legend | None) -> dict[str, Any]:
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
                "text": f"{look.word(count)} {figure(count)}",
                "shown": look.kind not in legend.hidden,
            }
            for look, count in zip(looks, legend.kinds.values(), strict=True)
        ],
        "lines": [{"look": look, "text": text} for look, text in legend.lines],
        "tones": [
            {
                "key": tone.key,
                "light": tone.colour.light,
                "dark": tone.colour.dark,
                "width": tone.width,
                "text": f"{gettext(tone.words)} {figure(count)}",
            }
            for tone, count in legend.tones
        ],
        "look": legend.look,
        "looks": [] if legend.look is None else [[one, gettext(_LOOKS[one])] for one in LINE_LOOKS],
    }
