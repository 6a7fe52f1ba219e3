"""The passage of a text that states what is on record, and whether it still stands there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.passage_ends import ends_of, passage_hash
from graph.reading.paragraphs import ParagraphPart, sentences
from graph.reading.survey import plainly

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.reading.mentions import Mention
    from graph.reading.paragraphs import SentenceSpan
    from graph.reading.reading import Reading

__all__ = [
    "HowFound",
    "Passage",
    "PassageState",
    "passage_of",
    "state_of",
]

_FARTHEST: Final = 600
"""A passage has no more words than these between its beginning and its end."""
_WHOLE_PAGE: Final = "page"


class HowFound(StrEnum):
    """How a passage was found; the values read after "is"."""

    STATED = "the words that state it"
    BOTH = "the sentence that names both"
    PLACE = "all of the place that is named"


class PassageState(StrEnum):
    """Whether a passage stands in a text as it stood when it was put on record."""

    SAME = "reads as it did"
    CHANGED = "begins and ends as it did, and reads otherwise"
    GONE = "does not stand there"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, told without its text: its ends, the SHA-256 of its words, how it was found."""

    ends: str
    sha256: str
    found: HowFound


def passage_of(reading: Reading, cells: Mapping[str, str]) -> Passage | None:
    """The passage that states a row of a statements table; None where the text has none.

    It is the one of which the reader makes the same statement; else the first sentence that names
    both its ends; else, where the row names a paragraph, the title or the date line, all of that.

    Args:
        reading: what was read of the document's text.
        cells: the row, by column.
    """
    locator = cells.get("locator", "")
    anywhere = locator == _WHOLE_PAGE
    says = tuple(cells.get(column, "") for column in ("subject", "property", "object"))
    for claim in reading.claims:
        if (claim.subject.key, claim.property, claim.object.key) == says and (
            anywhere or claim.sentence.paragraph.locator == locator
        ):
            return _passage(reading, claim.start, claim.end, HowFound.STATED)
    plain = plainly(reading.text)
    places = [
        one
        for one in reading.paragraphs
        if one.part is not ParagraphPart.AROUND and (anywhere or one.locator == locator)
    ]
    for paragraph in places:
        for sentence in sentences(plain, paragraph):
            if _names(reading, plain, sentence, says[0]) and _names(
                reading, plain, sentence, says[2]
            ):
                return _passage(reading, sentence.start, sentence.end, HowFound.BOTH)
    if anywhere or not places:
        return None
    return _passage(reading, places[0].start, places[-1].end, HowFound.PLACE)


def _names(reading: Reading, plain: str, sentence: SentenceSpan, value: str) -> bool:
    """Whether a sentence names a thing, or gives a date, a number or a text."""

    def inside(one: Mention) -> bool:
        return sentence.start <= one.start and one.end <= sentence.end

    if any(inside(one) and value in {one.key, one.until} for one in reading.mentions):
        return True
    if "/" in value:
        return False
    said = words(value)
    return bool(said) and f" {said} " in f" {words(plain[sentence.start : sentence.end])} "


def _passage(reading: Reading, start: int, end: int, found: HowFound) -> Passage:
    told = plainly(reading.text)[start:end]
    return Passage(ends_of(told), passage_hash(told), found)


def state_of(text: str, ends: str, sha256: str) -> PassageState:
    """Whether the passage that is on record by its ends and its SHA-256 stands in a text."""
    told = words(plainly(text)).split()
    parts = [words(part).split() for part in ends.split("…")]
    first, last = parts[0], parts[-1]
    state = PassageState.GONE
    for start in _places(told, first, 0, len(told)):
        for place in _places(told, last, start, min(len(told), start + _FARTHEST)):
            end = place + len(last)
            if end < start + len(first):
                continue
            passage = " ".join(told[start:end])
            if not sha256 or hashlib.sha256(passage.encode()).hexdigest() == sha256:
                return PassageState.SAME
            state = PassageState.CHANGED
    return state


def _places(told: list[str], sought: list[str], start: int, end: int) -> list[int]:
    """Where some words stand one after the other, from a place on and before another."""
    size = len(sought)
    if not size:
        return []
    return [at for at in range(start, end - size + 1) if told[at : at + size] == sought]
