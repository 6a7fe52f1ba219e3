"""Every format in which a view can be taken away, and how to make each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.views.exports.graphs import gexf, graphml
from graph.views.exports.page import page
from graph.views.exports.rdf import json_ld, turtle
from graph.views.exports.svg import svg
from graph.views.exports.tables import lines_csv, things_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.store import Engine
    from graph.views.exports.shown import Shown

__all__ = ["FORMATS", "Format", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for people, what it is good for, its ending, its type, its writer."""

    name: str
    purpose: str
    ending: str
    media_type: str
    write: Callable[[Engine, Shown], bytes]


FORMATS: Final = (
    Format(
        "Interactive page",
        "One HTML file with everything inside; opens in any browser, also unplugged",
        "html",
        "text/html",
        lambda _, shown: page(shown),
    ),
    Format(
        "Drawing (SVG)",
        "The picture with legend, sources and date, for documents and slides",
        "svg",
        "image/svg+xml",
        lambda _, shown: svg(shown),
    ),
    Format(
        "Lines (CSV)",
        "Every line with the statements behind it, for spreadsheets",
        "lines.csv",
        "text/csv",
        lambda _, shown: lines_csv(shown),
    ),
    Format(
        "Things (CSV)",
        "Every thing with its kind and other names, for spreadsheets",
        "things.csv",
        "text/csv",
        lambda _, shown: things_csv(shown),
    ),
    Format(
        "GraphML",
        "For programs that analyse graphs, such as yEd, Cytoscape or networkx",
        "graphml",
        "application/graphml+xml",
        lambda _, shown: graphml(shown),
    ),
    Format(
        "GEXF",
        "For Gephi, with places and colours",
        "gexf",
        "application/gexf+xml",
        lambda _, shown: gexf(shown),
    ),
    Format(
        "Turtle",
        "RDF: lines, statements and documents",
        "ttl",
        "text/turtle",
        turtle,
    ),
    Format(
        "JSON-LD",
        "The same RDF as JSON",
        "jsonld",
        "application/ld+json",
        json_ld,
    ),
)
"""The formats in the order in which they are offered."""


def file_name(shown_title: str, ending: str) -> str:
    """A name for the file that every system takes: "network-around-kazakhstan.svg"."""
    plain = re.sub(r"[^a-z0-9]+", "-", shown_title.casefold()).strip("-")
    return f"{plain[:60].rstrip('-') or 'network'}.{ending}"
