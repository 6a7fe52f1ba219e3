"""What the words of a text name: things, kinds, years; the longest name wins."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.folding import forms, words
from graph.store import Limits
from graph.views.asking.wording import SILENT, cardinal, excludes, ordinal, tokens
from graph.views.record.choices import kinds
from graph.views.record.names import NamedGraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.store import Engine
    from graph.views.record.names import Name, Names

__all__ = ["Namer", "Piece", "PieceSort", "namer"]

PieceSort: TypeAlias = Literal["thing", "kind", "year", "word"]

_SECRETARIATS: Final = """
SELECT ?secretariat ?of
WHERE { ?secretariat a cbrn:RegionalSecretariat ; cbrn:servesRegion|cbrn:basedIn ?of }
"""
_LONGEST: Final = 16
_SHORT: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_BUT: Final = "but"
# Words that a name of a meeting may or may not have.
_LOOSE: Final = frozenset({"for", "of", "the", "in", "meeting", "on"})
_PLACED: Final = frozenset({"", "for", "of", "in", "the", "at", "regional"})
# How a people and its language are called, and what of the country's name is then left out.
_PEOPLE: Final = frozenset({"", "n", "an", "ian", "ese", "i", "ish", "s"})
_LAND: Final = frozenset({"", "a", "e", "o", "y", "ia", "um", "on", "s", "stan", "istan", "an"})
_NEAR: Final = 4
_OTHER_KINDS: Final = {
    "organization": "Organisation",
    "organizations": "Organisation",
    "bodies": "Organisation",
    "institutions": "Organisation",
    "people": "Person",
    "experts": "Person",
    "documents": "SourceDocument",
    "sources": "SourceDocument",
    "plans": "ActionPlan",
    "plan": "ActionPlan",
    "roundtables": "RoundTable",
    "secretariats": "RegionalSecretariat",
    "secretariat": "RegionalSecretariat",
    "ministries": "Ministry",
    "agencies": "Agency",
    "companies": "Company",
    "nations": "Country",
    "states": "Country",
    "bodies of the eu": "EUBody",
    "institutes": "ResearchCentre",
    "laboratories": "ResearchCentre",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text: as they are written, what sort they are, and what they mean.

    ``things`` are what they may name, ``value`` the kind, the year or the folded word;
    ``is_excluded`` says that a "not" stands before it: "in Georgia and not in Ukraine".
    """

    told: str
    sort: PieceSort
    value: str = ""
    things: tuple[Name, ...] = ()
    is_excluded: bool = False


class Namer:
    """Finds what is named in a text."""

    def __init__(self, engine: Engine, names: Names) -> None:
        """Take every name of the graph by its words."""
        self._names = names
        self._things: dict[str, list[Name]] = defaultdict(list)
        self._loose: dict[str, list[Name]] = defaultdict(list)
        for name in names.things():
            for form in forms(name.iri, name.label, name.others):
                self._add(self._things, form.replace(" ", ""), name)
            if name.family == "Meeting":
                for form in _meeting_forms(name, names):
                    self._add(self._loose, form, name)
        for form, name in _first_words(names.things(["Region"])):
            self._add(self._things, form, name)
        self._countries = [(words(one.label), one) for one in names.things(["Country"])]
        self._kinds: dict[str, str] = {}
        for local, label in kinds(NamedGraph(engine, names)).items():
            for form in _numbers(words(label)):
                self._kinds[form] = local
        self._kinds |= _OTHER_KINDS
        self._secretariats: dict[str, list[Name]] = defaultdict(list)
        self._offices: dict[str, list[Name]] = defaultdict(list)
        for record in engine.query(_SECRETARIATS, limits=Limits(seconds=30)).records():
            name = names[record["secretariat"] or ""]
            self._secretariats[record["of"] or ""].append(name)
            self._add(self._offices, words(name.place), name)

    @staticmethod
    def _add(among: dict[str, list[Name]], form: str, name: Name) -> None:
        if form and name not in among[form]:
            among[form].append(name)

    def pieces(self, text: str) -> list[Piece]:
        """The text, piece by piece; each word is in one of them."""
        written = tokens(text)
        told = [words(one) for one in written]
        told = [ordinal(one, told[at + 1 : at + 4]) for at, one in enumerate(told)]
        told = [cardinal(one, before) for before, one in zip(["", *told], told, strict=False)]
        found: list[Piece] = []
        at = 0
        while at < len(told):
            piece, length = self._next(written, told, at, found)
            found.append(piece)
            at += length
        return _told_apart(_joined(list(self._with_secretariats(found))))

    def _next(
        self, written: Sequence[str], told: Sequence[str], at: int, before: Sequence[Piece]
    ) -> tuple[Piece, int]:
        """The longest piece that begins here, and its number of words."""
        for length in range(min(_LONGEST, len(told) - at), 0, -1):
            span, shown = told[at : at + length], " ".join(written[at : at + length])
            if span[0] in _LOOSE or span[-1] in _LOOSE:
                things = self._things.get("".join(span).replace(" ", ""), [])
            else:
                things = self._named(span, shown, told, before)
            kind = self._kinds.get(" ".join(span))
            if kind and all(one.family == "Topic" for one in things):
                return Piece(told=shown, sort="kind", value=kind), length
            if things and (length > 1 or told[at] not in SILENT or shown.isupper()):
                return Piece(
                    told=shown, sort="thing", value=" ".join(span), things=tuple(things)
                ), length
            if kind:
                return Piece(told=shown, sort="kind", value=kind), length
        if _YEAR.fullmatch(told[at]):
            return Piece(told=written[at], sort="year", value=told[at]), 1
        people = self._people(told[at])
        if people:
            return Piece(told=written[at], sort="thing", value=told[at], things=(people,)), 1
        return Piece(told=written[at], sort="word", value=told[at]), 1

    def _named(
        self, span: Sequence[str], shown: str, told: Sequence[str], before: Sequence[Piece]
    ) -> list[Name]:
        bare = "".join(span).replace(" ", "")
        things = self._things.get(bare, [])
        if bare.isdecimal():
            is_numbered = bool(before) and (
                before[-1].value == "Project" or _is_one_of_numbers(before)
            )
            alone = all(one.isdecimal() or one in SILENT for one in told)
            is_project = [one for one in things if one.family == "Project"]
            return is_project if is_numbered or alone else []
        if len(span) == 1 and len(bare) <= _SHORT and bare.isalpha():
            # "WHO" and "who", "IT" and "it": a short name is one where it is written as such.
            return things if shown.isupper() or len(told) == 1 else []
        if things:
            return things
        loose = "".join(one for one in span if one not in _LOOSE).replace(" ", "")
        return self._loose.get(loose, [])

    def _people(self, word: str) -> Name | None:
        """The country of "Moroccan", "Kazakh" or "Lebanese", where there is one that fits."""
        if len(word) <= _NEAR:
            return None
        fitting = []
        for label, country in self._countries:
            shared = 0
            while shared < min(len(label), len(word)) and label[shared] == word[shared]:
                shared += 1
            if shared >= _NEAR and word[shared:] in _PEOPLE and label[shared:] in _LAND:
                fitting.append((shared, country))
        best = max((shared for shared, _ in fitting), default=0)
        nearest = [country for shared, country in fitting if shared == best]
        return nearest[0] if len(nearest) == 1 else None

    def _with_secretariats(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Joins "Moroccan secretariat" and "secretariat for Central Asia" into what they name."""
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            for length in range(min(5, len(pieces) - at), 1, -1):
                span = pieces[at : at + length]
                things = self._secretariats_of(span)
                if things:
                    shown = " ".join(one.told for one in span)
                    piece, at = (
                        Piece(told=shown, sort="thing", value=words(shown), things=tuple(things)),
                        at + length - 1,
                    )
                    break
            yield piece
            at += 1

    def _secretariats_of(self, span: Sequence[Piece]) -> list[Name]:
        """The secretariats that some pieces name: one of a region, a country or a town."""
        ends = [one for one in span if one.sort == "thing" or one.value in self._offices]
        heads = [one for one in span if one.value == "RegionalSecretariat"]
        rest = [one for one in span if one not in ends and one not in heads]
        if len(ends) != 1 or len(heads) != 1 or any(one.value not in _PLACED for one in rest):
            return []
        if span[0] in rest or span[-1] in rest:
            return []
        if ends[0].sort == "word":
            return self._offices[ends[0].value]
        return [own for one in ends[0].things for own in self._secretariats[one.iri]]


@lru_cache(maxsize=4)
def namer(engine: Engine, names: Names) -> Namer:
    """What finds the names of an opened graph, made once."""
    return Namer(engine, names)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a kind joined to the thing of that kind beside it: "the GCC region"."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.sort == "kind" and _is_all(piece, last.value):
            found[-1] = replace(piece, told=f"{last.told} {piece.told}")
        elif last and piece.sort == "kind" and _is_all(last, piece.value):
            found[-1] = replace(last, told=f"{last.told} {piece.told}")
        else:
            found.append(piece)
    return found


def _told_apart(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with each thing marked that a "not" stands before; "but" goes with its "not"."""
    found: list[Piece] = []
    between: list[str] = []
    was_excluded = False
    has_not = excludes((one.value for one in pieces if one.sort == "word"), was_excluded=False)
    for piece in pieces:
        if piece.sort == "thing":
            was_excluded = excludes(between, was_excluded=was_excluded)
            found.append(replace(piece, is_excluded=was_excluded))
            between = []
            continue
        between += [piece.value] if piece.sort == "word" else []
        if not (has_not and piece.sort == "word" and piece.value == _BUT):
            found.append(piece)
    return found


def _is_all(piece: Piece, kind: str) -> bool:
    return piece.sort == "thing" and all(one.family == kind for one in piece.things)


def _is_one_of_numbers(before: Sequence[Piece]) -> bool:
    """Whether a number goes on a list of projects: "Projects 53, 65 and 87"."""
    ends = [one for one in before if one.value not in {"and", "or"}]
    if not ends or ends[-1].sort != "thing" or not ends[-1].value.split()[-1].isdecimal():
        return False
    return any(one.family == "Project" for one in ends[-1].things)


def _first_words(regions: Sequence[Name]) -> Iterator[tuple[str, Name]]:
    """The first word of a region's name, where no other region's begins so: "Gulf"."""
    firsts: defaultdict[str, list[Name]] = defaultdict(list)
    for one in regions:
        firsts[words(one.label).partition(" ")[0]].append(one)
    yield from ((first, own[0]) for first, own in firsts.items() if len(own) == 1)


def _meeting_forms(name: Name, names: Names) -> Iterator[str]:
    """The ways in which a numbered meeting of a series and a region is called, blanks aside."""
    label = words(name.label)
    number = _ORDINAL.match(label)
    if not number:
        return
    series, _, place = label[number.end() :].partition(" for ")
    if not place:
        return
    places = {place.removeprefix("the ")}
    for region in names.things(["Region"]):
        told = {words(one) for one in (region.label, *region.others)}
        if places & told or any(one.startswith(place.removeprefix("the ")) for one in told):
            places |= told
    kept = [one for one in series.split() if one not in _LOOSE]
    for where in places:
        bare = "".join(one for one in where.split() if one not in _LOOSE)
        for what in {"".join(kept), "".join(kept).replace("roundtable", "rtm")}:
            yield from (
                f"{number[0]}{what}{bare}",
                f"{number[0]}{bare}{what}",
                f"{bare}{number[0]}{what}",
                f"{what}{number[1]}{bare}",
                f"{bare}{what}{number[1]}",
            )


def _numbers(label: str) -> set[str]:
    """A kind in the singular and in the plural."""
    plural = f"{label}s"
    if label.endswith("y"):
        plural = f"{label[:-1]}ies"
    return {label, plural}
