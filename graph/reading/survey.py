"""A text while it is read: its parts, and what has been found in it so far."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from graph.folding import plain
from graph.reading.inflection import folded
from graph.reading.letters import latin
from graph.reading.mentions import Mention, MentionKind, Mentions
from graph.reading.paragraphs import ParagraphPart, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.dates import PartialDate
    from graph.reading.known import KnownThings
    from graph.reading.paragraphs import Paragraph, SentenceSpan
    from graph.reading.words import Words

__all__ = ["INITIATIVE", "Survey", "plainly", "slug"]

INITIATIVE: Final = "initiative/eu-cbrn-coe"
_MARKS: Final = re.compile(r"\]\([^)\n]*\)|[*_\[\]#\\]+|[\u00ad\u200b-\u200f\u202a-\u202e\ufeff]")
_BETWEEN: Final = re.compile(r"\s*\(\s*$")
_AFTER: Final = re.compile(r"\s*\)")


def plainly(text: str) -> str:
    """The text with the signs of Markdown and invisible ones as blanks: no place moves."""
    return _MARKS.sub(lambda found: " " * len(found[0]), text)


def slug(name: str) -> str:
    """A name as the last part of a key, in Latin letters: ``eu-delegation-senegal``."""
    return re.sub(r"[^a-z0-9]+", "-", plain(latin(name))).strip("-")[:60].strip("-")


@dataclass(kw_only=True)
class Survey:
    """What is known of a text: the text, its paragraphs, and the mentions found so far.

    ``words`` holds the text's own language first and English last; ``date`` is the date that the
    document bears, where it bears one.
    """

    text: str
    known: KnownThings
    words: tuple[Words, ...]
    paragraphs: tuple[Paragraph, ...]
    date: PartialDate | None = None
    mentions: Mentions = field(default_factory=Mentions)

    @cached_property
    def sentences(self) -> tuple[SentenceSpan, ...]:
        """All sentences in order, those of titles and headings too."""
        return tuple(
            sentence
            for paragraph in self.paragraphs
            if paragraph.part is not ParagraphPart.AROUND
            for sentence in sentences(self.text, paragraph)
        )

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, place: int) -> SentenceSpan | None:
        """The sentence in which a place of the text lies."""
        at = bisect_right(self._sentence_starts, place) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].end else None

    @cached_property
    def key_of(self) -> dict[str, str]:
        """The key of each thing by each of its names, compared plainly."""
        told: dict[str, str] = {}
        for name in self.known.names:
            told.setdefault(plain(name.text), name.key)
        return told

    def label(self, key: str) -> str:
        """The English name of a thing, "" where it is not on record."""
        return self.known.labels.get(key, "")

    def mentions_of(self, *kinds: MentionKind) -> Iterator[Mention]:
        """The mentions of some kinds in order."""
        return (mention for mention in self.mentions if mention.kind in kinds)

    def put_thing(  # noqa: PLR0913, PLR0917 - what makes a thing, and what made it known
        self,
        span: tuple[int, int],
        kind: MentionKind,
        key: str,
        label: str,
        type_: str,
        way: str = "shape",
    ) -> None:
        """Takes a thing found by its shape, as a new one where its key is not on record."""
        start, end = span
        on_record = key in self.known.types
        self.mentions.put(
            Mention(
                start=start,
                end=end,
                kind=kind,
                key=key,
                text=self.text[start:end].strip(),
                way=way,
                label="" if on_record else label,
                type="" if on_record else type_,
            )
        )

    def next_mention(
        self, place: int, most: int, wanted: Callable[[Mention], bool]
    ) -> Mention | None:
        """The first wanted mention after a place, with at most so many signs of text before it.

        What names the Initiative does not count, and no sentence ends on the way.
        """
        passed = 0
        at = place
        for mention in self.mentions.within(place, place + 6 * most + 200):
            if mention.start < place:
                continue
            between = self.text[at : mention.start]
            passed += len(between)
            if passed > most or re.search(r"[.;!?](?:\s|$)|\n\s*\n", between):
                return None
            if wanted(mention):
                return mention
            if mention.kind not in {MentionKind.INITIATIVE, MentionKind.ORGANISATION}:
                return None
            at = mention.end
        return None

    def mention_before(
        self, place: int, most: int, wanted: Callable[[Mention], bool]
    ) -> Mention | None:
        """The wanted mention that ends at most so many signs before a place."""
        before = self.mentions.within(max(place - most - 1, 0), place)
        if before and wanted(before[-1]) and place - before[-1].end <= most:
            between = self.text[before[-1].end : place]
            return None if re.search(r"[.,;:!?\n]", between) else before[-1]
        return None

    def join_acronyms(self) -> None:
        """Makes "Joint Research Centre (JRC)" one mention instead of two of one thing."""
        all_of_them = list(self.mentions)
        for one, other in itertools.pairwise(all_of_them):
            between = self.text[one.end : other.start]
            after = _AFTER.match(self.text, other.end)
            if one.key == other.key and _BETWEEN.fullmatch(between) and after:
                span = one.start, after.end()
                self.put_thing(span, one.kind, one.key, one.label, one.type, one.way)

    def part_at(self, place: int) -> ParagraphPart:
        """Which part of the text a place is in."""
        sentence = self.sentence_at(place)
        return sentence.paragraph.part if sentence else ParagraphPart.AROUND

    def main(self, kind: MentionKind, most_at_least: int = 1) -> str:
        """The key of the kind that a text is about: named in its title, or most often."""
        counts: Counter[str] = Counter()
        for mention in self.mentions_of(kind):
            part = self.part_at(mention.start)
            counts[mention.key] += {
                ParagraphPart.TITLE: 4,
                ParagraphPart.HEADING: 2,
                ParagraphPart.AROUND: 0,
            }.get(part, 1)
        if kind is MentionKind.REGION and not counts:
            served = self.main(MentionKind.SECRETARIAT)
            return self.region_served(served) if served else ""
        if kind is MentionKind.INITIATIVE and not counts and self.main(MentionKind.SECRETARIAT):
            return INITIATIVE  # its secretariats are named with its name within theirs
        best = counts.most_common(2)
        if not best or best[0][1] < most_at_least:
            return ""
        return best[0][0] if len(best) == 1 or best[0][1] > best[1][1] else self._first(kind, best)

    def region_served(self, secretariat: str) -> str:
        """The region of a secretariat by its key, "" where it has none."""
        region = self.known.region_of.get(secretariat, "")
        region = region or f"region/{secretariat.rpartition('-')[2].upper()}"
        return region if region in self.known.types else ""

    def region_in(self, text: str) -> tuple[str, str] | None:
        """The key and the name of a region whose name stands in a text, None where none does."""
        for words in self.words:
            written = f" {' '.join(folded(text, words))} "
            for code, names in words.table("regions").items():
                for name in sorted(names, key=len, reverse=True):
                    if f" {' '.join(folded(name, words))} " in written:
                        return f"region/{code}", name
        return None

    def _first(self, kind: MentionKind, best: Sequence[tuple[str, int]]) -> str:
        keys = {key for key, count in best if count == best[0][1]}
        return next(mention.key for mention in self.mentions_of(kind) if mention.key in keys)
