"""Names of organisations that are not on record, by the words that such names are made with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.folding import plain
from graph.reading.cldr import country_name
from graph.reading.letters import latin
from graph.reading.mentions import Mention, MentionKind
from graph.reading.nominative import nominative
from graph.reading.survey import slug
from graph.reading.words import UPPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.reading.survey import Survey
    from graph.reading.words import Words

__all__ = ["new_body", "organisations"]

_WORD: Final = rf"[{UPPER}][\w’'-]*[\w]|[{UPPER}]{{2,}}"
_ACRONYM: Final = re.compile(rf"\s*\(([{UPPER}][{UPPER}&/-]{{1,9}})\)")
_BLANK: Final = r"[^\S\n]"
_OF_A_MINISTRY: Final = re.compile(
    r"(?<=\w)\s+(?:of|du|de la|del|della|des)\s+(?:the\s+)?(?=Minist)"
)
_LONGEST: Final = 120
_FEWEST: Final = 2
_ARTICLE: Final = re.compile(
    r"^(?:The|Le|La|Les|L['’]|El|Los|Las|Il|Lo|I|Gli|Der|Die|Das|This|These|Our)\s+|^[LDld]['’]"
)


def organisations(survey: Survey) -> None:
    """Puts each organisation with a telling name among the mentions, known by that name or new."""
    for words in survey.words:
        classes = words.table("kinds")
        if not classes:
            continue
        heads = {
            type_: re.compile(rf"(?<![\w’'-])(?:{text})(?![\w-])")
            for type_, text in classes.items()
        }
        joint = re.compile(
            rf"\s+(?:{'|'.join(map(re.escape, words.told.get('and', ('and',))))})\s+(?:the\s+)?"
        )
        for start, end in _long_spans(survey, words, heads):
            _organisation(survey, start, end, heads, joint)
        for start, end in _spans(survey.text, words):
            _organisation(survey, start, end, heads, joint)


def _long_spans(
    survey: Survey, words: Words, heads: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[int, int]]:
    """Names that go on in small letters after their first word, where a language writes them so.

    Such a name ends with its country, or before another name that is known.
    """
    tail = words.entry("shape", "body_tail")
    if not tail:
        return
    joint = words.entry("connectors") or "of"
    more = rf"(?:{_BLANK}(?:(?:{joint}){_BLANK})?(?:{_WORD}))*"
    for form in heads.values():
        for found in re.finditer(rf"{form.pattern}(?P<tail>{tail}){more}", survey.text):
            start, end = found.span()
            for one in survey.mentions.within(found.end("tail"), end):
                if one.kind is MentionKind.COUNTRY:
                    end = one.end
                    break
                if one.kind not in {MentionKind.PLACE, MentionKind.REGION, MentionKind.TOPIC}:
                    end = found.end("tail")
                    break
            yield start, end


def _spans(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, joined by small ones such as "of" and "for the"."""
    joint = words.entry("connectors") or "of"
    run = re.compile(
        rf"(?:{_WORD})(?:(?:{_BLANK}|-|{_BLANK}(?:(?:{joint}){_BLANK}?){{1,3}}|{_BLANK}?[dlDL]['’])"
        rf"(?:{_WORD}))*"
    )
    for found in run.finditer(text):
        yield found.span()


def _organisation(
    survey: Survey,
    start: int,
    end: int,
    heads: dict[str, re.Pattern[str]],
    joint: re.Pattern[str],
) -> None:
    """Takes a run of words as a name, or else its parts at each "and" as names of their own."""
    within = _OF_A_MINISTRY.search(survey.text[start:end])
    if within:
        _organisation(survey, start + within.end(), end, heads, joint)
        end = start + within.start()
    name = survey.text[start:end]
    article = _ARTICLE.match(name)
    if article:
        start, name = start + article.end(), name[article.end() :]
    role = _after_role(survey, name)
    if role:
        start, name = start + role, name[role:]
    type_ = next((type_ for type_, form in heads.items() if form.search(name)), None)
    if type_ is None or len(name.split()) < _FEWEST or len(name) > _LONGEST:
        return
    covered = survey.mentions.within(start, end)
    if any(
        one.kind
        not in {MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.REGION, MentionKind.TOPIC}
        for one in covered
    ):
        parts = list(joint.finditer(survey.text, start, end))
        places = [start, *(place for part in parts for place in part.span()), end]
        for first, last in zip(places[::2], places[1::2], strict=True) if parts else ():
            _organisation(survey, first, last, heads, joint)
        return
    if covered and covered[0].start <= start and covered[0].end >= end:
        return
    if survey.text[start:end].isupper():
        return
    key = survey.key_of.get(plain(name), "")
    acronym = _ACRONYM.match(survey.text, end)
    if not key and acronym:
        key = _by_acronym(survey, acronym[1])
    if acronym:
        end = acronym.end()
    label = latin(nominative(_labelled(survey, name, covered)))
    if not slug(label):
        return
    key = key or survey.key_of.get(plain(label), "") or f"organisation/{slug(label)}"
    kind = (
        MentionKind.SECRETARIAT if key.startswith("organisation/rs-") else MentionKind.ORGANISATION
    )
    if key.startswith("organisation/"):
        survey.put_thing((start, end), kind, key, label, type_, "new")


def _after_role(survey: Survey, name: str) -> int:
    """How many signs of a run of words are a role, as in "Director of the Institute"."""
    for words in survey.words:
        form = words.expression("roles", "nouns")
        found = form.match(name) if form else None
        bare = words.entry("shape", "body_of") if found else ""
        if found and bare and re.match(rf"\s+(?:{bare})", name[found.end() :]):
            return found.end() + 1
        if found and (
            joint := re.compile(
                rf"\s+(?:{words.entry('connectors') or 'of'})\b\s*(?:the\s+|la\s+|l[’'])?"
            ).match(name, found.end())
        ):
            return joint.end()
    return 0


def _by_acronym(survey: Survey, acronym: str) -> str:
    """The organisation on record with an acronym, "" where none has it."""
    key = survey.key_of.get(plain(acronym), "")
    return key if key.startswith("organisation/") else ""


def _labelled(survey: Survey, name: str, covered: list[Mention]) -> str:
    """A name with its country as the record calls it: "Ministry of Health of Kazakhstan"."""
    if covered and covered[-1].kind is MentionKind.COUNTRY:
        country = covered[-1]
        code = country.key.split("/")[1]
        label = survey.label(country.key) or country_name(code)
        return re.sub(r"\s+", " ", name.replace(country.text, label))
    return re.sub(r"\s+", " ", name)


def new_body(survey: Survey, start: int, end: int) -> Mention:
    """An organisation that only its place in a list tells: on record by its name, or new."""
    name = re.sub(r"\s+", " ", survey.text[start:end]).strip()
    key = survey.key_of.get(plain(name), "")
    if not key.startswith("organisation/"):
        key = f"organisation/{slug(name)}"
    known = key in survey.known.types
    return Mention(
        start=start, end=end, kind=MentionKind.ORGANISATION, key=key, text=name, way="list",
        label="" if known else name, type="" if known else "Organisation",
    )  # fmt: skip
