"""Names under which a text has a thing on record, and which are not on record yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.folding import words as plain_words
from graph.reading.cldr import countries
from graph.reading.generic import GENERIC
from graph.reading.mentions import Mention, MentionKind
from graph.reading.nominative import nominative
from graph.reading.relations import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.reading.survey import Survey

__all__ = ["spellings"]

_KINDS: Final = frozenset(
    {MentionKind.COUNTRY, MentionKind.REGION, MentionKind.ORGANISATION, MentionKind.INITIATIVE}
)
_FEWEST: Final = 2
_LEAD: Final = re.compile(
    r"^(?:the|la|le|les|el|los|il|lo|die|der|das|l['’]|dell['’]|d['’])\s*", re.IGNORECASE
)


def spellings(survey: Survey) -> Iterator[Claim]:
    """Each such name once, as a statement ``altLabel`` with its language."""
    language = survey.words[0].language
    known: dict[str, set[str]] = {}
    for one in survey.known.names:
        known.setdefault(one.key, set()).add(plain_words(one.text))
    names = set().union(*known.values())
    for code_language in dict.fromkeys((language, "en")):
        for name, code in countries(code_language):
            known.setdefault(f"country/{code}", set()).add(plain_words(name))
    told: set[tuple[str, str]] = set()
    forms = _forms(survey)
    for mention in _named(survey):
        if mention.kind not in _KINDS or mention.new or mention.way in {GENERIC, "code", "list"}:
            continue
        if language != "en" and mention.kind is MentionKind.COUNTRY:
            continue  # what other languages call a country is in the CLDR
        told_as = mention.text if language == "en" else mention.entry or nominative(mention.text)
        text = _LEAD.sub("", re.sub(r"\s+", " ", told_as)).strip()
        bare = re.sub(r"\s*\([^)]*\)", "", text)
        form = plain_words(bare)
        sentence = survey.sentence_at(mention.start)
        if sentence is None or form in known.get(mention.key, set()) or (mention.key, form) in told:
            continue
        if len(form.split()) < _FEWEST or _ordinary(mention, language) or mention.entry in forms:
            continue
        if any(
            form.endswith(f" {one}") and form[: -len(one) - 1] in names
            for one in known.get(mention.key, ())
        ):
            continue  # "EC Joint Research Centre" is its name with that of its owner
        told.add((mention.key, form))
        own = _language_of(survey, mention, bare)
        value = bare if own == "en" else f"{bare}@{own}"
        written = re.sub(r"\s+", " ", mention.text)
        label = Mention(
            start=mention.start, end=mention.end, kind=MentionKind.TITLE, key=value, text=written
        )
        yield Claim(
            subject=mention,
            property="altLabel",
            object=label,
            sentence=sentence,
            start=sentence.start,
            end=sentence.end,
            pattern="a name of its own",
        )


def _forms(survey: Survey) -> set[str]:
    """What texts of the language write for a name without its being one: other cases, offices."""
    return set(survey.words[0].told.get("forms", ()))


def _language_of(survey: Survey, mention: Mention, name: str) -> str:
    """The language of a name: English where only English words tell what it is a name of.

    A text in Italian may call the Initiative by its English name.
    """
    english = survey.words[-1].expression("initiative", "names")
    if english and english.fullmatch(name):
        return survey.words[-1].language
    if mention.way == "word":
        return survey.words[0].language  # it is among the names of that language
    for words in survey.words:
        kinds = "|".join(words.table("kinds").values())
        if kinds and re.search(rf"(?<!\w)(?:{kinds})(?!\w)", name, re.IGNORECASE):
            return words.language
    return survey.words[0].language


def _named(survey: Survey) -> Iterator[Mention]:
    """All mentions, and the regions that are named within the names of secretariats."""
    for mention in survey.mentions:
        yield mention
        region = survey.region_in(mention.text) if mention.kind is MentionKind.SECRETARIAT else None
        if region is not None:
            key, name = region
            yield Mention(
                start=mention.start,
                end=mention.end,
                kind=MentionKind.REGION,
                key=key,
                text=name,
                way="word",
                entry=name,
            )


def _ordinary(mention: Mention, language: str) -> bool:
    """Whether a name is one of the ways in which English texts always write it."""
    if language != "en":
        return False
    return mention.kind in {MentionKind.REGION, MentionKind.INITIATIVE} or (
        mention.kind is MentionKind.COUNTRY and mention.way == "word"
    )
