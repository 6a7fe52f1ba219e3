"""Plots of records: lines over sizes, or bars where there is one size; same records, same bytes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from tests.benchmarks.figures import by_case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from tests.benchmarks.figures import Record, Suite

__all__ = ["draw"]

_COLOURS = ("#1f4e8c", "#c4501b", "#3a7d44", "#7a4b9d", "#8a6d1d", "#b0305c", "#3b8a99", "#666666")
_ACROSS = 3
# No date and no chance in the file: the same records give the same bytes.
_LOOK = {"svg.hashsalt": "cbrn", "svg.fonttype": "none", "font.size": 8, "axes.titlesize": 8.5}


def draw(suite: Suite, records: Sequence[Record], file: Path) -> None:
    """Writes a picture with one panel for each case."""
    cases = by_case(records)
    engines = list(dict.fromkeys(one.engine for one in records))
    colours = {one: _COLOURS[place % len(_COLOURS)] for place, one in enumerate(engines)}
    across = min(_ACROSS, len(cases))
    down = math.ceil(len(cases) / across)
    with mpl.rc_context(_LOOK):
        figure = Figure(figsize=(3.6 * across, 2.5 * down + 0.5), layout="constrained")
        panels = figure.subplots(down, across, squeeze=False)
        for panel, (case, those) in zip(panels.flat, cases.items(), strict=False):
            _panel(panel, case, those, suite, colours)
        for panel in panels.flat[len(cases) :]:
            panel.set_visible(False)
        if len(engines) > 1:
            handles = [mpl.lines.Line2D([], [], color=colours[one], label=one) for one in engines]
            figure.legend(handles=handles, loc="outside lower center", ncols=min(4, len(engines)))
        figure.savefig(file, metadata={"Date": None}, facecolor="white")
    # The library ends some lines in a blank.
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


def _panel(
    panel: Axes, case: str, records: Sequence[Record], suite: Suite, colours: dict[str, str]
) -> None:
    panel.set_title(case)
    panel.set_ylabel(records[0].unit)
    panel.grid(visible=True, alpha=0.25)
    sizes = sorted({one.size for one in records})
    if len(sizes) == 1:
        for place, one in enumerate(records):
            panel.bar(place, one.median, color=colours[one.engine])
            panel.vlines(place, one.low, one.high, color="black", linewidth=0.8)
        panel.set_xticks([])
        panel.set_xlabel(f"{sizes[0]:,} {suite.sized}")
        return
    panel.set_xscale("log")
    panel.set_yscale("log")
    panel.set_xlabel(suite.sized)
    for engine, colour in colours.items():
        line = sorted((one for one in records if one.engine == engine), key=lambda one: one.size)
        if not line:
            continue
        x = [one.size for one in line]
        panel.plot(x, [one.median for one in line], color=colour, marker="o", markersize=3)
        panel.fill_between(
            x, [one.low for one in line], [one.high for one in line], color=colour, alpha=0.15
        )
