"""Persons in a public role: a name with a title before it, or a name beside a role.

Nothing else makes two capitalised words a person. Names on record are found as other names are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.reading.letters import latin
from graph.reading.mentions import Mention, MentionKind
from graph.reading.nominative import nominative_person
from graph.reading.survey import slug
from graph.reading.words import UPPER

if TYPE_CHECKING:
    from graph.reading.survey import Survey
    from graph.reading.words import Words

__all__ = ["persons", "roles", "titled_persons"]

_PART: Final = rf"(?:[{UPPER}][\w’']+(?:-[{UPPER}]?[\w’']+)*|[{UPPER}]\.?)"
_GAP: Final = 130
_FEWEST: Final = 2
_BROKEN: Final = re.compile(r"[.;:!?•](?:\s|$)|\n")


def roles(survey: Survey) -> None:
    """Puts the words for public roles among the mentions: "Head", "National Focal Point"."""
    for words in survey.words:
        form = words.expression("roles", "nouns")
        for found in (
            re.finditer(rf"(?<!\w)(?:{form.pattern})(?!\w)", survey.text, re.I) if form else ()
        ):
            start, end = found.span()
            survey.mentions.add(
                Mention(start=start, end=end, kind=MentionKind.ROLE, key=found[0], text=found[0])
            )


def titled_persons(survey: Survey) -> None:
    """Puts persons with a title before their name among the mentions."""
    ordinary = _ordinary(survey)
    for words in survey.words:
        title = words.entry("shape", "title")
        if title:
            form = rf"(?<!\w)(?:(?:{title})\b\.?(?:\s+(?:l['’])?|\s*,\s+))+{_name(words)}"
            for found in re.finditer(form, survey.text):
                _person(survey, found, found.start(), ordinary)


def persons(survey: Survey) -> None:
    """Puts persons beside a role among the mentions, and the last names of all of them."""
    ordinary = _ordinary(survey)
    for words in survey.words:
        form = re.compile(rf"(?<![\w.’'-]){_name(words)}")
        for start, end in _gaps(survey):
            for found in form.finditer(survey.text, start, end):
                if _beside_role(survey, found):
                    _person(survey, found, found.start("name"), ordinary)
    _short_forms(survey)
    _forget_roles(survey)


def _gaps(survey: Survey) -> list[tuple[int, int]]:
    """The parts of the text in which nothing was found yet."""
    told = list(survey.mentions)
    starts = [0, *(one.end for one in told)]
    ends = [*(one.start for one in told), len(survey.text)]
    return list(zip(starts, ends, strict=True))


def _name(words: Words) -> str:
    particles = words.entry("shape", "particles")
    joint = rf"(?:\s+(?:{particles})\s*)?" if particles else ""
    more = rf"{joint}\s+{_PART}|\s+(?:{particles or '(?!)'})\s*{_PART}"
    return rf"(?P<name>{_PART}(?:{more}){{1,4}}(?:,\s+Jr\.?)?)"


def _beside_role(survey: Survey, found: re.Match[str]) -> bool:
    """Whether a role stands right after a name and a comma, or leads up to it."""
    start, end = found.span("name")
    after = re.match(r"\s*[,(–-]\s*(?:[^\W\d_]{1,5}['’]?\s*){0,3}", survey.text[end : end + 30])
    if after:
        near = survey.mentions.within(end, end + after.end() + 4)
        if near and near[0].kind is MentionKind.ROLE:
            return True
    sentence = survey.sentence_at(start)
    before = survey.mentions.within(sentence.start if sentence else max(start - _GAP, 0), start)
    role = next(
        (one for one in reversed(before) if one.kind in {MentionKind.ROLE, MentionKind.PERSON}),
        None,
    )
    if role is None or role.kind is MentionKind.PERSON:
        return False
    # How long the names on the way are does not count.
    named = sum(one.end - one.start for one in before if one.start >= role.end)
    if start - role.end - named > _GAP:
        return False
    between = survey.text[role.end : start]
    if _BROKEN.search(between):
        return False
    last = before[-1]
    gap = survey.text[last.end : start]
    return bool(re.fullmatch(r"\s*,\s*|\s+", gap)) or (
        bool(re.search(r",\s*$", gap)) and gap.count(",") == 1 and len(gap) < _GAP // 2
    )


def _ordinary(survey: Survey) -> set[str]:
    """Words of names on record that are nobody's name."""
    return {
        survey.words[0].fold(word)
        for name in survey.known.names
        if not name.key.startswith("person/")
        for word in re.findall(r"[^\W\d_]{4,}", name.text)
    }


def _person(
    survey: Survey,
    found: re.Match[str],
    start: int,
    ordinary: set[str],
) -> None:
    end = found.end("name")
    covered = survey.mentions.within(found.start("name"), end)
    known = next((one for one in covered if one.kind is MentionKind.PERSON), None)
    if known is not None:
        survey.mentions.put(replace(known, start=start, end=max(end, known.end)))
        return
    if any(
        one.kind
        not in {MentionKind.ROLE, MentionKind.TOPIC, MentionKind.PLACE, MentionKind.COUNTRY}
        for one in covered
    ):
        return
    if any(_is_role(survey, part) for part in found["name"].split()):
        return
    words = re.findall(r"[^\W\d_]+", found["name"])
    odd = [word for word in words if survey.words[0].fold(word) in ordinary]
    if covered and start == found.start("name"):
        return
    if len(words) < _FEWEST or (odd and (start == found.start("name") or len(odd) > 1)):
        return
    name = " ".join(
        part.capitalize() if part.isupper() and len(part) > _FEWEST else part
        for part in found["name"].split()
    )
    label = latin(nominative_person(name))
    key = f"person/{slug(label)}"
    survey.put_thing((start, end), MentionKind.PERSON, key, label, "Person", "new")
    mention = survey.mentions.within(start, end)[0]
    survey.mentions.put(replace(mention, text=found["name"]))


def _short_forms(survey: Survey) -> None:
    """A last name that follows the full one is the same person."""
    full: dict[str, Mention] = {}
    for person in survey.mentions_of(MentionKind.PERSON):
        full.setdefault(_last(person.text), person)
    for last, person in full.items():
        for found in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", survey.text):
            if survey.mentions.free(*found.span()):
                start, end = found.span()
                survey.mentions.add(replace(person, start=start, end=end, way="last name"))


def _forget_roles(survey: Survey) -> None:
    """Takes out the roles of sentences that name nobody: "experts from" is no role of a person."""
    for role in list(survey.mentions_of(MentionKind.ROLE)):
        sentence = survey.sentence_at(role.start)
        inside = survey.mentions.within(sentence.start, sentence.end) if sentence else ()
        if not any(one.kind is MentionKind.PERSON for one in inside):
            survey.mentions.remove(role)


def _last(name: str) -> str:
    return re.sub(r",\s*Jr\.?$", "", name).split()[-1]


def _is_role(survey: Survey, word: str) -> bool:
    """Whether a word is one for a role, such as "Minister"."""
    forms = (words.expression("roles", "nouns") for words in survey.words)
    return any(form is not None and form.fullmatch(word) for form in forms)
