"""Formats by the names that an address gives them: ``format=csv``, ``output=json``, a media type.

Who reads an address (``pandas.read_csv``, R, Excel and Power BI "from web", IMPORTDATA, QGIS)
cannot set a header, so the address says what the Accept header would. ``results`` is what
SPARQLWrapper sends beside the other two.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from graph.server.media_types import HTML, ROW_NAMES, TRIPLE_NAMES
from graph.server.negotiation import preferred
from graph.server.replies import Refusal
from graph.store.replies.formats import CSV, JSON, TSV, TURTLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from starlette.requests import Request

__all__ = [
    "FORMAT_PARAMETERS",
    "WORKBOOK",
    "NamedFormat",
    "check_spelling",
    "named_format",
    "triples_wanted",
]

FORMAT_PARAMETERS: Final = ("format", "output", "results")
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""An Excel workbook, in which things stand by their names."""

_XML: Final = "application/sparql-results+xml"
_LD: Final = "application/ld+json"
_RDF: Final = "application/rdf+xml"
_NT: Final = "application/n-triples"
_SHORT: Final[Mapping[str, tuple[str | None, str | None]]] = MappingProxyType(
    {
        "csv": (CSV, None),
        "tsv": (TSV, None),
        "srj": (JSON, None),
        "srx": (_XML, None),
        "json": (JSON, _LD),
        "xml": (_XML, _RDF),
        "xlsx": (WORKBOOK, WORKBOOK),
        "ttl": (None, TURTLE),
        "turtle": (None, TURTLE),
        "nt": (None, _NT),
        "ntriples": (None, _NT),
        "n-triples": (None, _NT),
        "jsonld": (None, _LD),
        "json-ld": (None, _LD),
        "rdf": (None, _RDF),
        "rdfxml": (None, _RDF),
        "rdf+xml": (None, _RDF),
        "owl": (None, _RDF),
        "n3": (None, "text/n3"),
        "trig": (None, "application/trig"),
        "nq": (None, "application/n-quads"),
        "nquads": (None, "application/n-quads"),
        "n-quads": (None, "application/n-quads"),
    }
)
"""The format of rows (or yes and no) and that of triples which a short name means."""

_ALIKE: Final = frozenset(
    {"turtle", "ntriples", "n-triples", "json-ld", "rdfxml", "rdf+xml", "owl", "srj", "srx"}
    | {"nquads", "n-quads"}
)
_TOLD: Final = tuple(name for name in _SHORT if name not in _ALIKE)
# What other products know, and clients send to everybody: near a name of ours by chance.
_OF_OTHERS: Final = frozenset({"queryln", "queryid"})


@dataclass(frozen=True, slots=True)
class NamedFormat:
    """A format that an address names: what it is of rows and of triples, None where it is neither.

    ``name`` is the name as the address has it, for a sentence.
    """

    name: str
    rows: str | None
    triples: str | None

    def none_of(self, what: str, *, has_rows: bool) -> Refusal:
        """Return the refusal of an answer, rows or triples, that the format does not hold."""
        offered = [
            name for name in _TOLD if (_SHORT[name][0] if has_rows else _SHORT[name][1]) is not None
        ]
        words = f"This query gives {what} which are not written as {self.name[:60]}"
        return Refusal(406, f"{words}; name {', '.join(offered)}.")


def named_format(pairs: Iterable[tuple[str, str]]) -> NamedFormat | None:
    """Return the format that the parameters of a request name, or None where they name none.

    Raises:
        Refusal: they name what is no format here, or two that differ.
    """
    given = [value for name, value in pairs if name in FORMAT_PARAMETERS and value.strip()]
    found = [_of_name(value) for value in given]
    if len({(one.rows, one.triples) for one in found}) > 1:
        names = " and ".join(dict.fromkeys(one.name[:40] for one in found))
        raise Refusal(400, f"The request names more than one format: {names}. Name one.")
    return found[0] if found else None


def triples_wanted(request: Request, *, pages: bool = False) -> str | None:
    """Return the name of the format of triples that a request wants, where there are only triples.

    None where it takes none of them; `HTML` where there is a page too, and it likes that best.

    Raises:
        Refusal: its address names what is no format, or nearly a parameter.
    """
    pairs = request.query_params.multi_items()
    check_spelling((name for name, _ in pairs), FORMAT_PARAMETERS)
    form = named_format(pairs)
    if form is None:
        offered = (*TRIPLE_NAMES, HTML) if pages else tuple(TRIPLE_NAMES)
        return preferred(request.headers.get("accept", ""), *offered)
    return form.triples if form.triples in TRIPLE_NAMES else None


def check_spelling(names: Iterable[str], known: Collection[str]) -> None:
    """Stop a request with the name of a parameter that is nearly one of ours, and so not heard.

    What is like none of ours is left alone: clients send to everybody what some products know.

    Raises:
        Refusal: the sentence says which name was meant.
    """
    for name in names:
        if name in known or name.lower() in _OF_OTHERS:
            continue
        distance, meant = min((OSA.distance(name.lower(), one), one) for one in known)
        if distance <= (2 if len(meant) > 6 else 1):  # noqa: PLR2004 - a slip or two
            message = f"'{name[:60]}' is no parameter here; '{meant}' may be meant."
            raise Refusal(400, message)


def _of_name(value: str) -> NamedFormat:
    # A plus that was not written as %2B arrives as a blank.
    name = value.strip().lower().partition(";")[0].rstrip().replace(" ", "+")
    if name in _SHORT:
        return NamedFormat(value.strip(), *_SHORT[name])
    if name == WORKBOOK:
        return NamedFormat(value.strip(), WORKBOOK, WORKBOOK)
    rows, triples = ROW_NAMES.get(name), TRIPLE_NAMES.get(name)
    if rows is None and triples is None:
        message = (
            f"'{value[:60]}' is no format here; name one of {', '.join(_TOLD)}, or a media type."
        )
        raise Refusal(400, message)
    return NamedFormat(value.strip(), rows, triples)
