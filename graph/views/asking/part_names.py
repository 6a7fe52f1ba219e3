"""Names told by a part of them, or by their country: "Gulyamov", "Lebanon Red Cross"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.search import ADDRESSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from graph.views.asking.pieces import Piece
    from graph.views.record.names import Name, Names

__all__ = ["PartNames", "surnames_alone"]

_SURNAME: Final = 4
"""A shorter part of a person's name says too little: "Da"."""
_TELLING: Final = 7
"""A surname as long as this is told from other words in small letters, too."""
_PARTED: Final = re.compile(r"(?<=[a-z])-(?=[A-Z])|\s[-\u2013/]\s")
"""What joins two bodies into one: "Landau Network-Centro Volta"."""
_JOINING: Final = frozenset({"of", "the"})


class PartNames:
    """Finds persons by their surname, and bodies by a part of their name that fits one only."""

    def __init__(
        self, names: Names, country: Callable[[str], Name | None], taken: Callable[[str], bool]
    ) -> None:
        """Take the parts of names.

        Args:
            names: the names of things.
            country: the country that a folded word or its people are called by.
            taken: whether something is called by a form, blanks aside.
        """
        self._country = country
        self._parts: dict[str, list[Name]] = defaultdict(list)
        self._of_countries: dict[tuple[str, str], list[Name]] = defaultdict(list)
        self._persons: dict[str, list[Name]] = defaultdict(list)
        for person in names.things(["Person"]):
            for form in _surnames(person.label):
                _add(self._persons, form, person)
        for body in names.things(["Organisation"]):
            for told in (body.label, *body.others):
                for part in _PARTED.split(told):
                    form = words(part)
                    if " " in form and form != words(told):
                        _add(self._parts, form.replace(" ", ""), body)
                for key in self._keys(words(told).split()):
                    if body not in self._of_countries[key]:
                        self._of_countries[key].append(body)
        self._parts = {form: ones for form, ones in self._parts.items() if not taken(form)}
        self._persons = {form: ones for form, ones in self._persons.items() if not taken(form)}

    def things(self, span: Sequence[str], shown: str) -> list[Name]:
        """What folded words name by a part of its name; nothing where several bodies fit.

        Args:
            span: folded words.
            shown: the same as they are written; a short surname is written with a capital letter.
        """
        bare = "".join(span).replace(" ", "")
        if bodies := self._parts.get(bare, []):
            return bodies if len(bodies) == 1 else []
        is_name = len(bare) >= _TELLING or shown.rsplit(maxsplit=1)[-1][:1].isupper()
        if is_name and (persons := self._persons.get(bare)):
            return persons
        fitting = {
            body.iri: body for key in self._keys(span) for body in self._of_countries.get(key, [])
        }
        return [*fitting.values()] if len(fitting) == 1 else []

    def _keys(self, span: Sequence[str]) -> Iterator[tuple[str, str]]:
        """A country at an end of a name, and the rest: "Lebanese Red Cross"."""
        said = [one for one in span if one not in _JOINING]
        for at in {0, len(said) - 1} if len(said) > 2 else ():  # noqa: PLR2004 - "Georgian Army"
            if country := self._country(said[at]):
                yield country.iri, "".join(said[:at] + said[at + 1 :])


def surnames_alone(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a surname as a word again where another name goes with it: "David Smith".

    How a person is addressed goes with the name: "Dr Bakanidze".
    """
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        before, behind = pieces[at - 1 : at] if at else [], pieces[at + 1 : at + 2]
        is_person = bool(piece.things) and all(one.family == "Person" for one in piece.things)
        if is_person and before and before[0].sort == "word" and before[0].value in ADDRESSED:
            found.pop()
            before = []
        is_whole = any(piece.value == words(one.label) for one in piece.things)
        # A question begins with a capital letter too.
        names = [one for one in (*(before if at > 1 else []), *behind) if _is_name(one)]
        is_word = is_person and not is_whole and bool(names)
        found.append(replace(piece, sort="word", things=()) if is_word else piece)
    return found


def _is_name(piece: Piece) -> bool:
    """Whether a piece may be part of a person's name: a word with a capital letter, or a person."""
    if piece.sort == "thing":
        return all(one.family == "Person" for one in piece.things)
    return piece.sort == "word" and piece.told[:1].isupper()


def _surnames(label: str) -> Iterator[str]:
    """What stands behind a first name, and the last word of it: "van der Meer", "Meer"."""
    own = words(re.sub(r",.*", "", label)).split()
    for at in range(1, len(own)):
        form = "".join(own[at:])
        if len(form) >= _SURNAME and (at == len(own) - 1 or len(own[at]) > 1):
            yield form


def _add(among: dict[str, list[Name]], form: str, name: Name) -> None:
    if name not in among[form]:
        among[form].append(name)
