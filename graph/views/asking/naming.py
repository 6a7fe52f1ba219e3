"""What the words of a text name: things, kinds, years; the longest name wins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.folding import forms, words
from graph.languages import ENGLISH
from graph.made_once import made_once
from graph.slips import NearWords, is_slip_of_keys
from graph.store import Limits
from graph.views.asking.acting_countries import of_their_bodies
from graph.views.asking.amounts import of_whole_years
from graph.views.asking.meeting_words import MeetingWords
from graph.views.asking.name_forms import (
    LOOSE,
    bare_forms,
    bodies_without_country,
    first_words,
    forms_by_country,
    further_forms,
    meeting_forms,
    singular_and_plural,
)
from graph.views.asking.other_senses import without_other_senses
from graph.views.asking.part_names import PartNames, surnames_alone
from graph.views.asking.pieces import (
    INITIATIVE_KEY,
    Piece,
    based_in,
    joined,
    of_money,
    of_people,
    of_threats,
    told_apart,
    without_titles,
)
from graph.views.asking.plan_names import PlanNames
from graph.views.asking.quantities import of_all_or_one
from graph.views.asking.telling_words import TellingWords
from graph.views.asking.today import as_of_now, back_from_now, from_now_on, until_now
from graph.views.asking.totals import without_totals
from graph.views.asking.venues import Venues, local_kind
from graph.views.asking.wording import WORDINGS, cardinal, number, ordinal
from graph.views.record.choices import kinds
from graph.views.record.names import NamedGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.store import Engine
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, Names

__all__ = ["Namer", "namer"]

_LINES: Final = """
SELECT DISTINCT ?one ?other
WHERE { ?statement rdf:subject/a ?one ; rdf:object/a ?other }
"""
_BEGINNINGS: Final = "SELECT DISTINCT ?kind WHERE { ?thing cbrn:startDate ?date ; a ?kind }"
_BASED: Final = "SELECT ?body ?country WHERE { ?body cbrn:basedIn ?country }"
_TITLES: Final = """
SELECT DISTINCT ?project ?title WHERE { ?project a cbrn:Project ; dct:title ?title }
"""
_ONE_SLIP: Final = 6
"""A shorter word must be right: one slip makes it another one (Iran, Iraq)."""
_TURNED: Final = 5
"""In a word as long as this two neighbours may still have come in the wrong order."""
_LONG: Final = 6
"""A body's name of so many words is still that one where a small word in it is another."""
_LONGEST: Final = 16
_SHORT: Final = 3
_SHORT_JOINED: Final = 5
"""A name as short as this is one where it is written in one word, as a longer one need not be."""
_THE: Final = "the"
_THE_WATER: Final = frozenset({"at", "by", "the"})
"""Behind these an acronym in small letters is a word: "the sea"."""
_OWNER: Final = re.compile("(\\w+)['\u2019]s\\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# How a people and its language are called, and what of the country's name is then left out.
_PEOPLE: Final = frozenset({"", "n", "an", "ian", "ese", "i", "ish", "s"})
_LAND: Final = frozenset({"", "a", "e", "o", "y", "ia", "um", "on", "s", "stan", "istan", "an"})
_NEAR: Final = 4
_PHASE: Final = re.compile(r"(.+) (?:I{1,3}|IV|V)")


class Namer:
    """Finds what is named in a text."""

    def __init__(self, engine: Engine, names: Names, wording: Wording) -> None:
        """Take every name of the graph by its words, as the wording of a language folds them."""
        self.wording = wording
        self._names = names
        self._things: dict[str, list[Name]] = defaultdict(list)
        self._loose: dict[str, list[Name]] = defaultdict(list)
        self._without_country: set[str] = set()
        self._in_one_word: set[str] = set()
        self._in_several: set[str] = set()
        for name in names.things():
            there = [told for tag, told in name.translations if tag == wording.language]
            for form in forms(name.iri, name.label, (*name.others, *there)):
                bare = wording.folded(form).replace(" ", "")
                self._add(self._things, bare, name)
                (self._in_one_word if " " not in form else self._in_several).add(bare)
            for form in further_forms(name):
                self._add(self._things, form, name)
            if name.family == "Meeting":
                for form in (*bare_forms(name), *meeting_forms(name, names)):
                    self._add(self._loose, form, name)
        self._add_bodies_without_country(names)
        self._add_phases(names)
        self._one_of_several: dict[str, str] = {}
        self._add_plurals_and_halves(names)
        if initiative := names.find(INITIATIVE_KEY):
            for form in wording.initiative:
                self._add(self._things, form.replace(" ", ""), initiative)
        for form, name in first_words(names.things(["Region"])):
            self._add(self._things, form, name)
        self.regions = sorted(one.label for one in names.things(["Region"]))
        self._countries = _by_beginning(names.things(["Country"]))
        self._kinds: dict[str, str] = {}
        self.labels = kinds(NamedGraph(engine, names.in_language(wording.language)))
        for local, label in self.labels.items():
            for form in singular_and_plural(words(label)):
                self._kinds[wording.folded(form)] = local
        self._kinds |= {**wording.kinds, **wording.loosely}
        self._kinds_of_families = {
            family: frozenset({family, *map(local_kind, names.things([family]))})
            for family in ("Meeting", "Organisation")
        }
        self._how_many = Counter(
            kind for one in names.things() for kind in {one.family, local_kind(one)}
        )
        self._topics = [(words(one.label), one) for one in names.things(["Topic"])]
        titles = [
            (record["project"] or "", record["title"] or "")
            for record in engine.query(_TITLES, limits=Limits(seconds=30)).records()
        ]
        self._titles = [words(title) for _, title in titles]
        self.telling_words = TellingWords(names, titles)
        self._near_words = NearWords(self._written(names))
        self._venues = Venues(engine, names, wording)
        self.meetings = MeetingWords(engine, names, wording)
        self.plans = PlanNames(engine, names)
        self._parts = PartNames(names, self._country, lambda form: form in self._things)
        self._lines: set[frozenset[str]] = set()
        for record in engine.query(_LINES, limits=Limits(seconds=30)).records():
            ends = ((record[end] or "").rpartition("#")[2] for end in ("one", "other"))
            self._lines.add(frozenset(ends))
        self._seats: dict[str, set[str]] = defaultdict(set)
        for record in engine.query(_BASED, limits=Limits(seconds=30)).records():
            self._seats[record["body"] or ""].add(record["country"] or "")
        self._begun = {
            (record["kind"] or "").rpartition("#")[2]
            for record in engine.query(_BEGINNINGS, limits=Limits(seconds=30)).records()
        }

    def _add_phases(self, names: Names) -> None:
        """Take each phase of projects by what several of them are called: "MediPIET"."""
        for name in names.things(["Project"]):
            for told in (name.label, *name.others):
                series = _PHASE.fullmatch(told)
                form = words(series[1]).replace(" ", "") if series else ""
                if len(self._things.get(form, ())) > 1:
                    self._add(self._things, form, name)
        # "SecTrans" is what a project is called in each of two regions.
        regions = "|".join(one.short.rpartition("/")[2] for one in names.things(["Region"]))
        of_region = re.compile(rf"(\w+)[ -](?:{regions})") if regions else re.compile(r"(?!)")
        there: dict[str, list[Name]] = defaultdict(list)
        for name in names.things(["Project"]):
            for told in name.others:
                if found := of_region.fullmatch(told):
                    self._add(there, words(found[1]), name)
        for form, ones in there.items():
            for name in ones if len(ones) > 1 else ():
                self._add(self._things, form, name)

    def _add_bodies_without_country(self, names: Names) -> None:
        """Take bodies whose name ends in their country without it, where nothing is called so.

        Where the country has several names, it may be any of them.
        """
        for name in names.things(["Organisation"]):
            if len(name.label.split()) >= _LONG:
                self._add(self._loose, next(bare_forms(name)), name)
        for form, name in forms_by_country(names):
            self._add(self._things, form, name)
        for form, name in bodies_without_country(names.things(["Organisation"])):
            if form not in self._things:
                self._add(self._things, form, name)
                self._without_country.add(form)

    def _add_plurals_and_halves(self, names: Names) -> None:
        """Take topics in the plural, and what each of several countries is called in short."""
        for name in names.things(["Topic"]):
            for told in (name.label, *name.others):
                form = self.wording.folded(told).replace(" ", "")
                self._add(self._things, f"{form}s", name)
        for word, key in self.wording.people.items():
            if "_" in word and (country := names.find(key)):
                self._add(self._things, word.replace("_", ""), country)  # "Sierra Leonean"
        for word, keys in self.wording.several.items():
            meant = [one for key in keys if (one := names.find(key))]
            if len(meant) == len(keys):
                self._things[word] = meant
            elif len(meant) == 1:
                self._one_of_several[word] = meant[0].label

    def _written(self, names: Names) -> set[str]:
        """Every word of a question that may be written with a slip: of names, kinds and grammar."""
        own = {word for form in self._kinds for word in form.split()} | self.wording.known
        for one in names.things():
            for name in (one.label, *one.others):
                own.update(words(name).split())
        return own

    def nearest(self, word: str) -> str | None:
        """The one name on record that this may be; None where none or several are.

        It is that word but for a slip, or the one of several that are called so which is on record.

        Args:
            word: a folded word that is not understood.
        """
        if word in self._one_of_several:
            return self._one_of_several[word]
        if number(word) is not None:
            return None  # "three" is no slip
        if len(word) < _ONE_SLIP or not word.isalpha():
            asking = [one for one in self.wording.asking if is_slip_of_keys(word, one)]
            if len(word) == _TURNED and not asking:  # "Keyna" has all the letters of one name
                near = self._near_words.near(word, 1)
                asking = [
                    one for one in near if len(one) == len(word) and is_slip_of_keys(word, one)
                ]
            return asking[0] if len(asking) == 1 and len(word) > _SHORT else None
        for slips in (1, 2) if len(word) > _ONE_SLIP else (1,):
            if near := self._near_words.near(word, slips):
                by_keys = [one for one in near if is_slip_of_keys(word, one)]
                likely = by_keys if len(by_keys) == 1 else near
                return likely[0] if len(likely) == 1 and word not in near else None
        return None

    def place(self, text: str) -> str:
        """The place called so that a meeting was held at, as it is on record; "" where none was.

        Args:
            text: a folded text.
        """
        return self._venues.place(text)

    def held_at(self, text: str) -> tuple[Name, ...]:
        """The meetings that were held at a place called so.

        Args:
            text: a folded text.
        """
        return self._venues.held_at(text)

    def begins(self, kind: str) -> bool:
        """Whether things of a kind have a beginning on record."""
        return kind in self._begun

    def is_meeting(self, kind: str) -> bool:
        """Whether things of a kind are meetings."""
        return kind in self._kinds_of_families["Meeting"]

    def has_line(self, kind: str, name: Name) -> bool:
        """Whether any thing of a kind has a line with any of the kind of this one."""
        return self.has_lines(kind, name.family)

    def has_lines(self, kind: str, other: str) -> bool:
        """Whether any thing of a kind has a line with any of another one."""
        return frozenset({kind, other}) in self._lines

    @staticmethod
    def _add(among: dict[str, list[Name]], form: str, name: Name) -> None:
        if form and name not in among[form]:
            among[form].append(name)

    def pieces(self, text: str) -> list[Piece]:
        """The text, piece by piece; each word is in one of them."""
        written = [one for one in self.wording.tokens(text) if words(one)]  # no dash is a word
        told = [self.wording.folded(one) for one in written]
        told = [ordinal(one, told[at + 1 : at + 4]) for at, one in enumerate(told)]
        told = [cardinal(one, before) for before, one in zip(["", *told], told, strict=False)]
        found: list[Piece] = []
        at = 0
        while at < len(told):
            piece, length = self._next(written, told, at, found)
            found.append(piece)
            at += length
        found = list(self._owned(list(self._at_home(found)), text))
        found = without_titles(surnames_alone(found))
        found = without_totals(found, self._how_many)
        placed = of_threats(of_money(self._venues.joined(joined(found))))
        placed = of_people(placed, self._kinds_of_families["Organisation"])
        marked = of_all_or_one(until_now(joined(based_in(placed))), self.wording)
        spans = back_from_now(told_apart(marked, self.wording), self.wording)
        timed = from_now_on(of_whole_years(spans))
        return without_other_senses(as_of_now(of_their_bodies(timed, self.wording)))

    def _at_home(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """The pieces, with a body told without its country as words beside another country.

        "The Nuclear and Radiation Safety Agency of Armenia" is not that of Tajikistan.
        """
        for at, piece in enumerate(pieces):
            body = self.wording.folded(piece.told).replace(" ", "")
            beside = (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 3])
            countries = [
                one.label for near in beside for one in near.things if one.family == "Country"
            ]
            is_abroad = body in self._without_country and any(
                f"({one})" not in piece.things[0].label for one in countries
            )
            yield replace(piece, sort="word", things=()) if is_abroad else piece

    def _owned(self, pieces: Sequence[Piece], text: str) -> Iterator[Piece]:
        """The pieces, with a country that a body is said to be of as its people: "Italy's ISS".

        Of a body whose seat is not on record, a country can be that or where it works: a word then.
        """
        owners = {words(one) for one in _OWNER.findall(text)}
        for piece, body in zip(pieces, (*pieces[1:], None), strict=False):
            if not (body and _is_one_body(body) and words(piece.told) in owners and piece.things):
                yield piece
                continue
            seats = self._seats.get(body.things[0].iri, set())
            if not seats:
                yield replace(piece, sort="word", things=())
            else:
                yield replace(piece, is_people=piece.things[0].iri in seats)

    def _next(
        self, written: Sequence[str], told: Sequence[str], at: int, before: Sequence[Piece]
    ) -> tuple[Piece, int]:
        """The longest piece that begins here, and its number of words."""
        for length in range(min(_LONGEST, len(told) - at), 0, -1):
            span, shown = told[at : at + length], " ".join(written[at : at + length])
            if length == 1:
                span = [self.wording.parts.get(span[0], span[0])]
            if span[0] in LOOSE or span[-1] in LOOSE:
                things = self._things.get("".join(span).replace(" ", ""), [])
            else:
                things = self._named(span, shown, told, before)
            if length == 1 and not things and shown.islower():
                things = self._in_small_letters(written, told, at, before)
            kind = self._kinds.get(" ".join(span))
            if kind and all(one.family == "Topic" for one in things):
                return self._kind(shown, kind, span), length
            if things and (length > 1 or told[at] not in self.wording.silent or shown.isupper()):
                is_people = span != told[at : at + length]
                return replace(self._thing(shown, span, things), is_people=is_people), length
            if kind:
                return self._kind(shown, kind, span), length
        if _YEAR.fullmatch(told[at]):
            return Piece(told=written[at], sort="year", value=told[at]), 1
        people = self._people(told[at])
        if people:
            return Piece(
                told=written[at], sort="thing", value=told[at], things=(people,), is_people=True
            ), 1
        return Piece(told=written[at], sort="word", value=told[at]), 1

    def _thing(self, shown: str, span: Sequence[str], things: Sequence[Name]) -> Piece:
        """A name as a piece; of a topic also the others whose names hold its words."""
        told = " ".join(span)
        wider: list[Name] = []
        is_part = False
        if all(one.family == "Topic" for one in things):
            held = re.compile(rf"\b{'.*'.join(map(re.escape, span))}").search
            wider = [one for label, one in self._topics if held(label) and one not in things]
            is_part = bool(wider) or any(held(title) for title in self._titles)
        return Piece(
            told=shown, sort="thing", value=told, things=(*things, *wider), is_part=is_part
        )

    def _kind(self, shown: str, kind: str, span: Sequence[str]) -> Piece:
        is_loose = " ".join(span) in self.wording.loosely
        return Piece(told=shown, sort="kind", value=kind, is_loose=is_loose)

    def _named(
        self, span: Sequence[str], shown: str, told: Sequence[str], before: Sequence[Piece]
    ) -> list[Name]:
        bare = "".join(span).replace(" ", "")
        things = self._things.get(bare, [])
        if bare.isdecimal():
            is_numbered = bool(before) and (
                before[-1].value == "Project" or _is_one_of_numbers(before)
            )
            alone = all(one.isdecimal() or one in self.wording.silent for one in told)
            is_project = [one for one in things if one.family == "Project"]
            return is_project if is_numbered or alone else []
        if len(span) == 1 and (
            (len(bare) <= _SHORT and bare.isalpha()) or bare in self.wording.plain
        ):
            # "WHO" and "who", "IT" and "it": a short name is one where it is written as such.
            is_alone = len(told) == 1 and not any(bare in one.silent for one in WORDINGS.values())
            return things if shown.isupper() or is_alone else []
        if len(span) > 1 and not shown.isupper() and self._only_closed_up(span, bare):
            return []
        if not things and _THE in span[1:-1]:  # "North Africa and the Sahel"
            things = self._things.get("".join(one for one in span if one != _THE), [])
        if things:
            return things
        loose = "".join(one for one in span if one not in LOOSE).replace(" ", "")
        return self._loose.get(loose, []) or self._parts.things(span, shown)

    def _in_small_letters(
        self, written: Sequence[str], told: Sequence[str], at: int, before: Sequence[Piece]
    ) -> list[Name]:
        """The region or the body that a short acronym in small letters names: "countries aaf".

        A body is told so where nothing is written with a capital letter. What is a word of
        questions in any language is no name, and before a word that is none, "sea ports", it says
        something else; so it does where it is "the sea".
        """
        word, following = told[at], told[at + 1 : at + 2]
        if len(word) != _SHORT or any(word in one.known for one in WORDINGS.values()):
            return []
        things = [one for one in self._things.get(word, []) if word.upper() in one.others]
        families = {one.family for one in things}
        is_small = families == {"Organisation"} and not any(map(str.istitle, written))
        is_region = "Region" in families
        if not (is_small or is_region) or word in self.wording.plain:
            return []
        of_kinds = {one for form in self._kinds for one in form.split()}
        goes_on = not {*following} <= self.wording.known | of_kinds | {*self._things}
        is_article = is_region and bool(before) and before[-1].value in _THE_WATER
        is_sea = goes_on and not _YEAR.fullmatch("".join(following))
        return [] if is_sea or (is_article and not {*following} & of_kinds) else things

    def _country(self, word: str) -> Name | None:
        """The country that a folded word names, or its people."""
        named = [one for one in self._things.get(word, []) if one.family == "Country"]
        if named and len(word) > _SHORT:
            return named[0] if len(named) == 1 else None
        return self._people(word)

    def _only_closed_up(self, span: Sequence[str], bare: str) -> bool:
        """Whether words spell an acronym only by chance: "is a" is no ISA, "sec trans" SECTRANS."""
        if not bare.isalpha() or bare not in self._in_one_word or bare in self._in_several:
            return False
        return len(bare) <= _SHORT_JOINED or any(one in self.wording.silent for one in span)

    def _people(self, word: str) -> Name | None:
        """The country of "Moroccan", "Kazakh" or "Lebanese", where there is one that fits."""
        if word in self.wording.people:
            return self._names.find(self.wording.people[word])
        if len(word) <= _NEAR or self.wording.language != ENGLISH or self._venues.place(word):
            return None  # "Tunis" is where meetings were held
        fitting = []
        for label, country in self._countries.get(word[:_NEAR], []):
            shared = _NEAR
            while shared < min(len(label), len(word)) and label[shared] == word[shared]:
                shared += 1
            if word[shared:] in _PEOPLE and label[shared:] in _LAND:
                fitting.append((shared, country))
        best = max((shared for shared, _ in fitting), default=0)
        nearest = [country for shared, country in fitting if shared == best]
        return nearest[0] if len(nearest) == 1 else None


@made_once(8)
def namer(engine: Engine, names: Names, language: str = ENGLISH) -> Namer:
    """What finds the names of an opened graph in questions of a language, made once."""
    return Namer(engine, names, WORDINGS[language])


def _by_beginning(countries: Iterable[Name]) -> Mapping[str, list[tuple[str, Name]]]:
    """The names of countries that their people may be called after, by their first letters."""
    found: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for one in countries:
        for form in dict.fromkeys(map(words, (one.label, *one.others))):
            if form == words(one.label) or form.isalpha():
                found[form[:_NEAR]].append((form, one))
    return found


def _is_one_body(piece: Piece) -> bool:
    return len(piece.things) == 1 and piece.things[0].family == "Organisation"


def _is_one_of_numbers(before: Sequence[Piece]) -> bool:
    """Whether a number goes on a list of projects: "Projects 53, 65 and 87"."""
    ends = [one for one in before if one.value not in {"and", "or"}]
    if not ends or ends[-1].sort != "thing" or not ends[-1].value.split()[-1].isdecimal():
        return False
    return any(one.family == "Project" for one in ends[-1].things)
