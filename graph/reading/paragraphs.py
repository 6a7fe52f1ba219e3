"""A text as its paragraphs, numbered as a person would, and its sentences.

Titles, headings, date lines and what a web page puts around an article have no number. A paragraph
that a page break tore apart is one again; the items of a list belong to the line above them.
"""

# Letters of several scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Paragraph", "ParagraphPart", "SentenceSpan", "paragraphs", "sentences"]


class ParagraphPart(StrEnum):
    """What a paragraph is in its document."""

    TITLE = "title"
    DATE_LINE = "date line"
    HEADING = "heading"
    BODY = "paragraph"
    AROUND = "around the text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of the text from ``start`` up to before ``end``; those of the body have a number."""

    start: int
    end: int
    part: ParagraphPart
    number: int = 0

    @property
    def locator(self) -> str:
        """The place as the tables write it: ``paragraph 4``, ``title``."""
        return f"paragraph {self.number}" if self.number else str(self.part)


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence of a paragraph, by its places in the text."""

    start: int
    end: int
    paragraph: Paragraph


_BULLET: Final = re.compile(r"\s*(?:[•●▪◦·‣*–—-]|\(?\d{1,2}[.)]|[a-z][.)])\s+\S")
_ENDS: Final = re.compile(r"[.!?…:;。؟][\"'”»)\]*_]*\s*$")
_STOPS: Final = re.compile(r"[.!?…؟][\"'”»)\]*_]*\s*$")
_DATE_LINE: Final = re.compile(r"\d{4}")
_AROUND: Final = re.compile(
    r"(?:skip to main content|print|share|home|menu|read more|news stories|funded by the european "
    r"union|photo credits?.*|©.*|source\s*:.*|[\d/.: -]+|meeting|subscribe|cookies?.*)\.?",
    re.IGNORECASE,
)
_HEADING: Final = 12
"""A line of at most so many words, and no full stop, is a heading."""
_TITLE: Final = 45
_DATED: Final = 14
_WRAPPED: Final = 55
"""A line of at least so many signs that stops without an end mark goes on in the next line."""

_SENTENCE: Final = re.compile(
    r"(?<=[.!?؟…])[\"'”»)\]]*\s+(?=[\"'“«(\[]?\w)|(?<=[^\W\d_]{3}[.!?؟])(?=[^\W\d_])|"
    r"(?<=[)»”][.!?])(?=[^\W\d_])|\n\s*\n"
)
_SHORTENED: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nr|Art|Gen|Col|Lt|Maj|Hon|Eng|Amb|Inc|Ltd|vs|etc|approx|Sr|Sra|"
    r"Jr|Mme|Dott|Ing|Sig|др|г|гг|проф|им|т|д|р|ул|د|h|bzw|z|u|gosp|dr|prof)|\b[^\W\d_]|H\.E)\.$",
    re.IGNORECASE,
)
_NUMBER_BEFORE: Final = re.compile(r"\b\d{1,2}\.$")
_DATE_GOES_ON: Final = re.compile(r"\s*[^\W\d_]+\.?\s+(?:19|20)\d{2}")
_SHORT_START: Final = 12


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in order, none of them empty."""
    blocks = _with_items(text, _rejoined(text, list(_lines(text))))
    return tuple(_numbered(text, blocks))


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Each line that is not empty: its places, and whether an empty line stands before it."""
    apart = True
    for found in re.finditer(r"[^\n]*\n?", text):
        line = found[0]
        if not line.strip():
            apart = True
            continue
        start = found.start() + len(line) - len(line.lstrip())
        yield start, found.start() + len(line.rstrip()), apart
        apart = False


def _rejoined(text: str, lines: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """Lines that belong together as one: wrapped lines, and paragraphs torn by a page's end."""
    blocks: list[tuple[int, int]] = []
    for start, end, apart in lines:
        if blocks and _goes_on(text, blocks[-1], start, end, apart=apart):
            blocks[-1] = blocks[-1][0], end
        else:
            blocks.append((start, end))
    return blocks


def _goes_on(text: str, before: tuple[int, int], start: int, end: int, *, apart: bool) -> bool:
    """Whether a line goes on with the paragraph before it."""
    above = text[before[0] : before[1]]
    if _ENDS.search(above) or _BULLET.match(text[start:end]):
        return False
    last_line = above.rpartition("\n")[2]
    if text[start].islower():
        return len(last_line.split()) > _HEADING // 2 or not apart
    return not apart and len(last_line) >= _WRAPPED and _even(text, before, start, end)


def _even(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether two lines look like those of one wrapped paragraph: about as long as each other."""
    longest = max(map(len, text[before[0] : before[1]].split("\n")))
    return longest <= 2 * _WRAPPED and end - start <= longest + _HEADING


def _with_items(text: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blocks with the items of a list joined to the line that they belong to."""
    joined: list[tuple[int, int]] = []
    open_list = False
    for start, end in blocks:
        block = text[start:end]
        if (
            joined
            and not _dated(block)
            and _BULLET.match(block)
            and (open_list or _introduces(text, joined[-1]))
        ):
            joined[-1] = joined[-1][0], end
            open_list = True
        elif joined and _colon(text, joined[-1]) and _item(block) and not open_list:
            # A list whose marks were lost on the way: short lines after a colon.
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
            open_list = False
    return joined


def _introduces(text: str, block: tuple[int, int]) -> bool:
    """Whether a line can stand above a list: it ends in a colon, or is short and has no stop."""
    above = text[block[0] : block[1]]
    return _colon(text, block) or _short(above)


def _colon(text: str, block: tuple[int, int]) -> bool:
    above = text[block[0] : block[1]].rstrip()
    first, _, rest = above.partition("\n")
    last = rest.rpartition("\n")[2]
    return above.endswith(":") or (first.rstrip().endswith(":") and _short(last, 2 * _HEADING))


def _item(block: str) -> bool:
    return _short(block, 2 * _HEADING) and not _dated(block)


def _short(block: str, most: int = _HEADING) -> bool:
    return len(block.split()) <= most and not _STOPS.search(block)


def _numbered(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[Paragraph]:
    """The blocks with what they are, those of the body counted from 1."""
    number = 0
    longest = max((end - start for start, end in blocks), default=0)
    titled = False
    for start, end in blocks:
        block = text[start:end].strip(" *_#\t")
        part = _part(block, longest, titled=titled, begun=number > 0)
        if part is ParagraphPart.BODY:
            number += 1
        titled = titled or part is ParagraphPart.TITLE
        yield Paragraph(start, end, part, number if part is ParagraphPart.BODY else 0)


def _part(block: str, longest: int, *, titled: bool, begun: bool) -> ParagraphPart:
    """What a block is, by its length, how it ends, and what stood before it."""
    count = len(block.split())
    if not begun and _dated(block):
        return ParagraphPart.DATE_LINE
    if _AROUND.fullmatch(block):
        return ParagraphPart.AROUND
    listed = "\n" in block and _BULLET.match(block.rpartition("\n")[2])
    stopped = bool(_STOPS.search(block))
    if count <= _HEADING and not stopped and (begun or titled or listed):
        return ParagraphPart.HEADING
    if not begun and not listed and count <= _TITLE:
        short = len(block) * 2 < longest and not titled and count <= _TITLE - _DATED
        if not stopped or short:
            return ParagraphPart.TITLE
    return ParagraphPart.BODY


def _dated(block: str) -> bool:
    """Whether a block is little more than a place and a date with its year."""
    words = re.sub(r"[\d/.:,–-]+", " ", block).split()
    return bool(_DATE_LINE.search(block)) and len(words) <= _DATED // 2


def sentences(text: str, paragraph: Paragraph) -> Iterator[SentenceSpan]:
    """The sentences of a paragraph; a list stays with the words that introduce it."""
    start = paragraph.start
    for found in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
        before = text[start : found.start()]
        if _SHORTENED.search(before[-20:]) or _number_goes_on(text, before, found.end()):
            continue
        if text[found.end()].islower() and "\n" not in found[0]:
            continue
        if "\n" in found[0] and (
            _colon(before, (0, len(before))) or _BULLET.match(text, found.end())
        ):
            continue
        if before.strip():
            yield SentenceSpan(start, found.start(), paragraph)
        start = found.end()
    if text[start : paragraph.end].strip():
        yield SentenceSpan(start, paragraph.end, paragraph)


def _number_goes_on(text: str, before: str, after: int) -> bool:
    """Whether a number and a stop begin something: "18. April 2024", "2. Reinforce"."""
    if not _NUMBER_BEFORE.search(before[-8:]):
        return False
    return len(before.strip()) <= _SHORT_START or bool(
        text[after : after + 1].islower() or _DATE_GOES_ON.match(text, after)
    )
