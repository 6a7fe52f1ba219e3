"""Files of a view, made for a test, and RDF among them read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph

from graph.views.exports.formats import FORMATS
from graph.views.exports.shown import Shown
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.store import Engine


__all__ = ["iri", "lines", "made", "read"]


def iri(short: str) -> str:
    """The whole address of a thing."""
    return str(thing(short))


def made(engine: Engine, taken: Shown, ending: str) -> bytes:
    """The file of one format."""
    return next(one for one in FORMATS if one.ending == ending).write(engine, taken)


def lines(taken: Shown) -> set[tuple[str, str, str]]:
    """The lines that are shown, as triples of addresses."""
    return {(line.source, line.property, line.target) for line in taken.lines}


def read(engine: Engine, taken: Shown, ending: str) -> Graph:
    """The triples of an RDF file, as Oxigraph's reader finds them."""
    form = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}[ending]
    triples = [quad.triple for quad in parse(made(engine, taken, ending), form)]
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
