"""Where a statement stands to the word: the ends of its passage, and a link that opens it there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent_encoded

from rdflib import FOAF, XSD, Literal, URIRef

from graph.dates import PartialDate
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.building.findings import Finding
    from graph.building.tables import Row

__all__ = ["NO_PLACE", "ExactPlace", "copy_faults", "faults", "opened_at"]

# Looked up once: a closed namespace checks each name anew.
_QUOTE: Final = CBRN.quote
_PASSAGE: Final = CBRN.passageHash
_READ_AGAIN: Final = (CBRN.readAgainOn, CBRN.readAgainBy)

_AT_EACH_END: Final = 5
"""So many words of each end of a passage stand in the record: enough to find it."""
_BETWEEN: Final = "…"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_EDGE: Final = re.compile(r"^[^\w]+|[^\w]+$")


def faults(row: Row) -> list[Finding]:
    """What is wrong with the cells of a row that tell its passage and when it was read again."""
    found: list[Finding] = []
    ends = [part.split() for part in row["quote"].split(_BETWEEN)]
    short = len(ends) == 1 and len(ends[0]) <= 2 * _AT_EACH_END
    both = len(ends) == 2 and all(0 < len(end) <= _AT_EACH_END for end in ends)  # noqa: PLR2004 - a beginning and an end
    if not (short or both):
        sentence = (
            f"the passage is told by more than its two ends; give its first {_AT_EACH_END} words, "
            f"a {_BETWEEN}, and its last {_AT_EACH_END}"
        )
        found.append(row.error("quote", sentence))
    if row["passage"] and not _SHA256.fullmatch(row["passage"]):
        sentence = (
            "this is no SHA-256 (64 digits, 0 to 9 and a to f); leave the cell empty, and "
            "'cbrn-graph passages' fills it"
        )
        found.append(row.error("passage", sentence))
    if row["read_again_on"] and not _is_day(row["read_again_on"]):
        sentence = f"'{row['read_again_on']}' is not a day; write it as 2026-11-28"
        found.append(row.error("read_again_on", sentence))
    if bool(row["read_again_on"]) != bool(row["read_again_by"]):
        missing = "read_again_by" if row["read_again_on"] else "read_again_on"
        found.append(row.error(missing, "a reading has a day and somebody who read: give both"))
    return found


def copy_faults(row: Row) -> list[Finding]:
    """What is wrong with the cells of a document that tell of the copy which somebody keeps."""
    found: list[Finding] = []
    if row["copy"] and not _SHA256.fullmatch(row["copy"]):
        sentence = (
            "this is no SHA-256 (64 digits, 0 to 9 and a to f); leave the cell empty, and "
            "'cbrn-graph keep-copy' fills it"
        )
        found.append(row.error("copy", sentence))
    if row["copy_on"] and not _is_day(row["copy_on"]):
        found.append(row.error("copy_on", f"'{row['copy_on']}' is not a day; write 2026-11-28"))
    if bool(row["copy"]) != bool(row["copy_on"]):
        missing = "copy_on" if row["copy"] else "copy"
        found.append(row.error(missing, "a copy has its SHA-256 and the day: give both"))
    return found


def _is_day(text: str) -> bool:
    try:
        return PartialDate.parse(text).day > 0
    except ValueError:
        return False


def opened_at(page: str, quote: str) -> str:
    """The address that opens a page at a passage, given by its ends.

    It is a text fragment, ``#:~:text=start,end`` (W3C Community Group draft,
    https://wicg.github.io/scroll-to-text-fragment/): what is no letter or digit is
    percent-encoded, "-", "," and "&" among it, as they part its terms. A browser that does not know
    text fragments opens the page at its top. Signs at the edges of either end are left out, since
    pages differ in quotation marks and stops, and words are looked for whole.

    Args:
        page: the address of the page; a fragment that it has stays.
        quote: the ends of the passage with a "…" between, or all of a short one.
    """
    ends = [_EDGE.sub("", part.strip()) for part in quote.split(_BETWEEN)]
    told = ",".join(percent_encoded(end, safe="").replace("-", "%2D") for end in ends if end)
    if not told:
        return page
    return f"{page}{'' if '#' in page else '#'}:~:text={told}"


@dataclass(frozen=True, slots=True)
class ExactPlace:
    """Where a statement stands to the word, and who last looked; each empty where not on record.

    ``ends`` are its first and last words, at most five of each, ``sha256`` tells all its words,
    ``opened_at`` is the address that opens the page there; ``read_again`` is a day and a name.
    """

    ends: str = ""
    sha256: str = ""
    opened_at: str = ""
    read_again: tuple[str, str] = ("", "")

    @classmethod
    def of(cls, row: Row, page: str) -> ExactPlace:
        """The passage that a row tells of the document at an address."""
        ends = " ".join(row["quote"].split())
        opened = opened_at(page, ends) if page and ends else ""
        again = row["read_again_on"], row["read_again_by"]
        return cls(ends, row["passage"], opened, again)

    def triples(self, node: URIRef) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
        """What is on record of it, said of the statement's node."""
        if self.ends:
            yield node, _QUOTE, Literal(self.ends)
        if self.sha256:
            yield node, _PASSAGE, Literal(self.sha256)
        if self.opened_at:
            yield node, FOAF.page, URIRef(self.opened_at)
        day, by = self.read_again
        if day and by:
            yield node, _READ_AGAIN[0], Literal(day, datatype=XSD.date)
            yield node, _READ_AGAIN[1], Literal(by)


NO_PLACE: Final = ExactPlace()
"""That of a statement of which nothing more than its locator is on record."""
