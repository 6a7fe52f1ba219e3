"""What a text says of the things it names: its patterns met, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.reading.bodies import new_body
from graph.reading.dates import YEAR_TAKEN
from graph.reading.focus import Focus
from graph.reading.inherent import INHERENT
from graph.reading.marked import marked
from graph.reading.mentions import Mention, MentionKind
from graph.reading.patterns import SLOTS
from graph.reading.words import UPPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.reading.marked import Marked
    from graph.reading.paragraphs import SentenceSpan
    from graph.reading.patterns import PatternFile, SentencePattern
    from graph.reading.ranges import Ranges
    from graph.reading.survey import Survey

__all__ = ["Claim", "claims"]

_TAIL: Final = re.compile(
    r"(?:[\s,;:–-]|\b(?:of|the|to|for|at|in|and|de|du|des|la|le|les|l|d|del|della|dell|di|von|des|der|as"
    r"|has|is|was|who|by|en|au|a|na|при|и|в)\b['’]?)+$",
    re.IGNORECASE,
)
_SIGN: Final = re.compile(r"⟦\w+⟧")
_ITEM: Final = re.compile(r"(?<![⟦\w])[^\W\d_⟦][^⟦⟧,;()\n•]*")
_CAPITALS: Final = re.compile(rf"(?:[{UPPER}][\w&’'-]+(?:\s+|-)?)+")
_OTHERS: Final = frozenset({MentionKind.SECRETARIAT, MentionKind.PROJECT, MentionKind.PLAN})
"""What a verb right after it is about, where no subject is named for it."""
_LONGEST_ROLE: Final = 110
_BESIDE: Final = 25
_REACH: Final = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that a pattern made of a passage.

    ``subject`` and ``object`` are mentions; the passage is ``start`` to ``end`` of the text, in
    the paragraph of ``sentence``. ``pattern`` is the line that was met.
    """

    subject: Mention
    property: str
    object: Mention
    sentence: SentenceSpan
    start: int
    end: int
    pattern: str
    role: str = ""
    basis: str = "stated"
    remark: str = ""
    since: str = ""


def claims(survey: Survey, files: Sequence[PatternFile], ranges: Ranges) -> Iterator[Claim]:
    """The statements of a text, in the order of their places; each once in a paragraph."""
    reader = _Reader(survey, files)
    told: set[tuple[str, str, str, int]] = set()
    for sentence in survey.sentences:
        for claim in reader.of(sentence):
            place = sentence.paragraph.start
            key = claim.subject.key, claim.property, claim.object.key, place
            if key not in told and _possible(survey, claim, ranges):
                told.add(key)
                yield claim


@dataclass(frozen=True, slots=True)
class _Met:
    """A pattern that was met in a sentence."""

    sentence: SentenceSpan
    line: Marked
    pattern: SentencePattern
    found: re.Match[str]

    @property
    def start(self) -> int:
        """Where in the text the match begins."""
        mention = next(self.line.named(self.found[0]), None)
        place = self.line.original(self.found.start())
        return min(place, mention.start) if mention is not None else place

    def group(self, name: str) -> str | None:
        """What stands in a slot, None where the pattern has no such slot."""
        return self.found.groupdict().get(name)

    def mentions(self, name: str) -> list[Mention]:
        """The mentions in a slot."""
        return list(self.line.named(self.group(name) or ""))


class _Reader:
    """Reads the sentences of one text with the patterns of its languages."""

    def __init__(self, survey: Survey, files: Sequence[PatternFile]) -> None:
        self._survey = survey
        self._patterns = [
            (file.property, sorted(file.patterns, key=lambda one: one.implicit)) for file in files
        ]
        self._by_kinds: dict[frozenset[MentionKind], list[tuple[str, list[SentencePattern]]]] = {}
        self._focus = Focus(survey)
        self._refusals = [
            form for words in survey.words if (form := words.expression_of_words("not"))
        ]

    def of(self, sentence: SentenceSpan) -> Iterator[Claim]:
        """The statements of one sentence.

        Where a pattern names its subject, another one that has to find it elsewhere is not heard
        on the same property and object.
        """
        inside = self._survey.mentions.within(sentence.start, sentence.end)
        line = marked(self._survey.text, sentence.start, sentence.end, inside)
        for term, patterns in self._possible(frozenset(mention.kind for mention in inside)):
            named: set[tuple[str, int]] = set()
            for pattern in patterns:
                for claim in self._met(sentence, line, term, pattern):
                    at = claim.object.key, claim.object.start
                    if not pattern.implicit:
                        named.add(at)
                    elif at in named:
                        continue
                    yield claim

    def _possible(self, kinds: frozenset[MentionKind]) -> list[tuple[str, list[SentencePattern]]]:
        """The patterns that a sentence with mentions of some kinds can meet, by property."""
        if kinds not in self._by_kinds:
            possible = [
                (term, [one for one in patterns if not any(map(kinds.isdisjoint, one.needs))])
                for term, patterns in self._patterns
            ]
            self._by_kinds[kinds] = [(term, patterns) for term, patterns in possible if patterns]
        return self._by_kinds[kinds]

    def _met(
        self, sentence: SentenceSpan, line: Marked, term: str, pattern: SentencePattern
    ) -> Iterator[Claim]:
        """The statements that one pattern makes of a sentence."""
        for found in pattern.form.finditer(line.text):
            literal = _SIGN.sub(" ", found[0])
            if not any(form.search(literal) for form in self._refusals):
                yield from self._made(term, _Met(sentence, line, pattern, found))

    def _made(self, term: str, met: _Met) -> Iterator[Claim]:
        """The statements of one match: one for each subject and each object of a list."""
        pattern = met.pattern
        since = next((one.key for one in met.mentions("from")), "")
        for subject in self._subjects(met):
            role = _role(self._survey, met, subject) or pattern.role
            if pattern.only.lower() not in role.lower():
                continue
            for value in self._objects(met, subject):
                if term == "coversRegion" and value.kind is MentionKind.SECRETARIAT:
                    region = self._survey.region_served(value.key)
                    value = replace(value, kind=MentionKind.REGION, key=region, label="", type="")  # noqa: PLW2901 - the region that it serves
                if value.key in {subject.key, ""}:
                    continue
                start, end = _passage(met.sentence, subject, value)
                basis, remark = pattern.basis, pattern.remark
                if value.way == YEAR_TAKEN:
                    basis, remark = "derived", "The year is that of another place in the text"
                made = Claim(
                    subject=subject,
                    property=term,
                    object=value,
                    sentence=met.sentence,
                    start=start,
                    end=end,
                    pattern=pattern.told,
                    role=role,
                    basis=basis,
                    remark=remark,
                    since=since,
                )
                yield made
                if term == "startDate" and value.until:
                    last = replace(value, key=value.until, until="")
                    yield replace(made, property="endDate", object=last)

    def _subjects(self, met: _Met) -> list[Mention]:
        if met.group("subject"):
            return met.mentions("subject")
        letters = SLOTS.get(met.pattern.subject, "")
        one = self._focus.of(letters, met.line.mentions, met.start)
        if one is None or (one not in met.line.mentions and self._of_another(met, letters)):
            return []
        return [one]

    def _of_another(self, met: _Met, letters: str) -> bool:
        """Whether a thing of another kind stands right before a match: "The Secretariat is hosted".

        Then that is what the match is about, and not what the whole text is about.
        """
        before = [one for one in met.line.mentions if one.end <= met.start]
        if not before or before[-1].kind not in _OTHERS or before[-1].kind.value in letters:
            return False
        between = self._survey.text[before[-1].end : met.start]
        return len(between) <= _BESIDE and not re.search(r"[.,;:()\n]", between)

    def _objects(self, met: _Met, subject: Mention) -> Iterator[Mention]:
        """What stands in the place of the object: mentions, a number, or words between quotes."""
        pattern, told = met.pattern, met.group("object")
        if pattern.object in INHERENT:
            yield from INHERENT[pattern.object](self._survey, subject)
        elif told is None and pattern.value:
            yield Mention(
                start=met.start,
                end=met.start + 1,
                kind=MentionKind.STATUS,
                key=pattern.value,
                text=pattern.value,
            )
        elif told is None:
            letters = SLOTS.get(pattern.object, "")
            one = self._focus.of(letters, met.line.mentions, met.start)
            if one is not None:
                yield one
        elif pattern.object in {"number", "text"}:
            yield self._value(met, told)
        else:
            yield from self._named(met, told)

    def _named(self, met: _Met, told: str) -> Iterator[Mention]:
        """The mentions of a list in their order, and its capitalised names where these may be."""
        letters = SLOTS.get(met.pattern.object, "")
        names = {one.start: one for one in met.line.named(told) if one.kind in letters}
        if met.pattern.object == "body":
            start = met.found.start("object")
            for each in _ITEM.finditer(told):
                name = _CAPITALS.match(each[0])
                if name and len(name[0].strip()) > 2:  # noqa: PLR2004 - two letters name nobody
                    place = met.line.original(start + each.start())
                    end = place + len(name[0].rstrip())
                    names.setdefault(place, new_body(self._survey, place, end))
        for place in sorted(names):
            yield names[place]

    def _value(self, met: _Met, told: str) -> Mention:
        """A number as digits, or the words between quotes as the text has them."""
        place = met.line.original(met.found.start("object"))
        if met.pattern.object == "number":
            numbers = (words.number(told) for words in self._survey.words)
            number = next((one for one in numbers if one is not None), 0)
            return Mention(
                start=place,
                end=place + len(told),
                kind=MentionKind.COUNT,
                key=str(number),
                text=told,
            )
        written = met.line.in_words(told, self._survey.text)
        flat = re.sub(r"\s+", " ", written).strip()
        return Mention(
            start=place, end=place + len(written), kind=MentionKind.TITLE, key=flat, text=flat
        )


def _role(survey: Survey, met: _Met, subject: Mention) -> str:
    """The role of a person in the words of the text, without the body that it is in."""
    role = next(iter(met.mentions("role")), None)
    if role is None or subject.kind is not MentionKind.PERSON:
        return ""
    others = (
        one.start
        for one in met.line.mentions
        if one.start >= role.end and one.kind is not MentionKind.ROLE
    )
    text = survey.text[role.start : min([*others, role.end + _LONGEST_ROLE])]
    cut = re.search(r"[,;(•\n]|\.\s", text)
    return _TAIL.sub("", re.sub(r"\s+", " ", text[: cut.start()] if cut else text)).strip()


def _passage(sentence: SentenceSpan, subject: Mention, value: Mention) -> tuple[int, int]:
    """The sentence; from where the subject was named in its paragraph, if that is not too far."""
    first = min(sentence.start, subject.start, value.start)
    if first < sentence.paragraph.start or sentence.start - first > _REACH:
        return sentence.start, sentence.end
    return first, sentence.end


def _possible(survey: Survey, claim: Claim, ranges: Ranges) -> bool:
    """Whether domain and range of the property allow it."""
    subject = _class(survey, claim.subject)
    value = _class(survey, claim.object) if "/" in claim.object.key else None
    if claim.property == "place":
        value = None
    return ranges.allows(claim.property, subject, value)


def _class(survey: Survey, mention: Mention) -> str:
    if mention.kind is MentionKind.PLACE:
        return "Country"
    return mention.type or survey.known.types.get(mention.key, "") or {
        MentionKind.REGION: "Region", MentionKind.COUNTRY: "Country", MentionKind.TOPIC: "Topic",
    }.get(mention.kind, "Thing")  # fmt: skip
