"""What all files of a report say in the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.report.content import Reference, Report, Sentence

__all__ = ["LICENCE", "evidence", "foundation", "places", "references", "runnable"]

LICENCE: Final = (
    "The data are public facts under the Creative Commons Attribution 4.0 International licence "
    "(CC BY 4.0, https://creativecommons.org/licenses/by/4.0/). Cite them as: CBRN knowledge "
    "graph, with the checksum of the data."
)
_PREFIX: Final = re.compile(r"(?<![\w:/<])([a-z]+):(?=[\w?]|\s|\))", re.ASCII)


def references(report: Report, cited: Iterable[Reference]) -> list[tuple[int, str]]:
    """The numbers of documents, in order, each with its places in words."""
    return [(number, ", ".join(where)) for number, where in report.cited_as(cited)]


def places(report: Report, cited: Iterable[Reference]) -> str:
    """The numbers of documents with their places, as plain text."""
    return "; ".join(f"[{number}] {where}" for number, where in references(report, cited))


def evidence(report: Report, cited: Sequence[Reference]) -> str:
    """How good the evidence is of what rests on some places, in words; "" where none is named."""
    return report.grade(cited).words if cited else ""


def foundation(report: Report, sentence: Sentence) -> str:
    """What a sentence rests on, as plain text."""
    how = f"({report.mark(sentence.how)})" if sentence.how is not None else ""
    return "; ".join(filter(None, [places(report, sentence.references), how]))


def runnable(sparql: str) -> str:
    """A query with the prefixes that it uses declared, so that any endpoint takes it."""
    used = sorted({found for found in _PREFIX.findall(sparql) if found in PREFIXES})
    declared = "".join(f"PREFIX {one}: <{PREFIXES[one]}>\n" for one in used)
    return f"{declared}{sparql.rstrip()}\n"
