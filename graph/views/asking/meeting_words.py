"""Meetings told by some words of their name, their place and date: "study visit Rome March 2025".

Every word has to be one of the meeting, and few meetings may have them all: one of what it was,
such as "study visit", and one of which it was, such as a town, a year, a region or a project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.store import Limits
from graph.views.asking.amounts import MONTHS
from graph.views.asking.name_forms import LOOSE
from graph.views.asking.pieces import Piece
from graph.views.asking.wording import ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Engine
    from graph.views.asking.wording import Wording
    from graph.views.record.names import Name, Names

__all__ = ["MeetingWords"]

_DATES: Final = """
SELECT DISTINCT ?meeting ?date WHERE { ?meeting a cbrn:Meeting ; cbrn:startDate ?date }
"""
_SEVERAL: Final = 4
"""What more meetings than this may be meant by tells none of them."""
_LONGEST: Final = 14
_BETWEEN: Final = frozenset({*LOOSE, "at", "to", "and"})
_PLAIN: Final = frozenset(
    {
        "meeting",
        "meetings",
        "training",
        "workshop",
        "exercise",
        "conference",
        "seminar",
        "event",
        "round",
        "table",
        "technical",
    }
)
"""What many meetings are called; what is meant by such a word has to be told by more."""
_CODE: Final = 3
_NUMBERED: Final = re.compile(r"project (\d+)")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_MONTHS: Final = {one[:3]: one for one in MONTHS} | {"sept": "september"}


class MeetingWords:
    """Finds the meetings of which all words of a part of a text are."""

    def __init__(self, engine: Engine, names: Names, wording: Wording) -> None:
        """Take the words of each meeting: what it was, and which."""
        self._told_otherwise = wording.known
        self._whats: dict[str, set[str]] = {}
        self._whichs: dict[str, set[str]] = {}
        self._codes: dict[str, str] = {}
        self._in_short: dict[str, set[str]] = {}
        self._meetings = names.things(["Meeting"])
        self._towns = {words(one.place) for one in self._meetings} - {""}
        dates: dict[str, set[str]] = defaultdict(set)
        for record in engine.query(_DATES, limits=Limits(seconds=30)).records():
            year, _, rest = (record["date"] or "").partition("-")
            month = [MONTHS[int(rest[:2]) - 1]] if rest else []
            dates[record["meeting"] or ""].update([year, *month])
        around = [
            ({*words(one.label).split()}, {word for name in one.others for word in _all(name)})
            for one in names.things(["Region"])
        ]
        places = {word for one in names.things(["Country", "Region"]) for word in _all(one.label)}
        projects = {one.short: one for one in names.things(["Project"])}
        for one in self._meetings:
            own = _all(one.label)
            which = {*_all(one.place), *dates[one.iri]}
            which |= own & ({*MONTHS} | places) | {
                word for word in own if word[:4].isdecimal() or _ORDINAL.fullmatch(word)
            }
            for number in _NUMBERED.findall(words(one.label)):
                which |= {"project", number, f"p{number}"}
                project = projects.get(f"project/{int(number):03}")
                told = (project.label, *project.others) if project else ()
                which |= {word for name in told for word in _all(name)}
            for region, others in around:
                which |= others if region - LOOSE <= own else set()
            codes = [words(name).split() for name in one.others]
            which |= {word for code in codes for word in code[1:]}
            kind = {*words(one.kind).split()}
            what = {*own, *kind, *_initials(one.label), *(code[0] for code in codes)}
            self._in_short[one.iri] = _in_short(one.label)
            self._whats[one.iri], self._whichs[one.iri] = what - which, which
            self._codes[one.iri] = next((code[0] for code in codes if len(code[0]) >= _CODE), "")
        known = chain(self._whats.values(), self._whichs.values(), self._in_short.values())
        self._kinds = {"Meeting", *(one.kind.title().replace(" ", "") for one in self._meetings)}
        self._known = {*chain.from_iterable(known)}

    def joined(self, pieces: Sequence[Piece]) -> list[Piece] | None:
        """The pieces of a text with those that tell meetings as these; None where none do."""
        for length in range(min(_LONGEST, len(pieces)), 0, -1):
            for at in range(len(pieces) - length + 1):
                span = pieces[at : at + length]
                things = self._told(span)
                if things:
                    shown = " ".join(one.told for one in span)
                    met = Piece(told=shown, sort="thing", value=words(shown), things=things)
                    rest = [*pieces[:at], *pieces[at + length :]]
                    is_elsewhere = any(one.value in self._towns for one in rest)
                    return None if is_elsewhere else [*pieces[:at], met, *pieces[at + length :]]
        return None

    def _told(self, span: Sequence[Piece]) -> tuple[Name, ...]:
        """The meetings that a part of a text tells; nothing where it tells none or too many."""
        if all(one.sort == "thing" for one in span):
            return ()  # what is named already is that: "the secretariat in Tbilisi"
        if span[0].value in _BETWEEN - {"meeting"} or span[-1].value in _BETWEEN - {"meeting"}:
            return ()
        written = {words(one.told) for one in span if one.sort == "word" and one.told.isupper()}
        of_others = {
            word
            for one in span
            if one.sort == "kind" and one.value not in self._kinds
            for word in words(one.told).split()
        }
        for said in (_words_of(span), _words_of(_of_countries(span))):
            content = {*said} - _BETWEEN
            if not content or not content <= self._known:
                continue  # most parts of a text have a word that no meeting has
            found = [one for one in self._meetings if self._is_told(one, content, written)]
            # The words of another kind tell no meeting: "the Middle East regional action plan".
            if not any(content & self._whats[one.iri] - of_others for one in found):
                continue
            if 0 < len(found) <= _SEVERAL:
                return tuple(found)
        return ()

    def _is_told(self, meeting: Name, content: set[str], written: set[str]) -> bool:
        """Whether words are of a meeting and tell what it was, and which.

        A code does both where it is written in capital letters, "RFX", or with a number.
        """
        code = self._codes[meeting.iri]
        whats, whichs = content & self._whats[meeting.iri], content & self._whichs[meeting.iri]
        if not whats or content - whats - whichs - self._in_short[meeting.iri]:
            return False
        is_written = code in written and code not in self._told_otherwise  # not so "the NFP"
        if code in whats and (is_written or any(map(_ORDINAL.fullmatch, whichs))):
            return True
        # "Our NFP in 2017" is who was that, "the NFP meeting in 2017" is one.
        is_held = bool(whats & _PLAIN) or any(map(_ORDINAL.fullmatch, whichs))
        if not is_held and whats - _PLAIN <= self._told_otherwise & _initials(meeting.label):
            return False
        return bool(whichs) and (bool(whats - _PLAIN) or len(whichs) > 1)


def _all(text: str) -> set[str]:
    """The words of a text, those that say which number something has in figures."""
    return {ordinal(one, ["meeting"]) for one in words(text).split()} - _BETWEEN


def _of_countries(span: Sequence[Piece]) -> list[Piece]:
    """The pieces with the country for its people: "the Georgian workshop" is that of Georgia."""
    return [replace(one, told=one.things[0].label) if one.is_people else one for one in span]


def _words_of(span: Sequence[Piece]) -> Sequence[str]:
    told = words(" ".join(one.told for one in span)).split()
    return [_MONTHS.get(one, ordinal(one, ["meeting"])) for one in told]


def _initials(label: str) -> set[str]:
    """The initials of names in a name: "AU" for the African Union, "NFP" of Focal Points."""
    runs = (run.split() for run in re.findall(r"(?:\b[A-Z][a-z]+ ?\b){2,}", label))
    return {
        "".join(word[0] for word in run[begin:end]).casefold()
        for run in runs
        for begin, end in combinations(range(len(run) + 1), 2)
        if end > begin + 1
    }


def _in_short(label: str) -> set[str]:
    """What stands for three words of a name and tells no meeting by itself: "NAP workshop"."""
    own = words(label).split()
    return {f"{a[0]}{b[0]}{c[0]}" for a, b, c in zip(own, own[1:], own[2:], strict=False)}
