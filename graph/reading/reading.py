"""From a text to its statements: the one function that the rest of the room serves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.reading.bodies import organisations
from graph.reading.dates import Anchor, dates
from graph.reading.durations import ended_by_duration
from graph.reading.generic import generics
from graph.reading.meetings import meetings
from graph.reading.money import money
from graph.reading.names import Dictionary
from graph.reading.paragraphs import ParagraphPart, paragraphs
from graph.reading.patterns import patterns
from graph.reading.persons import persons, roles, titled_persons
from graph.reading.ranges import ranges
from graph.reading.relations import claims
from graph.reading.settling import settled
from graph.reading.shapes import (
    country_bodies,
    families,
    initiative,
    named_projects,
    numbered_projects,
    plans,
    secretariats,
)
from graph.reading.spellings import spellings
from graph.reading.survey import Survey, plainly
from graph.reading.topics import listed_topics, topics, topics_of
from graph.reading.words import language_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.reading.known import KnownThings
    from graph.reading.mentions import Mention
    from graph.reading.paragraphs import Paragraph
    from graph.reading.relations import Claim
    from graph.reading.words import Words

__all__ = ["Reading", "read_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from a text: its language, date, paragraphs, names and statements."""

    text: str
    language: str
    date: PartialDate | None
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]

    @property
    def title(self) -> str:
        """The text's own title, its first line of the body where it has none."""
        for part in (ParagraphPart.TITLE, ParagraphPart.HEADING, ParagraphPart.BODY):
            for paragraph in self.paragraphs:
                if paragraph.part is part:
                    line = re.sub(r"\s+", " ", self.text[paragraph.start : paragraph.end])
                    return line.strip(" *_#")[:200]
        return ""

    @property
    def silent(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that gave no statement."""
        spoke = {claim.sentence.paragraph.number for claim in self.claims}
        return tuple(
            one.number for one in self.paragraphs if one.number and one.number not in spoke
        )


def read_text(  # noqa: PLR0913 - each says one thing about the text
    text: str,
    known: KnownThings,
    ontology: Path,
    *,
    date: PartialDate | None = None,
    language: str = "",
    progress: Callable[[float, str], None] = lambda done, sentence: None,
) -> Reading:
    """The names of a text and the statements that it makes.

    Args:
        text: the text, as a person would paste it.
        known: the names on record.
        ontology: the folder with ``cbrn.ttl`` and ``patterns/``.
        date: the document's date where it is known from elsewhere than the text.
        language: the text's language, told by its words where it is not given.
        progress: called with how much is done, from 0 to 1, and what is being done.

    Raises:
        DataError: a file of patterns cannot be read.
    """
    folder = ontology / "patterns"
    plain = plainly(text)
    language = language or language_of(plain, folder)
    words = tuple(words_of(folder, each) for each in dict.fromkeys((language, "en")))
    progress(0.1, "telling the paragraphs")
    parts = paragraphs(plain)
    survey = Survey(
        text=plain,
        known=known,
        words=words,
        paragraphs=parts,
        date=date or _date_line(plain, words[0], parts),
    )
    progress(0.2, "looking for names")
    _find(survey, ontology)
    progress(0.6, "looking for relations")
    own = patterns(folder, language)
    told = {file.property for file in own}
    # What a language has no patterns for is looked for in English: names and numbers are alike.
    files = (*own, *(file for file in patterns(folder, "en") if file.property not in told))
    limits = ranges(ontology)
    told_of = list(settled(claims(survey, files, limits)))
    made = [*told_of, *ended_by_duration(survey, told_of), *spellings(survey)]
    made.sort(key=lambda claim: (claim.sentence.start, claim.object.start))
    return Reading(
        text=text,
        language=language,
        date=survey.date,
        paragraphs=parts,
        mentions=tuple(survey.mentions),
        claims=tuple(made),
    )


def _date_line(text: str, words: Words, parts: tuple[Paragraph, ...]) -> PartialDate | None:
    """The date that a text bears: the first one of its date lines, or at the head of its body."""
    placed = sorted(
        parts, key=lambda one: not re.search(r"[^\W\d_]{5,}.*,", text[one.start : one.end])
    )
    for paragraph in (one for one in placed if one.part is ParagraphPart.DATE_LINE):
        parts = (paragraph, *parts)
    for paragraph in parts:
        if (
            paragraph.part in {ParagraphPart.DATE_LINE, ParagraphPart.TITLE}
            or paragraph.number == 1
        ):
            end = (
                paragraph.end if paragraph.number != 1 else min(paragraph.end, paragraph.start + 60)
            )
            found = sorted(
                dates(text[paragraph.start : end], words, Anchor()), key=lambda one: one.start
            )
            full = [one for one in found if one.key.count("-") == 2]  # noqa: PLR2004 - a whole day
            if full:
                return PartialDate.parse(full[0].until or full[0].key)
    return None


def _find(survey: Survey, ontology: Path) -> None:
    """Puts all that is found among the mentions: the surest first, what builds on it after."""
    initiative(survey)
    listed_topics(survey, (*topics(ontology), *topics_of(survey.known)))
    anchor = Anchor(survey.date)
    for words in survey.words:
        for mention in (*dates(survey.text, words, anchor), *money(survey.text, words)):
            survey.mentions.add(mention)
    Dictionary(survey.known, survey.words).find(survey.text, survey.mentions)
    survey.join_acronyms()
    numbered_projects(survey)
    families(survey)
    country_bodies(survey)
    secretariats(survey)
    plans(survey)
    titled_persons(survey)
    organisations(survey)
    named_projects(survey)
    meetings(survey)
    roles(survey)
    persons(survey)
    generics(survey)
