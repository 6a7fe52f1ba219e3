"""Things told by one word: a body by one of its name, "Insubria", a project by one of its title.

A word tells a thing where no other thing is called so and no name or title has it in small letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.folding import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.views.record.names import Name, Names

__all__ = ["TellingWords"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 4
_BODY: Final = "Organisation"
_PROJECT: Final = "Project"


class TellingWords:
    """Finds what is told by one word of its name or title."""

    def __init__(self, names: Names, titles: Iterable[tuple[str, str]]) -> None:
        """Take the words of all names, and those of titles that are written in capital letters.

        Args:
            names: the names of things.
            titles: projects, by their addresses, and their titles.
        """
        self._holding: dict[str, list[Name]] = defaultdict(list)
        self._first: set[str] = set()
        self._small: set[str] = set()
        self._elsewhere: set[str] = set()
        for name in names.things():
            for told in (name.label, *name.others):
                for at, word in enumerate(_WORD.findall(told)):
                    self._take(word, name)
                    self._first |= {words(word)} if not at and name.family == _BODY else set()
        for project, title in titles:
            for word in _WORD.findall(title):
                if word.isupper() and len(word) >= _SHORTEST:
                    self._take(word, names[project])
                    self._first.add(words(word))
                elif word[:1].islower():
                    self._small.add(words(word))

    def _take(self, word: str, name: Name) -> None:
        form = words(word)
        is_acronym = word.isupper() and len(word) >= _SHORTEST
        if word[:1].islower():
            self._small.add(form)
        elif name.family == _PROJECT and not is_acronym:
            self._elsewhere.add(form)
        elif name not in self._holding[form]:
            self._holding[form].append(name)

    def holding(self, written: str, text: str) -> list[Name]:
        """The bodies, or the project, whose names or titles hold a word; mostly there is none.

        Args:
            written: the word; it has a capital letter, and so has none beside it.
            text: what it stands in.
        """
        form = words(written)
        found = self._holding.get(form, [])
        families = {one.family for one in found}
        is_meant = families == {_BODY} or (families == {_PROJECT} and len(found) == 1)
        is_name = written[:1].isupper() or families == {_PROJECT}
        is_plain = form in self._small or form in self._elsewhere
        if len(form) < _SHORTEST or is_plain or not (is_meant and is_name):
            return []
        return [] if _is_part_of_more(written, text.split()) else found

    def is_in_a_name(self, written: str) -> bool:
        """Whether the name of anything on record holds a word that is written as names are."""
        return words(written) in self._holding

    def is_sure(self, written: str, text: str) -> bool:
        """Whether a word that one thing holds is likely said of it: its name begins so.

        With the first word of a text a capital letter says nothing, and behind an article it is a
        word as others are: "the Presidency".
        """
        is_beginning = text.lstrip().startswith(written) and not written.isupper()
        is_common = re.search(rf"\b(?:an?|the)\s+{re.escape(written)}\b", text, re.IGNORECASE)
        return words(written) in self._first and not is_beginning and not is_common


def _is_part_of_more(written: str, told: Sequence[str]) -> bool:
    """Whether a word with a capital letter stands beside another one: "the Arab League"."""
    bare = [one.strip(".,;:?!()'\u2019\"") for one in told]
    if written not in bare:
        return True
    at = bare.index(written)
    # A text begins with a capital letter, too.
    beside = (*(bare[at - 1 : at] if at > 1 else []), *bare[at + 1 : at + 2])
    return any(one.istitle() and len(one) > 1 for one in beside) and written[:1].isupper()
