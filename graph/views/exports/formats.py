"""Every format in which a view can be taken away, and how to make each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.texts import catalogued
from graph.views.exports.graphs import gexf, graphml
from graph.views.exports.page import page
from graph.views.exports.rdf import json_ld, turtle
from graph.views.exports.slides import slides
from graph.views.exports.svg import svg
from graph.views.exports.tables import lines_csv, things_csv
from graph.views.exports.wide import sources_page, wide_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Engine
    from graph.views.exports.shown import Shown

__all__ = ["FORMATS", "Format", "file_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name for people, what it is good for, its ending, its type, its writer."""

    name: str
    purpose: str
    ending: str
    media_type: str
    write: Callable[[Engine, Shown], bytes]


FORMATS: Final = (
    Format(
        name=catalogued("Interactive page"),
        purpose=catalogued(
            "One HTML file with everything inside; opens in any browser, also unplugged"
        ),
        ending="html",
        media_type="text/html",
        write=lambda _, shown: page(shown),
    ),
    Format(
        name=catalogued("Picture (SVG)"),
        purpose=catalogued(
            "Wide (16:9), with title, legend and a line about its sources; for slides"
        ),
        ending="wide.svg",
        media_type="image/svg+xml",
        write=lambda _, shown: wide_picture(shown),
    ),
    Format(
        name=catalogued("Its sources (SVG)"),
        purpose=catalogued("A second page for the wide picture: every document with its number"),
        ending="sources.svg",
        media_type="image/svg+xml",
        write=lambda _, shown: sources_page(shown),
    ),
    Format(
        name=catalogued("Drawing (SVG)"),
        purpose=catalogued(
            "The picture with legend, all sources and date on one long sheet, for documents"
        ),
        ending="svg",
        media_type="image/svg+xml",
        write=lambda _, shown: svg(shown),
    ),
    Format(
        name=catalogued("Slides (PPTX)"),
        purpose=catalogued(
            "A wide slide of shapes and words that can be edited, then its documents"
        ),
        ending="pptx",
        media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        write=lambda _, shown: slides([shown]),
    ),
    Format(
        name=catalogued("Lines (CSV)"),
        purpose=catalogued("Every line with the statements behind it, for spreadsheets"),
        ending="lines.csv",
        media_type="text/csv",
        write=lambda _, shown: lines_csv(shown),
    ),
    Format(
        name=catalogued("Things (CSV)"),
        purpose=catalogued("Every thing with its kind and other names, for spreadsheets"),
        ending="things.csv",
        media_type="text/csv",
        write=lambda _, shown: things_csv(shown),
    ),
    Format(
        name="GraphML",
        purpose=catalogued("For programs that analyse graphs, such as yEd, Cytoscape or networkx"),
        ending="graphml",
        media_type="application/graphml+xml",
        write=lambda _, shown: graphml(shown),
    ),
    Format(
        name="GEXF",
        purpose=catalogued("For Gephi, with places and colours"),
        ending="gexf",
        media_type="application/gexf+xml",
        write=lambda _, shown: gexf(shown),
    ),
    Format(
        name=catalogued("Turtle"),
        purpose=catalogued("RDF: lines, statements and documents"),
        ending="ttl",
        media_type="text/turtle",
        write=turtle,
    ),
    Format(
        name="JSON-LD",
        purpose=catalogued("The same RDF as JSON"),
        ending="jsonld",
        media_type="application/ld+json",
        write=json_ld,
    ),
)
"""The formats in the order in which they are offered."""


def file_name(shown_title: str, ending: str) -> str:
    """A name for the file that every system takes: "network-around-kazakhstan.svg"."""
    plain = re.sub(r"[^a-z0-9]+", "-", shown_title.casefold()).strip("-")
    return f"{plain[:60].rstrip('-') or 'network'}.{ending}"
